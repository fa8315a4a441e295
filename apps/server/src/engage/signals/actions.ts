/** What becomes of the signals that people asked with, once they answer. */
import type { ProjectId } from '@tandem/contract';
import { askedIn, closeSignals, type Evidence } from '../../evidence/index.ts';
import { resolveIn } from '../../people/index.ts';
import { emit } from '../../platform/facts.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Reader, Writer } from '../../platform/records.ts';
import { asker, type ClosureRow } from '../closures/rules.ts';
import '../tables.ts';

declare module '../../platform/facts.ts' {
  interface FactKinds {
    /** Somebody who asked for it says that it is solved. */
    'opportunity.solved_for': { readonly opportunity: string; readonly person: string };
  }
}

export const noteSolved = (writer: Writer, { opportunity, person }: ClosureRow): Promise<void> =>
  emit(writer, 'opportunity.solved_for', { opportunity, person });

type Needs = Pick<Platform, 'records' | 'clock'> & { readonly evidence: Pick<Evidence, 'items'> };
type Solved = { readonly opportunity: string; readonly person: string };

/**
 * All words are closed with which this person asked for it, under any of their ids. Words that ask
 * for something else too wait until that is solved for them as well.
 */
export async function closeAsked(
  { records, clock, evidence }: Needs,
  project: ProjectId,
  { opportunity, person }: Solved,
): Promise<void> {
  const items = await evidence.items(project, [{ kind: 'opportunity', ids: [opportunity] }]);
  const asked = (items.get(opportunity) ?? []).filter(({ relation }) => relation === 'asked_for');
  await records.write(project, async (writer) => {
    const { people } = await resolveIn(writer, person);
    const own = new Set(people);
    const theirs = asked.filter(({ signal }) => own.has(signal.person ?? ''));
    const signals = [...new Set(theirs.map(({ signal }) => signal.id))];
    const solved = await solvedFor(writer, people);
    const needs = Map.groupBy(await askedIn(writer, signals), ({ signal }) => signal);
    const closed = signals.filter((signal) =>
      (needs.get(signal) ?? []).every((one) => solved.has(one.opportunity)),
    );
    await closeSignals(writer, { actor: asker, at: clock.now() }, closed);
  });
}

async function solvedFor(reader: Reader, people: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('closures')
    .select('opportunity')
    .where('person', 'in', [...people])
    .where('state', '=', 'solved')
    .execute();
  return new Set(rows.map((row) => row.opportunity));
}
