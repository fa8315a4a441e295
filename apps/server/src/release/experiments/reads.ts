import type { InferResult } from 'kysely';
import type { Experiment, ExperimentResult, WithHistory } from '@tandem/contract';
import { historyOf } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import { signaturesOfAll } from '../../pods/index.ts';
import '../tables.ts';

/** Without signatures. */
export type BareExperiment = Omit<Experiment, 'signatures'>;

const stored = (reader: Reader) =>
  reader
    .selectFrom('experiments')
    .innerJoin('flags', 'flags.id', 'experiments.flag')
    .selectAll('experiments')
    .select(['flags.key as flagKey', 'flags.unit']);
type Row = InferResult<ReturnType<typeof stored>>[number];

/** With every version of their plans, the first one first. */
async function withPlans(reader: Reader, rows: readonly Row[]): Promise<BareExperiment[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const stored = await reader
    .selectFrom('experiment_plans')
    .selectAll()
    .where('experiment', 'in', ids)
    .orderBy('version')
    .execute();
  const plans = Map.groupBy(stored, ({ experiment }) => experiment);
  return rows.map((row) => {
    const all = (plans.get(row.id) ?? []).map(
      ({ version, plan, at, by_name, reason, state }): Experiment['plans'][number] => {
        return { version, plan, at: at.toISOString(), by: by_name, reason, state };
      },
    );
    return asExperiment(row, all);
  });
}

function asExperiment(row: Row, plans: Experiment['plans']): BareExperiment {
  const { id, version, name, state, flag, flagKey, unit, bet, verdict } = row;
  return {
    id,
    version,
    name,
    state,
    flag,
    flagKey,
    unit,
    bet,
    // Written with the experiment, in one transaction.
    plan: plans.find((one) => one.version === row.plan_version)!.plan,
    planVersion: row.plan_version,
    plans,
    startedAt: row.started_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    invalidBecause: row.invalid_because,
    verdict,
  };
}

export async function readExperiment(reader: Reader, id: string): Promise<BareExperiment> {
  const rows = await stored(reader).where('experiments.id', '=', id).execute();
  const [found] = await withPlans(reader, rows);
  if (found !== undefined) return found;
  throw noSuch('experiment');
}

export async function showExperiment(reader: Reader, id: string): Promise<WithHistory<Experiment>> {
  const [shown] = await whole(reader, [await readExperiment(reader, id)]);
  return { ...shown!, history: [...(await historyOf(reader, id))] };
}

/** The newest first. */
export async function readExperiments(reader: Reader): Promise<BareExperiment[]> {
  const rows = await stored(reader)
    .orderBy('experiments.created_at', 'desc')
    .orderBy('experiments.id')
    .execute();
  return withPlans(reader, rows);
}

export async function listExperiments(reader: Reader): Promise<Experiment[]> {
  return whole(reader, await readExperiments(reader));
}

async function whole(reader: Reader, all: readonly BareExperiment[]): Promise<Experiment[]> {
  const signatures = await signaturesOfAll(
    reader,
    all.map(({ id }) => id),
  );
  return all.map((bare) => ({
    ...bare,
    signatures: [...(signatures.get(bare.id) ?? [])],
  }));
}

/** Those that run now: what clients are given depends on them. */
export async function runningExperiments(reader: Reader): Promise<BareExperiment[]> {
  const rows = await stored(reader).where('experiments.state', '=', 'running').execute();
  return withPlans(reader, rows);
}

/** The experiment that runs on the flag now. */
export async function runningOn(reader: Reader, flag: string): Promise<BareExperiment | undefined> {
  return (await runningExperiments(reader)).find((one) => one.flag === flag);
}

/** The result as it was decided on; undefined before that. */
export async function snapshotOf(
  reader: Reader,
  id: string,
): Promise<ExperimentResult | undefined> {
  const row = await reader
    .selectFrom('experiments')
    .select('snapshot')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.snapshot ?? undefined;
}
