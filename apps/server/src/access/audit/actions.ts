import { sql } from 'kysely';
import { newSecret } from '../../platform/clock.ts';
import type { Writer } from '../../platform/records.ts';
import '../tables.ts';
import { firstPrevious, hashOf, referenceTo, type Content } from './rules.ts';

export type AuditEntry = Content & { readonly workspace: number; readonly action: string };

const auditLock = 4101;

/** Appends to the workspace's chain inside the caller's transaction; appends take turns. */
export async function append(writer: Writer, at: Date, entry: AuditEntry): Promise<void> {
  const { workspace, action, actor, subject } = entry;
  // As the store will give it back: JSON has no `undefined`, no dates.
  const detail = JSON.parse(JSON.stringify(entry.detail)) as Content['detail'];
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

/** Under this an entry names a person, and under nothing else: it is what an erasure looks for. */
export const personSubject = (person: string): string => `person ${person}`;

/**
 * Forgets what the workspace's log says of these people; the chain keeps its references. Only the
 * subject counts, in this one form: otherwise somebody could have a person erased who is called
 * like an admin, and with it what that admin did.
 */
export async function forget(
  w: Writer,
  workspace: number,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  await w
    .deleteFrom('audit_contents')
    .where('workspace', '=', workspace)
    .where('subject', 'in', people.map(personSubject))
    .execute();
}
