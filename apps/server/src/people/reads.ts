/** People as they are now, under any id they ever had. */
import { sql as recordsSql } from 'kysely';
import type { Person, ProjectId } from '@tandem/contract';
import { literal, sql, source, strings, uuids, type Sql } from '@tandem/query';
import type { Platform } from '../platform/platform.ts';
import { Problem } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import { accountOf } from './rules.ts';
import './tables.ts';
import { accountKey, consentKey, foldTraits, memberKey, type TraitRow } from './traits/rules.ts';

export type Doors = Pick<Platform, 'events' | 'records'>;
const maxIds = 100;

/** The person that an id of theirs leads to now, with all person ids that were theirs. */
export type Resolved = { readonly person: string; readonly people: readonly string[] };

/** Follows merges; an id that was never merged is its own person, whether it exists or not. */
export async function resolvePerson(
  { records }: Doors,
  project: ProjectId,
  id: string,
): Promise<Resolved> {
  return records.read(project, (reader) => resolveIn(reader, id));
}

/** The same within a transaction of the caller's; it stands while the caller holds merges back. */
export async function resolveIn(reader: Reader, id: string): Promise<Resolved> {
  const rows = await joinedIn(reader, [id]);
  const person = rows[0]?.person ?? id.toLowerCase();
  return { person, people: [...new Set([person, ...rows.map((row) => row.own)])] };
}

/** All own ids of everybody to whom one of these belongs, with the person that they are now. */
const joinedIn = (reader: Reader, own: readonly string[]) =>
  reader
    .selectFrom('person_ids')
    .select(['own', 'person'])
    .where('person', 'in', (q) =>
      q
        .selectFrom('person_ids')
        .select('person')
        .where(recordsSql<boolean>`own = ANY(${[...own]}::uuid[])`),
    )
    .execute();

/** Who these own ids belong to now, those that were never merged left out. */
export async function personsIn(
  reader: Reader,
  own: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (own.length === 0) return new Map();
  const rows = await reader
    .selectFrom('person_ids')
    .select(['own', 'person'])
    .where('own', 'in', [...own])
    .execute();
  return new Map(rows.map((row) => [row.own, row.person]));
}

/** The override rows of these people: which stored person maps to whom. */
export const overrides = (where: readonly Sql[] = []): Sql =>
  source('person_overrides', sql`person, canonical`, where);

type TraitsAsked = { readonly keys?: readonly string[]; readonly most?: number };
/** Of all that a sender has said of one id a list shows so many, names first. */
const newestTraits: TraitsAsked = { most: 1000 };

/** Everything known of these people (canonical ids), those without any trace left out. */
export async function profilesOf(
  doors: Doors,
  project: ProjectId,
  people: readonly string[],
  asked = newestTraits,
): Promise<ReadonlyMap<string, Person>> {
  if (people.length === 0) return new Map();
  const canonicalOf = await membersOf(doors, project, people);
  const members = [...canonicalOf.keys()];
  const [did, said, traits, names] = await Promise.all([
    inParts(members, (some) => doors.events.rows<Did>(project, didSql(some))),
    inParts(members, (some) => doors.events.rows<Said>(project, saidSql(some))),
    traitsOf(doors, project, members, asked),
    idsOf(doors, project, members),
  ]);
  const of = <T extends { person: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, (row) => canonicalOf.get(row.person));
  const [didOf, saidOf, traitsBy, namesBy] = [of(did), of(said), of(traits), of(names)];
  const found = people.filter(
    (id) => didOf.has(id) || saidOf.has(id) || traitsBy.has(id) || namesBy.has(id),
  );
  const profiles = found.map((id) =>
    profile(id, {
      did: didOf.get(id) ?? [],
      said: saidOf.get(id) ?? [],
      traits: foldTraits(traitsBy.get(id) ?? []),
      names: (namesBy.get(id) ?? []).map((row) => row.distinct_id),
    }),
  );
  const named = await withAccountNames(doors, project, profiles);
  return new Map(named.map((one) => [one.id, one]));
}

/** One person, or `not_found`. */
export async function getProfile(doors: Doors, project: ProjectId, id: string): Promise<Person> {
  const { person } = await resolvePerson(doors, project, id);
  const found = (await profilesOf(doors, project, [person], {})).get(person);
  if (found === undefined) {
    throw new Problem('not_found', 'There is no such person in this project.', {
      hint: 'They may have been erased, or belong to another project.',
    });
  }
  return found;
}

/** Who a stored person is now, and what to call them. */
export type Called = {
  readonly person: string;
  readonly name: string | null;
};

/** By stored person id; cheap beside `profilesOf`: no event is read. */
export async function namesOf(
  doors: Doors,
  project: ProjectId,
  stored: readonly string[],
): Promise<ReadonlyMap<string, Called>> {
  if (stored.length === 0) return new Map();
  const joined = await doors.records.read(project, (reader) => joinedIn(reader, stored));
  const now = new Map(joined.map(({ own, person }) => [own, person]));
  const people = stored.map((id) => now.get(id) ?? id);
  const canonicalOf = new Map([...people.map((id) => [id, id] as const), ...now]);
  const members = [...canonicalOf.keys()];
  const traits = await traitsOf(doors, project, members, { keys: [...nameKeys, ...partKeys] });
  const traitsBy = Map.groupBy(traits, (row) => canonicalOf.get(row.person));
  return new Map(
    stored.map((id) => {
      const person = now.get(id) ?? id;
      return [id, { person, name: callNames(foldTraits(traitsBy.get(person) ?? [])).name }];
    }),
  );
}

/** Every id under which these people (canonical) are known, up to a hundred each. */
export async function distinctIdsOf(
  doors: Doors,
  project: ProjectId,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (people.length === 0) return new Map();
  const canonicalOf = await membersOf(doors, project, people);
  const members = [...canonicalOf.keys()];
  const [used, known] = await Promise.all([
    inParts(members, (some) =>
      doors.events.rows<{ person: string; distinct_id: string }>(
        project,
        sql`SELECT person, distinct_id FROM
          ${source('events', sql`person, distinct_id`, [sql`person IN ${uuids(some)}`])}
          GROUP BY person, distinct_id`,
      ),
    ),
    idsOf(doors, project, members),
  ]);
  const byPerson = Map.groupBy([...known, ...used], (row) => canonicalOf.get(row.person));
  return new Map(
    people.map((id) => {
      const ids = (byPerson.get(id) ?? []).map((row) => row.distinct_id);
      return [id, [...new Set(ids)].slice(0, maxIds)];
    }),
  );
}

async function membersOf(
  { events }: Doors,
  project: ProjectId,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await events.rows<{ person: string; canonical: string }>(
    project,
    sql`SELECT person, canonical FROM ${overrides([sql`canonical IN ${uuids(people)}`])}`,
  );
  return new Map([
    ...people.map((id) => [id, id] as const),
    ...rows.map((row) => [row.person, row.canonical] as const),
  ]);
}

/** A question holds so many ids; one after the other, those who have as many are few. */
const mostInQuestion = 4000;

async function inParts<T>(
  members: readonly string[],
  ask: (some: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  if (members.length <= mostInQuestion) return ask(members);
  const found: T[] = [];
  for (let from = 0; from < members.length; from += mostInQuestion) {
    for (const row of await ask(members.slice(from, from + mostInQuestion))) found.push(row);
  }
  return found;
}

type Seen = { person: string; count: number; first: string; last: string; ids: string[] };
type Said = Seen;
type Did = Seen & { accounts: [string, string][] };

function didSql(members: readonly string[]): Sql {
  const columns = sql`person, time, distinct_id, accounts`;
  return sql`SELECT person, count() AS count, min(time) AS first, max(time) AS last,
    groupUniqArray(${literal(maxIds)})(distinct_id) AS ids,
    groupUniqArrayArray(arrayMap((type, key) -> (type, key), arrayMap(k -> toString(k), mapKeys(accounts)), mapValues(accounts))) AS accounts
    FROM ${source('events', columns, [sql`person IN ${uuids(members)}`])} GROUP BY person`;
}

function saidSql(members: readonly string[]): Sql {
  return sql`SELECT assumeNotNull(person) AS person, count() AS count, min(time) AS first, max(time) AS last,
    groupUniqArray(distinct_id) AS ids
    FROM ${source('signals', sql`person, time, distinct_id`, [sql`person IN ${uuids(members)}`])} GROUP BY person`;
}

async function traitsOf(
  { events }: Doors,
  project: ProjectId,
  members: readonly string[],
  { keys, most }: TraitsAsked = {},
) {
  const columns = sql`key, person, kind, value, time`;
  const named = keys === undefined ? [] : [sql`key IN ${strings(keys)}`];
  const names = strings([...nameKeys, ...partKeys, ...emailKeys]);
  const cut =
    most === undefined
      ? sql``
      : sql`ORDER BY key IN ${names} DESC, time DESC LIMIT ${literal(most)} BY person`;
  const rows = await inParts(members, (some) =>
    events.rows<Omit<TraitRow, 'time'> & { time: string }>(
      project,
      sql`SELECT ${columns} FROM ${source('traits', columns, [sql`person IN ${uuids(some)}`, ...named])} ${cut}`,
    ),
  );
  return rows.map(({ key, person, kind, value, time }) => {
    return { key, person, kind, value, time: new Date(time) };
  });
}

/** Ids the records know: also those under which nothing was done yet. */
async function idsOf({ records }: Doors, project: ProjectId, members: readonly string[]) {
  const rows = await records.read(project, (r) =>
    r
      .selectFrom('person_ids')
      .select(['own', 'distinct_id', 'identified'])
      .where('own', 'in', [...members])
      .orderBy('identified', 'desc')
      .orderBy('distinct_id')
      .execute(),
  );
  return rows.map((row) => ({ person: row.own, distinct_id: row.distinct_id }));
}

/** What the person is like now, keys of our own included. */
export async function foldedTraits(doors: Doors, project: ProjectId, who: Resolved) {
  return foldTraits(await traitsOf(doors, project, who.people));
}

type Trace = {
  readonly did: readonly Did[];
  readonly said: readonly Said[];
  readonly traits: ReadonlyMap<string, unknown>;
  readonly names: readonly string[];
};

function profile(id: string, { did, said, traits, names }: Trace): Person {
  const seen = [...did, ...said];
  const ids = new Set([...names, ...seen.flatMap((row) => row.ids).toSorted()]);
  const own = [...traits].filter(([key]) => !key.startsWith('$') || !isOurs(key));
  const members = [...traits].filter(([key]) => key.startsWith(memberKey('')));
  const accounts = new Map(
    [
      ...did.flatMap((row) => row.accounts),
      ...members.map(([key, value]) => [key.slice(memberKey('').length), String(value)] as const),
    ].map(([type, key]) => [`${type}\0${key}`, { type, key, name: null }]),
  );
  return {
    id,
    ...callNames(traits),
    distinctIds: [...ids].filter((one) => one !== '').slice(0, maxIds),
    traits: Object.fromEntries(own),
    accounts: [...accounts.values()],
    firstSeen: seen.map((row) => row.first).toSorted()[0] ?? null,
    lastSeen:
      seen
        .map((row) => row.last)
        .toSorted()
        .at(-1) ?? null,
    events: sum(did),
    signals: sum(said),
    consent: consentOf(traits.get(consentKey)),
  };
}

const sum = (rows: readonly Seen[]) => rows.reduce((total, row) => total + row.count, 0);
const isOurs = (key: string) =>
  key === consentKey || key.startsWith(memberKey('')) || key.startsWith('$account:');

function consentOf(value: unknown): Person['consent'] {
  return value === 'granted' || value === 'denied' ? value : 'unknown';
}

/** Trait keys that hold a name or an e-mail, as the common senders spell them. */
export const nameKeys = ['name', 'full_name', 'fullName', 'displayName', 'username'] as const;
export const partKeys = ['first_name', 'firstName', 'last_name', 'lastName'] as const;
export const emailKeys = ['email', 'e_mail', 'emailAddress'] as const;

/** What a person is called. */
export function callNames(traits: ReadonlyMap<string, unknown>): {
  name: string | null;
  email: string | null;
} {
  const text = (key: string) => {
    const value = traits.get(key);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  };
  const first = (keys: readonly string[]) => keys.map(text).find((value) => value !== undefined);
  const parts = [first(['first_name', 'firstName']), first(['last_name', 'lastName'])];
  const joined = parts.filter((part) => part !== undefined).join(' ');
  return {
    name: first(nameKeys) ?? (joined === '' ? null : joined),
    email: first(emailKeys) ?? null,
  };
}

async function withAccountNames(
  { events }: Doors,
  project: ProjectId,
  profiles: readonly Person[],
): Promise<readonly Person[]> {
  const accounts = profiles.flatMap((one) => one.accounts);
  if (accounts.length === 0) return profiles;
  const subjects = [...new Set(accounts.map(({ type, key }) => accountOf(project, type, key)))];
  const keys = [...new Set(accounts.map(({ type }) => accountKey(type, 'name')))];
  const rows = await events.rows<{ person: string; value: string }>(
    project,
    sql`SELECT person, value FROM ${source('traits', sql`person, key, kind, value`, [
      sql`person IN ${uuids(subjects)}`,
      sql`key IN ${strings(keys)}`,
      sql`kind = 'set'`,
    ])}`,
  );
  const names = new Map(rows.map((row) => [row.person, JSON.parse(row.value) as unknown]));
  return profiles.map((one) => ({
    ...one,
    accounts: one.accounts.map((account) => {
      const name = names.get(accountOf(project, account.type, account.key));
      return { ...account, name: typeof name === 'string' ? name : null };
    }),
  }));
}
