import { entryMachine, type ChangelogEntry, type MoveOf } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, nextState } from '../../platform/moves.ts';
import { Problem } from '../../platform/problem.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import { readFlags } from '../../release/index.ts';
import '../tables.ts';
import { announcedBy, readEntry, type Bare } from './reads.ts';
import { checkAnnounces, checkReason } from './rules.ts';

const { object, first } = entryMachine;

export type NewEntry = Pick<ChangelogEntry, 'id' | 'kind' | 'title' | 'text' | 'flag' | 'holdout'>;

export async function createEntry(writer: Writer, by: By, given: NewEntry): Promise<void> {
  const { id, text, ...fields } = given;
  await checkFlag(writer, given.flag);
  await writer
    .insertInto('entries')
    .values({
      ...fields,
      id,
      body: text,
      version: 1,
      state: first,
      published_at: null,
      created_at: by.at,
    })
    .execute();
  const detail = { ...fields, text };
  await note(writer, by, { object, record: id, move: 'create', to: first, detail });
}

export type EntryChange = Partial<Omit<NewEntry, 'id'>> & {
  readonly id: string;
  readonly version: number;
};

/** Every version of the text stands in the history. */
export async function updateEntry(writer: Writer, by: By, change: EntryChange): Promise<void> {
  const { id, version, ...fields } = change;
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: fields });
  const after = { ...before, ...fields };
  await checkFlag(writer, after.flag);
  for (const release of (await announcedBy(writer)).get(id) ?? []) checkAnnounces(after, release);
  await write(writer, after);
  await note(writer, by, { object, record: id, move: 'edit', detail: fields });
}

export type EntryMove = {
  readonly id: string;
  readonly version: number;
  readonly move: MoveOf<typeof entryMachine>;
  readonly reason?: string | undefined;
};

export async function moveEntry(writer: Writer, by: By, moving: EntryMove): Promise<void> {
  const { id, version, move, reason } = moving;
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: { move } });
  const state = nextState(entryMachine, before.state, move);
  if (move === 'withdraw') checkReason(reason);
  const publishedAt = move === 'publish' ? by.at.toISOString() : before.publishedAt;
  await write(writer, { ...before, state, publishedAt });
  const from = before.state;
  await note(writer, by, { object, record: id, move, from, to: state, reason });
}

/** Whether an entry may announce a release of this flag; it waits for whoever changes the entry. */
export async function checkAnnouncement(
  writer: Writer,
  { entry: id, flag }: { readonly entry: string; readonly flag: string },
): Promise<void> {
  checkAnnounces(await lock(writer, id), { flag });
}

async function checkFlag(writer: Writer, flag: string | null): Promise<void> {
  if (flag === null || (await readFlags(writer)).some(({ id }) => id === flag)) return;
  throw new Problem('invalid', 'body.flag: there is no such flag in this project.', {
    hint: 'Choose one of those under Ship, or leave it out: then everybody is told.',
  });
}

async function lock(writer: Writer, id: string): Promise<Bare> {
  await lockRow(writer, 'entries', id);
  return readEntry(writer, id);
}

async function write(writer: Writer, after: Bare): Promise<void> {
  await writer
    .updateTable('entries')
    .set({
      version: after.version + 1,
      kind: after.kind,
      title: after.title,
      body: after.text,
      flag: after.flag,
      holdout: after.holdout,
      state: after.state,
      published_at: after.publishedAt === null ? null : new Date(after.publishedAt),
    })
    .where('id', '=', after.id)
    .execute();
}
