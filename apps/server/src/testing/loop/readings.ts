/**
 * What the stores hold of a project, read by plain statements of this file alone: what an invariant
 * compares with is neither what a domain answers nor what the commands remember.
 */
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../platform/records.ts';
import type { Bag } from './bag.ts';

export type Place = Pick<Bag, 'world' | 'project'>;

/** A signal as the fact store holds it: as it came, before merges. */
export type StoredSignal = {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly author: string;
  readonly person: string | null;
  readonly distinct_id: string;
  readonly audience: string;
  readonly may_contact: boolean;
};

/** What stands where words were taken away. */
export const redactedText = '[redacted]';

/** Ids come from the stores themselves; quoted all the same. */
const quoted = (ids: readonly string[]) =>
  ids.map((id) => `'${id.replaceAll(/[^\w-]/g, '')}'`).join();

export async function readSignals(
  { world, project }: Place,
  only?: readonly string[],
): Promise<ReadonlyMap<string, StoredSignal>> {
  if (only?.length === 0) return new Map();
  const rows = await world.app.platform.events.maintenance.rows<StoredSignal>(
    `SELECT id, text, source, author, person, distinct_id, audience, may_contact FROM signals FINAL
     WHERE project = ${project.id}${only === undefined ? '' : ` AND id IN (${quoted(only)})`}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who somebody is today, by the person that a fact was stored with. */
export type Persons = (stored: string) => string;
export async function readPersons(place: Place): Promise<Persons> {
  const rows = await readTable(place, 'person_ids');
  const now = new Map(rows.map(({ own, person }) => [own, person]));
  return (stored) => now.get(stored) ?? stored;
}

/** How many times p < .001 lies beyond this chi-squared of two arms of equal weight. */
const chiSquaredAt001 = 10.828;
/** Whether people split as a fair coin does, by the exposures of those who met one arm alone. */
export async function readsAsFair({ world, project }: Place, experiment: string): Promise<boolean> {
  const rows = await world.app.platform.events.maintenance.rows<{ n: number }>(
    `SELECT uniqExact(who) AS n FROM (
       SELECT person AS who, any(toString(properties.variation)) AS arm,
         uniqExact(toString(properties.variation)) AS arms
       FROM events FINAL WHERE project = ${project.id} AND name = '$exposure'
         AND toString(properties.experiment) IN (${quoted([experiment])}) GROUP BY who)
     WHERE arms = 1 GROUP BY arm ORDER BY arm`,
  );
  const [one = 0, other = 0] = rows.map(({ n }) => n);
  return one + other === 0 || (one - other) ** 2 / (one + other) < chiSquaredAt001;
}

type Row<T extends keyof Tables> = Selectable<Tables[T]>;

/** Every row of the project in one table. */
export async function readTable<T extends keyof Tables>(
  { world, project }: Place,
  table: T,
): Promise<readonly Row<T>[]> {
  return world.app.platform.records.installation.read(async (reader) => {
    const { rows } = await sql<Row<T>>`SELECT * FROM ${sql.table(table)}
      WHERE project = ${project.id}`.execute(reader as never);
    return rows;
  });
}

const tables = [
  'signal_states',
  'highlights',
  'evidence_links',
  'opportunities',
  'sprints',
  'outcomes',
  'bets',
  'bet_overrides',
  'frameworks',
  'releases',
  'experiments',
  'closures',
  'message_stops',
  'entries',
  'acknowledgements',
  'signatures',
  'pods',
  'seats',
  'metrics',
  'learnings',
  'scope_items',
  'bet_questions',
] as const satisfies readonly (keyof Tables)[];
type Read = { readonly [T in (typeof tables)[number]]: readonly Row<T>[] };
export type Stored = Read & {
  /** In the order in which it happened. */
  readonly history: readonly Row<'history'>[];
  readonly signals: ReadonlyMap<string, StoredSignal>;
  readonly persons: Persons;
};

export async function readStored(place: Place): Promise<Stored> {
  const read = await Promise.all(
    tables.map(async (table) => [table, await readTable(place, table)] as const),
  );
  const history = await readTable(place, 'history');
  return {
    ...(Object.fromEntries(read) as unknown as Read),
    history: history.toSorted((a, b) => a.id - b.id),
    signals: await readSignals(place),
    persons: await readPersons(place),
  };
}

/** What speaks for or against one record: by whom, and with whose consent. */
export type Voiced = {
  readonly to: string;
  readonly relation: string;
  /** Undefined where nobody can tell. */
  readonly who: string | undefined;
  readonly signal: StoredSignal;
};

type Words = Pick<Stored, 'highlights' | 'evidence_links' | 'signals' | 'persons'>;
/** Every link whose words are still there. */
export function voicesIn({ highlights, evidence_links, signals, persons }: Words): Voiced[] {
  const marked = new Map(highlights.map((one) => [one.id, one]));
  return evidence_links.flatMap(({ highlight, to_id: to, relation }) => {
    const signal = signals.get(marked.get(highlight)?.signal ?? '');
    if (signal === undefined || signal.text === redactedText) return [];
    const named = signal.author === '' ? undefined : `${signal.source} ${signal.author}`;
    const who = signal.person === null ? named : persons(signal.person);
    return [{ to, relation, who, signal }];
  });
}

const distinct = (some: readonly (string | undefined)[]) =>
  new Set(some.filter((one) => one !== undefined)).size;
const speaksFor = new Set(['supports', 'asked_for', 'quoted_by']);

/** People for it, people against it, and customers or prospects among those for it: each once. */
export function countVoices(voices: readonly Voiced[]) {
  const supporting = voices.filter(({ relation }) => speaksFor.has(relation));
  const against = voices.filter(({ relation }) => relation === 'contradicts');
  const known = supporting.filter(({ signal }) =>
    ['customer', 'prospect'].includes(signal.audience),
  );
  return {
    people: distinct(supporting.map(({ who }) => who)),
    contradicting: distinct(against.map(({ who, signal }) => who ?? signal.id)),
    known: distinct(known.map(({ who }) => who)),
  };
}

/** The voices for and against these records alone. */
export async function readVoices(place: Place, records: readonly string[]): Promise<Voiced[]> {
  if (records.length === 0) return [];
  const isMeant = new Set(records);
  const links = await readTable(place, 'evidence_links');
  const evidence_links = links.filter(({ to_id: to }) => isMeant.has(to));
  const linked = new Set(evidence_links.map(({ highlight }) => highlight));
  const highlights = (await readTable(place, 'highlights')).filter(({ id }) => linked.has(id));
  const signals = await readSignals(
    place,
    highlights.map(({ signal }) => signal),
  );
  return voicesIn({ highlights, evidence_links, signals, persons: await readPersons(place) });
}
