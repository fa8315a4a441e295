/** The result of an experiment: one exact statement for all arms and metrics, then the rules. */
import type {
  Answer,
  ExperimentResult,
  getExperimentDays,
  getExperimentWords,
  MetricRef,
  ProjectId,
} from '@tandem/contract';
import {
  armsSoFar,
  armStatistics,
  dayOf,
  exposedPeople,
  peopleInRings,
  sql,
  str,
  time,
  type ArmDayRow,
  type ArmRow,
  type Period,
} from '@tandem/query';
import { readMetric, type Metrics } from '../../../metrics/index.ts';
import { refusal } from '../../../platform/moves.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Reader } from '../../../platform/records.ts';
import { checkArmsSeen, invalidityOf, type MetricOfPlan } from '../arms/rules.ts';
import type { Voice } from '../../../voice/index.ts';
import { readReleases } from '../../releases/reads.ts';
import { readExperiment, readExperiments, snapshotOf, type BareExperiment } from '../reads.ts';
import { effectsByDay, resultOf } from './rules.ts';

/** What a result is made of. */
export type Sources = Pick<Platform, 'events' | 'records' | 'clock'>;
export type Needs = Sources & {
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
  readonly metrics: Pick<Metrics, 'estimate'>;
  readonly voice: Pick<Voice, 'wordsOf'>;
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
  needs: Sources,
  project: ProjectId,
  id: string,
): Promise<ExperimentResult> {
  const began = performance.now();
  const known = await needs.records.read(project, async (reader) => {
    const experiment = await readExperiment(reader, id);
    const metrics = await metricsOf(reader, experiment);
    const releases = await readReleases(reader);
    const hasRings = releases.some((one) => one.flag === experiment.flag && one.ring !== null);
    return { experiment, metrics, hasRings, snapshot: await snapshotOf(reader, id) };
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

type Known = {
  readonly experiment: BareExperiment;
  readonly metrics: readonly MetricOfPlan[];
  /** A release of the flag has begun: somebody may be in a ring. */
  readonly hasRings: boolean;
};

async function freshResult(needs: Sources, project: ProjectId, known: Known) {
  const { experiment, metrics, hasRings } = known;
  const { id, flagKey: flag } = experiment;
  const asOf = needs.clock.now();
  const period = periodOf(experiment, asOf);
  const definitions = metrics.map(({ definition }) => definition);
  const statistics = armStatistics(exposuresOf(id), definitions, period);
  const rings = peopleInRings({ flag, experiment: id }, period);
  const [rows, inRings] = await Promise.all([
    needs.events.rows<ArmRow>(project, statistics),
    hasRings ? needs.events.rows<{ people: number }>(project, rings) : [],
  ]);
  const { start: from, end: to } = period;
  return resultOf({
    experiment,
    metrics,
    rows,
    inRings: inRings[0]?.people ?? 0,
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
  if (primary === undefined || (await isInvalid(needs, project, { experiment, period }))) {
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

/** Whether the arms alone forbid every figure. */
async function isInvalid(
  { events }: Pick<Needs, 'events'>,
  project: ProjectId,
  { experiment, period }: { readonly experiment: BareExperiment; readonly period: Period },
): Promise<boolean> {
  if (experiment.invalidBecause !== null) return true;
  const people = armStatistics(exposuresOf(experiment.id), [], period);
  const rows = await events.rows<ArmRow>(project, people);
  return invalidityOf(checkArmsSeen({ experiment, rows })) !== null;
}

/** Of each arm a few verbatims, and words that set it apart from the others; nothing of an invalid one. */
export async function wordsOf(
  needs: Needs,
  project: ProjectId,
  id: string,
): Promise<Answer<typeof getExperimentWords>> {
  const experiment = await needs.records.read(project, (reader) => readExperiment(reader, id));
  const period = periodOf(experiment, needs.clock.now());
  if (await isInvalid(needs, project, { experiment, period })) return { arms: [] };
  const met = exposedPeople(exposuresOf(id), period);
  const arms = experiment.plan.arms.map(async ({ variant }) => {
    const members = sql`(SELECT person, since AS at, arm = ${str(variant)} AS is_target
      FROM ${met} WHERE NOT mixed)`;
    const range = { from: time(period.start), until: time(period.end) };
    const contrast = { members, ...range, isAfterwards: true };
    const page = { limit: wordsShown, offset: 0 };
    return { variant, said: await needs.voice.wordsOf(project, contrast, page) };
  });
  return { arms: await Promise.all(arms) };
}
const wordsShown = 3;

/** Experiments that were started and read this metric, or belong to this bet, with their results. */
export async function resultsWhere(
  needs: Sources,
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
