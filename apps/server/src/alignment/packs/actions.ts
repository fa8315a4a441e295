import { note, type By } from '../../platform/history.ts';
import type { Highlight, ProjectId } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';
import { noSuch } from '../../platform/problem.ts';
import type { RecordsDoor, Writer } from '../../platform/records.ts';
import type { Members } from '../../pods/index.ts';
import '../tables.ts';
import {
  countsNow,
  quotedIn,
  renderPack,
  snapshotOf,
  withoutWords,
  type PackInput,
} from './rules.ts';

const object = 'pack';

export async function makePack(
  writer: Writer,
  by: By,
  { id, input }: { readonly id: string; readonly input: PackInput },
): Promise<void> {
  const snapshot = snapshotOf(input);
  const made = await writer
    .insertInto('packs')
    .values({
      id,
      number: input.number,
      until: new Date(input.to),
      snapshot: JSON.stringify(snapshot),
      counts: JSON.stringify(countsNow(input)),
      body: renderPack(snapshot),
      made_by: by.actor.name,
    })
    .onConflict((conflict) => conflict.columns(['project', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) throw madeAlready();
  await note(writer, by, { object, record: id, move: 'create', detail: { number: input.number } });
}

type Keeping = {
  readonly records: RecordsDoor;
  readonly evidence: {
    byIds(project: ProjectId, ids: readonly string[]): Promise<ReadonlyMap<string, Highlight>>;
  };
};

/** Words that were taken away since, or can no longer be checked, leave the packs too. Idempotent. */
export async function forgetWords(
  { records, evidence }: Keeping,
  project: ProjectId,
): Promise<void> {
  const packs = await records.read(project, (reader) =>
    reader.selectFrom('packs').select(['id', 'snapshot']).execute(),
  );
  const quoted = [...new Set(packs.flatMap(({ snapshot }) => quotedIn(snapshot)))];
  if (quoted.length === 0) return;
  const known = await evidence.byIds(project, quoted);
  const gone = new Set(quoted.filter((id) => known.get(id)?.isRedacted !== false));
  for (const { id, snapshot } of packs) {
    if (!quotedIn(snapshot).some((highlight) => gone.has(highlight))) continue;
    const left = withoutWords(snapshot, gone);
    await records.write(project, (writer) =>
      writer
        .updateTable('packs')
        .set({ snapshot: JSON.stringify(left), body: renderPack(left) })
        .where('id', '=', id)
        .execute(),
    );
  }
}

export type NewAction = {
  readonly id: string;
  readonly pack: string;
  readonly title: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly evidence: string | null;
};

export async function addAction(
  writer: Writer,
  { by, members }: { readonly by: By; readonly members: Members },
  { dueOn, ...action }: NewAction,
): Promise<void> {
  const pack = await writer
    .selectFrom('packs')
    .select('id')
    .where('id', '=', action.pack)
    .execute();
  if (pack.length === 0) throw noSuch('pack');
  if (!members.has(action.owner)) throw notAMember();
  await writer
    .insertInto('pack_actions')
    .values({ ...action, due_on: dueOn, done_at: null, created_at: by.at })
    .execute();
  const { title, owner } = action;
  await note(writer, by, {
    object,
    record: action.pack,
    move: 'decide',
    detail: { title, owner, dueOn },
  });
}

/** Doing it again changes nothing. */
export async function finishAction(
  writer: Writer,
  by: By,
  { pack, action }: Finishing,
): Promise<void> {
  const done = await writer
    .updateTable('pack_actions')
    .set({ done_at: by.at })
    .where('id', '=', action)
    .where('pack', '=', pack)
    .where('done_at', 'is', null)
    .returning('title')
    .executeTakeFirst();
  if (done === undefined) {
    await findAction(writer, { pack, action });
    return;
  }
  await note(writer, by, { object, record: pack, move: 'finish', detail: { title: done.title } });
}

type Finishing = { readonly pack: string; readonly action: string };

async function findAction(writer: Writer, { pack, action }: Finishing): Promise<void> {
  const known = await writer
    .selectFrom('pack_actions')
    .select('id')
    .where('id', '=', action)
    .where('pack', '=', pack)
    .executeTakeFirst();
  if (known === undefined) throw noSuch('action');
}

const madeAlready = () =>
  refusal(
    'pack.once',
    'Somebody made this pack at the same moment.',
    'Open it: it says the same as yours would.',
  );
const notAMember = () =>
  refusal(
    'pack.action.owner',
    'An action belongs to a member of the workspace.',
    'Choose who does it, or invite them first.',
  );
