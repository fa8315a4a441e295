/**
 * Merges. One transaction joins the ids and leaves a fact in the outbox; the override rows, through
 * which every query maps a stored person, are written after it. Should the process end between the
 * two, the fact is delivered at the next start and writes them. Callers of one project that arrive
 * while a transaction runs share the next one.
 */
import { sql } from 'kysely';
import type { ProjectId } from '@tandem/contract';
import { emit } from '../../platform/facts.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Writer } from '../../platform/records.ts';
import type { PersonChange } from '../rules.ts';
import '../tables.ts';
import { applySteps, stepOf, type KnownId, type Outcome, type Step } from './rules.ts';

/** `person` is what events carry, `canonical` what it maps to from this revision on. */
export type Override = {
  readonly person: string;
  readonly canonical: string;
  readonly revision: number;
};
declare module '../../platform/facts.ts' {
  interface FactKinds {
    'person.merged': { readonly overrides: readonly Override[] };
  }
}

export interface Merges {
  /**
   * Joins what the changes say is one person; resolves once durable, with how many joins were refused
   * (those refused before are not counted again).
   */
  learn(project: ProjectId, changes: readonly PersonChange[]): Promise<Unjoined>;
  /** Forgets what it remembers of a project, after records were taken away. */
  forget(project: ProjectId): void;
}

/** Aliases of two users, and joins to somebody who has too many ids already. */
export type Unjoined = { readonly ofTwoUsers: number; readonly crowded: number };
export const allJoined: Unjoined = { ofTwoUsers: 0, crowded: 0 };

type Waiting = {
  readonly steps: readonly Step[];
  readonly resolve: (unjoined: Unjoined) => void;
  readonly reject: (error: unknown) => void;
};
type Merging = Pick<Platform, 'records' | 'events' | 'facts'>;
/** Pairs already joined (or refused for good): a returning visitor costs no transaction. */
const maxRemembered = 50_000;

export function createMerges(platform: Merging): Merges {
  const queues = new Map<ProjectId, Waiting[]>();
  const remembered = new Set<string>();
  const written = new Set<string>();

  async function write(project: ProjectId, overrides: readonly Override[]): Promise<void> {
    const rows = overrides.map(({ revision, ...row }) => ({ ...row, precedence: revision }));
    await platform.events.append(project, 'person_overrides', rows);
    for (const one of overrides) remember(written, overrideKey(project, one));
  }

  async function run(project: ProjectId, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0);
      try {
        const steps = group.flatMap((one) => one.steps);
        const { overrides, refused, crowded } = await platform.records.write(project, (w) =>
          merge(w, project, steps),
        );
        for (const step of steps) remember(remembered, stepKey(project, step));
        if (overrides.length > 0) await write(project, overrides);
        for (const one of group) {
          const among = (steps: ReadonlySet<Step>) =>
            one.steps.filter((step) => steps.has(step)).length;
          one.resolve({ ofTwoUsers: among(refused), crowded: among(crowded) });
        }
      } catch (error) {
        for (const one of group) one.reject(error);
      }
    }
    queues.delete(project);
  }

  platform.facts.on('person.merged', async ({ project, payload }) => {
    const lost = payload.overrides.filter((one) => !written.has(overrideKey(project, one)));
    const people = lost.map((one) => one.person);
    if (people.length > 0) await write(project, await currentOverrides(platform, project, people));
  });

  return {
    async learn(project, changes) {
      const steps = changes
        .map((change) => stepOf(project, change))
        .filter((step) => step !== undefined)
        .filter((step) => !remembered.has(stepKey(project, step)));
      if (steps.length === 0) return allJoined;
      return new Promise<Unjoined>((resolve, reject) => {
        const queue = queues.get(project) ?? [];
        queue.push({ steps, resolve, reject });
        if (queues.has(project)) return;
        queues.set(project, queue);
        void run(project, queue);
      });
    },
    forget(project) {
      for (const key of remembered) if (key.startsWith(`${project} `)) remembered.delete(key);
    },
  };
}

const stepKey = (project: ProjectId, { kind, id, other }: Step) =>
  `${project} ${kind} ${id.own} ${other?.own ?? ''}`;
const overrideKey = (project: ProjectId, one: Override) =>
  `${project} ${one.person} ${one.revision}`;

/** Keeps the newest: a set iterates in the order of insertion. */
function remember(set: Set<string>, key: string): void {
  set.delete(key);
  set.add(key);
  if (set.size <= maxRemembered) return;
  for (const oldest of set) {
    set.delete(oldest);
    return;
  }
}

/**
 * Until the caller's transaction ends nobody is merged: who is whom stays as it is read. Several may
 * hold merges back at once.
 */
export async function holdMerges(writer: Writer, project: ProjectId): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(hashtext('tandem.merges'), ${project})`.execute(
    writer,
  );
}

/** One at a time per project, so that no two merges see each other half done. */
async function merge(
  writer: Writer,
  project: ProjectId,
  steps: readonly Step[],
): Promise<{
  overrides: readonly Override[];
  refused: ReadonlySet<Step>;
  crowded: ReadonlySet<Step>;
}> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('tandem.merges'), ${project})`.execute(writer);
  const known = await knownIds(writer, steps);
  const sizes = new Map(known.map(({ person, size }) => [person, size]));
  const outcome = applySteps(known, steps, sizes);
  const overrides = [...(await moveIds(writer, outcome)), ...(await addIds(writer, outcome.fresh))];
  if (overrides.length > 0) await emit(writer, 'person.merged', { overrides });
  return { overrides, refused: new Set(outcome.refused), crowded: new Set(outcome.crowded) };
}

/** The rows of the ids named and of the persons they belong to, with how many ids each person has. */
async function knownIds(
  writer: Writer,
  steps: readonly Step[],
): Promise<readonly (KnownId & { readonly size: number })[]> {
  const named = new Set(
    steps.flatMap(({ id, other }) => (other === undefined ? [id.own] : [id.own, other.own])),
  );
  // Joined, not compared: a long list against each row would take seconds.
  const { rows } = await sql<KnownId & { readonly size: number }>`
    WITH named AS (SELECT unnest(${[...named]}::uuid[]) AS own),
      persons AS (SELECT DISTINCT person FROM person_ids JOIN named USING (own)),
      sized AS (SELECT person, count(*)::integer AS size
        FROM person_ids JOIN persons USING (person) GROUP BY person)
    SELECT own, person, identified, size
    FROM (SELECT own FROM named UNION SELECT person FROM persons) AS wanted
      JOIN person_ids USING (own) JOIN sized USING (person)`.execute(writer);
  return rows;
}

async function moveIds(writer: Writer, outcome: Outcome): Promise<readonly Override[]> {
  if (outcome.identified.length > 0) {
    await sql`UPDATE person_ids SET identified = true
      WHERE own = ANY(${[...outcome.identified]}::uuid[])`.execute(writer);
  }
  if (outcome.moves.length === 0) return [];
  const { rows } = await sql<Override>`
    UPDATE person_ids AS ids SET person = move.target, revision = ids.revision + 1
    FROM unnest(${outcome.moves.map((move) => move.from)}::uuid[],
                ${outcome.moves.map((move) => move.to)}::uuid[]) AS move(source, target)
    WHERE ids.person = move.source
    RETURNING ids.own AS person, ids.person AS canonical, ids.revision`.execute(writer);
  return rows;
}

async function addIds(writer: Writer, fresh: Outcome['fresh']): Promise<readonly Override[]> {
  const rows = fresh.map((one) => ({
    own: one.own,
    distinct_id: one.distinctId,
    person: one.person,
    identified: one.identified,
    revision: one.own === one.person ? 0 : 1,
  }));
  if (rows.length === 0) return [];
  await sql`INSERT INTO person_ids (own, distinct_id, person, identified, revision)
    SELECT own, distinct_id, person, identified, revision
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(own uuid, distinct_id text, person uuid, identified boolean, revision bigint)`.execute(
    writer,
  );
  return rows
    .filter(({ revision }) => revision > 0)
    .map(({ own, person, revision }) => ({ person: own, canonical: person, revision }));
}

async function currentOverrides(
  platform: Merging,
  project: ProjectId,
  people: readonly string[],
): Promise<readonly Override[]> {
  return platform.records.read(project, (reader) =>
    reader
      .selectFrom('person_ids')
      .select(['own as person', 'person as canonical', 'revision'])
      .where('own', 'in', people)
      .execute(),
  );
}
