import type { Answer, listAudit } from '@tandem/contract';
import type { RecordsDoor } from '../../platform/records.ts';
import '../tables.ts';
import { brokenAt, referenceTo, type Content } from './rules.ts';

const erased = { actor: 'erased', subject: 'erased', detail: {} };

/** A page of the log, newest first, and the check of the whole chain and of all contents that were not erased. */
export function readAudit(
  records: RecordsDoor,
  workspace: number,
  page: { readonly limit: number; readonly before?: number | undefined },
): Promise<Answer<typeof listAudit>> {
  return records.installation.read(async (r) => {
    const links = await r
      .selectFrom('audit')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('sequence')
      .execute();
    const shown = links
      .filter(({ sequence }) => page.before === undefined || sequence < page.before)
      .slice(-page.limit)
      .toReversed();
    const contents = await r
      .selectFrom('audit_contents')
      .selectAll()
      .where('workspace', '=', workspace)
      .execute();
    const contentOf = new Map(contents.map((content) => [content.sequence, content]));
    const forged = links.find((link) => {
      const content = contentOf.get(link.sequence);
      return (
        content !== undefined && referenceTo(content as Content, content.salt) !== link.content_ref
      );
    });
    const broken = Math.min(brokenAt(links) ?? Infinity, forged?.sequence ?? Infinity);
    return {
      entries: shown.map((link) => {
        const { actor, subject, detail } = contentOf.get(link.sequence) ?? erased;
        const { sequence, action, hash } = link;
        return {
          sequence,
          at: link.at.toISOString(),
          actor,
          action,
          subject,
          detail: detail as Record<string, unknown>,
          hash,
        };
      }),
      chain: {
        valid: broken === Infinity,
        length: links.length,
        brokenAt: broken === Infinity ? null : broken,
      },
    };
  });
}
