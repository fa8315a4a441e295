/** What was said, by what people found it to be about. */
import type {
  Answer,
  listThemes,
  listThemeSignals,
  ProjectId,
  SignalTheme,
} from '@tandem/contract';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import type { SignalPage, SignalQuery, Voice } from '../../voice/index.ts';
import '../tables.ts';
import { themesOf } from './rules.ts';

export type Needs = {
  readonly records: RecordsDoor;
  readonly clock: { now(): Date };
  readonly voice: Pick<Voice, 'voiced' | 'count' | 'list'>;
};

/** Counted under these filters; a highlight whose words were taken away stands for nothing. */
export async function readThemes(
  { records, clock, voice }: Needs,
  project: ProjectId,
  query: SignalQuery,
): Promise<Answer<typeof listThemes>> {
  const { rows, touched } = await records.read(project, async (reader) => ({
    rows: await readMarked(reader),
    touched: await touchedSignals(reader),
  }));
  const ids = [...new Set(rows.map(({ signal }) => signal))];
  const [voiced, unread] = await Promise.all([
    voice.voiced(project, ids, query),
    voice.count(project, { ...query, except: touched }),
  ]);
  const marked = rows.flatMap(({ id, signal: said, type, need, relation }) => {
    const signal = voiced.get(said);
    const link = need === null || relation === null ? null : { need, relation };
    return signal === undefined
      ? []
      : [{ highlight: { id, isRedacted: false }, signal, type, link }];
  });
  return { ...themesOf(marked, clock.now()), unread };
}

export async function listByTheme(
  { records, voice }: Needs,
  project: ProjectId,
  { need, type, state, ...page }: SignalPage & SignalTheme,
): Promise<Answer<typeof listThemeSignals>> {
  const [only, except] = await records.read(project, async (reader) => [
    await signalsOf(reader, { need, type, ...(state !== 'new' && { state }) }),
    state === 'new' ? await touchedSignals(reader) : undefined,
  ]);
  return voice.list(project, { ...page, only, except });
}

/** Highlights with the opportunities they are linked to: one row for each link. */
function readMarked(reader: Reader) {
  return reader
    .selectFrom('highlights')
    .leftJoin('evidence_links', (join) =>
      join
        .onRef('evidence_links.highlight', '=', 'highlights.id')
        .on('evidence_links.to_kind', '=', 'opportunity'),
    )
    .select([
      'highlights.id',
      'highlights.signal',
      'highlights.type',
      'evidence_links.to_id as need',
      'evidence_links.relation',
    ])
    .where('highlights.is_redacted', '=', false)
    .execute();
}

/** Signals that somebody has done something with. */
async function touchedSignals(reader: Reader): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('signal_states')
    .select('signal')
    .where('state', '!=', 'new')
    .execute();
  return rows.map(({ signal }) => signal);
}

/** Undefined where nothing narrows them down. */
async function signalsOf(
  reader: Reader,
  { need, type, state }: SignalTheme,
): Promise<readonly string[] | undefined> {
  const lists = [
    ...(need === undefined && type === undefined ? [] : [await withWords(reader, { need, type })]),
    ...(state === undefined ? [] : [await inState(reader, state)]),
  ];
  const [first, ...others] = lists;
  const sets = others.map((list) => new Set(list));
  return first?.filter((id) => sets.every((set) => set.has(id)));
}

async function withWords(
  reader: Reader,
  { need, type }: Pick<SignalTheme, 'need' | 'type'>,
): Promise<readonly string[]> {
  const rows = await readMarked(reader);
  const fitting = rows.filter(
    (row) => (need === undefined || row.need === need) && (type === undefined || row.type === type),
  );
  return [...new Set(fitting.map(({ signal }) => signal))];
}

async function inState(
  reader: Reader,
  state: NonNullable<SignalTheme['state']>,
): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('signal_states')
    .select('signal')
    .where('state', '=', state)
    .execute();
  return rows.map(({ signal }) => signal);
}
