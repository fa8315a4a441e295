import { sql } from 'kysely';
import { closureMachine, type ProjectId, type Release } from '@tandem/contract';
import type { Evidence } from '../../evidence/index.ts';
import { tandem, type By } from '../../platform/history.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Writer } from '../../platform/records.ts';
import { holdMerges, personsIn } from '../../people/index.ts';
import { gather, move } from '../closures/actions.ts';
import { closuresOfRelease } from '../closures/reads.ts';
import type { ClosureRow } from '../closures/rules.ts';
import '../tables.ts';
import { readAskers, staleReleases } from './reads.ts';
import { difference, type KnownAsker } from './rules.ts';

export type LookingUp = Pick<Platform, 'records' | 'clock' | 'newId'> & {
  readonly evidence: Pick<Evidence, 'askers'>;
};

type Aimed = Pick<Release, 'id' | 'version' | 'opportunities'>;

export interface Lookups {
  /** Brings the closures of these releases in step with who asked; those in step cost one read. */
  refresh(project: ProjectId, releases: readonly Aimed[]): Promise<void>;
}

/** One look-up of a release at a time: when it reaches everybody, thousands find it out of step. */
export function createLookups({ records, clock, newId, evidence }: LookingUp): Lookups {
  const running = new Map<string, Promise<void>>();

  async function run(project: ProjectId, release: Aimed & { readonly wanted: number }) {
    const askers = await readAskers(evidence, project, release.opportunities);
    const by = { actor: tandem, at: clock.now() };
    await records.write(project, (writer) =>
      admitAskers(writer, by, { project, release, askers, newId }),
    );
  }
  const once = (project: ProjectId, release: Aimed & { readonly wanted: number }) => {
    const key = `${project} ${release.id}`;
    const mine = running.get(key) ?? run(project, release).finally(() => running.delete(key));
    running.set(key, mine);
    return mine;
  };

  return {
    async refresh(project, releases) {
      // Whoever joined a look-up that began before the news goes round once more.
      for (let round = 0; round < 2; round++) {
        const stale = await records.read(project, (reader) => staleReleases(reader, releases));
        if (stale.length === 0) return;
        for (const release of stale) await once(project, release);
      }
    },
  };
}

/** There is news of who asked: looked up when somebody next wants to know. */
export async function wantLookup(writer: Writer, releases: readonly string[]): Promise<void> {
  if (releases.length === 0) return;
  await writer
    .insertInto('asker_lookups')
    .values(releases.map((release) => ({ release, release_version: 0, wanted: 1, done: 0 })))
    .onConflict((conflict) =>
      conflict
        .columns(['project', 'release'])
        .doUpdateSet({ wanted: sql`asker_lookups.wanted + 1` }),
    )
    .execute();
}

type Admission = {
  readonly project: ProjectId;
  readonly release: { readonly id: string; readonly version: number; readonly wanted: number };
  readonly askers: readonly KnownAsker[];
  readonly newId: () => string;
};

/** Makes the closures of a release those of its askers; who was told stays told. */
async function admitAskers(writer: Writer, by: By, given: Admission): Promise<void> {
  const { project, release, newId } = given;
  await holdMerges(writer, project);
  const persons = await personsIn(writer, [...new Set(given.askers.map(({ person }) => person))]);
  const askers = onePerPerson(
    given.askers.map((one) => ({ ...one, person: persons.get(one.person) ?? one.person })),
  );
  const rows = await gather(writer, by, await closuresOfRelease(writer, release.id));
  const { fresh, suppress, readmit, requote } = difference(rows, askers);
  const made = await insert(writer, fresh, { release: release.id, newId });
  const stopped = await stoppedPeople(writer);
  for (const [i, row] of made.entries()) {
    const reason = stopped.has(row.person) ? 'opted_out' : 'no_consent';
    if (fresh[i]!.mayContact && reason === 'no_consent') continue;
    await move(writer, by, row, { take: 'suppress', reason });
  }
  for (const { row, reason } of suppress) {
    await move(writer, by, row, { take: 'suppress', reason, lease_until: null });
  }
  for (const { row, asker: one } of readmit) {
    await move(writer, by, row, { take: 'readmit', reason: null, ...wordsOf(one) });
  }
  for (const { row, asker: one } of requote) {
    await writer.updateTable('closures').set(wordsOf(one)).where('id', '=', row.id).execute();
  }
  const { wanted } = release;
  const lookedUp = { release_version: release.version, done: wanted };
  await writer
    .insertInto('asker_lookups')
    .values({ release: release.id, wanted, ...lookedUp })
    .onConflict((conflict) => conflict.columns(['project', 'release']).doUpdateSet(lookedUp))
    .execute();
}

const wordsOf = ({ highlight, signal, from_unit, to_unit }: KnownAsker) => ({
  highlight,
  signal,
  from_unit,
  to_unit,
});

/** Two ids of the records may still be two in the facts: the one with consent is kept. */
function onePerPerson(askers: readonly KnownAsker[]): readonly KnownAsker[] {
  const one = new Map<string, KnownAsker>();
  for (const given of askers) {
    const key = `${given.opportunity} ${given.person}`;
    if (one.get(key)?.mayContact !== true) one.set(key, given);
  }
  return [...one.values()];
}

async function insert(
  writer: Writer,
  fresh: readonly KnownAsker[],
  { release, newId }: { readonly release: string; readonly newId: () => string },
): Promise<readonly ClosureRow[]> {
  if (fresh.length === 0) return [];
  const rows = fresh.map(({ mayContact: _may, ...given }) => ({
    ...given,
    id: newId(),
    release,
    state: closureMachine.first,
    reason: null,
    leases: 0,
    lease_client: null,
    lease_until: null,
    told_at: null,
    answered_at: null,
    words: null,
    merged_into: null,
  }));
  await writer.insertInto('closures').values(rows).execute();
  return rows;
}

/** Who wants no messages, as the people of today. */
async function stoppedPeople(writer: Writer): Promise<ReadonlySet<string>> {
  const rows = await writer.selectFrom('message_stops').select('person').execute();
  const people = rows.map(({ person }) => person);
  const persons = await personsIn(writer, people);
  return new Set(people.map((person) => persons.get(person) ?? person));
}
