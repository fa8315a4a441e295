import { sql } from 'kysely';
import { newSecret } from '../../platform/clock.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Writer } from '../../platform/records.ts';
import '../tables.ts';
import { firstPrevious, hashOf, referenceTo, type Content } from './rules.ts';

export type AuditEntry = Content & { readonly workspace: number; readonly action: string };

const auditLock = 4101;

/** Appends to the workspace's chain inside the caller's transaction; appends take turns. */
export async function append(writer: Writer, at: Date, entry: AuditEntry): Promise<void> {
  const { workspace, action, actor, subject, detail } = entry;
  await sql`SELECT pg_advisory_xact_lock(${auditLock}::integer, ${workspace}::integer)`.execute(
    writer,
  );
  const last = await writer
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .where('workspace', '=', workspace)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const salt = newSecret(16);
  const link = {
    workspace,
    sequence: (last?.sequence ?? 0) + 1,
    at,
    action,
    content_ref: referenceTo({ actor, subject, detail }, salt),
    previous: last?.hash ?? firstPrevious,
  };
  await writer
    .insertInto('audit')
    .values({ ...link, hash: hashOf(link) })
    .execute();
  await writer
    .insertInto('audit_contents')
    .values({
      workspace,
      sequence: link.sequence,
      salt,
      actor,
      subject,
      detail: JSON.stringify(detail),
    })
    .execute();
}

/** Forgets what the log says of a subject or actor; the chain keeps its references. */
export async function forget(
  platform: Pick<Platform, 'records'>,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await platform.records.installation.write((w) =>
    w
      .deleteFrom('audit_contents')
      .where((eb) => eb.or([eb('subject', 'in', names), eb('actor', 'in', names)]))
      .execute(),
  );
}
