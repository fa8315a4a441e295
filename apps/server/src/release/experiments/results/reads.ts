/** The result of an experiment: one exact statement for all arms and metrics, then the rules. */
import type {
  Answer,
  ExperimentResult,
  getExperimentDays,
  MetricRef,
  ProjectId,
} from '@tandem/contract';
import {
  armsSoFar,
  armStatistics,
  dayOf,
  peopleInRings,
  type ArmDayRow,
  type ArmRow,
  type Period,
} from '@tandem/query';
import { readMetric, type Metrics } from '../../../metrics/index.ts';
import { refusal } from '../../../platform/moves.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Reader } from '../../../platform/records.ts';
import { checkArmsSeen, invalidityOf, type MetricOfPlan } from '../arms/rules.ts';
import { readExperiment, readExperiments, snapshotOf, type BareExperiment } from '../reads.ts';
import { effectsByDay, resultOf } from './rules.ts';

export type Needs = Pick<Platform, 'events' | 'records' | 'clock'> & {
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
  readonly metrics: Pick<Metrics, 'estimate'>;
};

const exposuresOf = (id: string) => ({
  event: '$exposure',
  flagProperty: 'experiment',
  flag: id,
  variantProperty: 'variation',
});

/**
 * All that may be said of the experiment now; of a decided one what was decided on, with what it
 * would be today beside it. Reads only. An invalid one has no figures.
 */
export async function analyse(
  needs: Needs,
  project: ProjectId,
  id: string,
): Promise<ExperimentResult> {
  const began = performance.now();
  const known = await needs.records.read(project, async (reader) => {
    const experiment = await readExperiment(reader, id);
    const metrics = await metricsOf(reader, experiment);
    return { experiment, metrics, snapshot: await snapshotOf(reader, id) };
  });
  const fresh = await freshResult(needs, project, known);
  const tookMs = performance.now() - began;
  const { snapshot } = known;
  if (snapshot === undefined) return { ...fresh, wouldNowBe: null, tookMs };
  const metric = fresh.metrics.find(({ role }) => role === 'primary');
  const { people } = fresh.progress;
  return {
    ...snapshot,
    wouldNowBe: metric === undefined ? null : { asOf: fresh.asOf, people, metric },
    tookMs,
  };
}

type Known = { readonly experiment: BareExperiment; readonly metrics: readonly MetricOfPlan[] };

async function freshResult(needs: Needs, project: ProjectId, { experiment, metrics }: Known) {
  const { id, flagKey: flag } = experiment;
  const asOf = needs.clock.now();
  const period = periodOf(experiment, asOf);
  const definitions = metrics.map(({ definition }) => definition);
  const [rows, rings] = await Promise.all([
    needs.events.rows<ArmRow>(project, armStatistics(exposuresOf(id), definitions, period)),
    needs.events.rows<{ people: number }>(project, peopleInRings({ flag, experiment: id }, period)),
  ]);
  const { start: from, end: to } = period;
  return resultOf({
    experiment,
    metrics,
    rows,
    inRings: rings[0]?.people ?? 0,
    from,
    to,
    asOf,
  });
}

/** From its start until it was stopped, or now. */
function periodOf(
  { startedAt, stoppedAt }: Pick<BareExperiment, 'startedAt' | 'stoppedAt'>,
  now: Date,
): Period {
  if (startedAt === null) {
    throw refusal(
      'experiment.result.not_started',
      'This experiment has not started: nobody is in an arm yet.',
      'Freeze the plan and start it.',
    );
  }
  return { start: new Date(startedAt), end: stoppedAt === null ? now : new Date(stoppedAt) };
}

async function metricsOf(
  reader: Reader,
  { plan }: Pick<BareExperiment, 'plan'>,
): Promise<MetricOfPlan[]> {
  const asked: { ref: MetricRef; role: MetricOfPlan['role'] }[] = [
    ...(plan.primary === null ? [] : [{ ref: plan.primary, role: 'primary' as const }]),
    ...plan.secondary.map((ref) => ({ ref, role: 'secondary' as const })),
    ...plan.guardrails.map((ref) => ({ ref, role: 'guardrail' as const })),
  ];
  const all: MetricOfPlan[] = [];
  for (const { ref, role } of asked) {
    const { name, unit, direction, definition } = await readMetric(reader, ref);
    all.push({ ref, role, name, unit, direction, definition });
  }
  return all;
}

/** The effect on the primary metric as it stood at the end of each day; nothing of an invalid one. */
export async function daysOf(
  needs: Needs,
  project: ProjectId,
  id: string,
): Promise<Answer<typeof getExperimentDays>> {
  const { experiment, metrics } = await needs.records.read(project, async (reader) => {
    const found = await readExperiment(reader, id);
    return { experiment: found, metrics: await metricsOf(reader, found) };
  });
  const timeZone = await needs.timeZoneOf(project);
  const period = periodOf(experiment, needs.clock.now());
  const planChanges = experiment.plans
    .filter(({ state }) => state === 'running' || state === 'stopped')
    .map(({ at }) => dayOf(new Date(at), timeZone));
  const primary = metrics.find(({ role }) => role === 'primary');
  const people = armStatistics(exposuresOf(id), [], period);
  const arms = await needs.events.rows<ArmRow>(project, people);
  const isInvalid = invalidityOf(checkArmsSeen({ experiment, rows: arms })) !== null;
  if (isInvalid || experiment.invalidBecause !== null || primary === undefined) {
    return { days: [], planChanges };
  }
  const rows = await needs.events.rows<ArmDayRow>(
    project,
    armsSoFar(exposuresOf(id), primary.definition, { period, timeZone }),
  );
  const range = {
    from: dayOf(period.start, timeZone),
    to: dayOf(new Date(period.end.getTime() - 1), timeZone),
  };
  return { days: effectsByDay(experiment.plan, primary, rows, range), planChanges };
}

/** Experiments that were started and read this metric, or belong to this bet, with their results. */
export async function resultsWhere(
  needs: Needs,
  project: ProjectId,
  fits: (experiment: BareExperiment) => boolean,
): Promise<readonly Measured[]> {
  const all = await needs.records.read(project, readExperiments);
  const fitting = all.filter((one) => fits(one) && one.startedAt !== null);
  return Promise.all(
    fitting.map(async (experiment) => ({
      experiment,
      result: await analyse(needs, project, experiment.id),
    })),
  );
}
export type Measured = {
  readonly experiment: BareExperiment;
  readonly result: ExperimentResult;
};
