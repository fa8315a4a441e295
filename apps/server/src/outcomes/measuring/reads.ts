/** Readings of outcomes: values from the metrics, judged by the rules here. */
import type {
  Answer,
  Condition,
  MetricRef,
  OutcomeReading,
  OutcomeResult,
  ProjectId,
  RandomisedReading,
  suggestBaseline,
} from '@tandem/contract';
import { addDays, dayOf } from '@tandem/query';
import { groupOf, readMetric, type DefinedMetric, type Metrics } from '../../metrics/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Measured, Release } from '../../release/index.ts';
import { readMeasured, readOutcome, snapshotOf, type Bare } from '../reads.ts';
import { accumulates, lastDayOf, measurable, periodBefore, readingOf } from './rules.ts';

export type MeasuringNeeds = Pick<Platform, 'records' | 'clock'> & {
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
  readonly metrics: Metrics;
  readonly release: Pick<Release, 'experimentsOn'>;
};

type Read = { readonly reading: OutcomeReading; readonly metric: DefinedMetric };

/** Where the outcome stands now, or stood at an instant by what is known now. */
export async function readReading(
  needs: MeasuringNeeds,
  project: ProjectId,
  bare: Bare,
  at?: Date,
): Promise<Read> {
  const outcome = measurable(bare);
  const { startsOn, segment } = outcome;
  const { records, metrics } = needs;
  const metric = await records.read(project, (reader) => readMetric(reader, outcome.metric));
  const asked = { metric: outcome.metric, ...(segment !== null && { segment }) };
  const range = { from: startsOn, to: lastDayOf(outcome) };
  const series = await metrics.series(project, { ...asked, ...range, until: at });
  const before = await metrics.estimate(project, {
    ...asked,
    ...periodBefore(startsOn, series.until, series.timeZone),
  });
  const { definition } = metric;
  const groups = {
    after: groupOf(definition, series.sums),
    before: groupOf(definition, before.sums),
  };
  return { reading: readingOf({ outcome, metric, series, before, groups }), metric };
}

export type ReadingNow = Read & { readonly outcome: Bare };

/** Where every outcome stands that is being measured. */
export async function readReadings(
  needs: MeasuringNeeds,
  project: ProjectId,
): Promise<readonly ReadingNow[]> {
  const measured = await needs.records.read(project, readMeasured);
  return Promise.all(
    measured.map(async (outcome) => ({
      outcome,
      ...(await readReading(needs, project, outcome)),
    })),
  );
}

/** The result as a page shows it: of a closed outcome what was signed, and what it would be today. */
export async function readResult(
  needs: MeasuringNeeds,
  project: ProjectId,
  id: string,
): Promise<OutcomeResult> {
  const { outcome, snapshot } = await needs.records.read(project, async (reader) => ({
    outcome: await readOutcome(reader, id),
    snapshot: await snapshotOf(reader, id),
  }));
  const at = snapshot === undefined ? undefined : new Date(snapshot.until);
  const { reading, metric } = await readReading(needs, project, outcome, at);
  const { name, unit, direction, version } = metric;
  const ref = { id: metric.id, version };
  return {
    metric: { ref, name, unit, direction },
    reading: snapshot ?? reading,
    isSnapshot: snapshot !== undefined,
    wouldNowBe: snapshot === undefined ? null : reading.estimate,
    randomised: (await needs.release.experimentsOn(project, ref)).map(randomisedOf),
  };
}

type Asked = {
  readonly metric: MetricRef;
  readonly segment?: Condition | undefined;
  readonly window?: { readonly days: number } | undefined;
  readonly weeks: number;
};

/** Whole days up to yesterday; as many as the window has where the metric adds up per person. */
export async function readBaseline(
  needs: MeasuringNeeds,
  project: ProjectId,
  { metric, segment, window, weeks }: Asked,
): Promise<Answer<typeof suggestBaseline>> {
  const { definition } = await needs.records.read(project, (reader) => readMetric(reader, metric));
  const isPerWindow = accumulates(definition);
  const days = isPerWindow && window !== undefined ? window.days : weeks * 7;
  const today = dayOf(needs.clock.now(), await needs.timeZoneOf(project));
  const range = { from: addDays(today, -days), to: addDays(today, -1) };
  const value = await needs.metrics.estimate(project, { metric, segment, ...range });
  return { ...value, accumulates: isPerWindow };
}

/** The effect that its sentence tells; of an invalid one only why it says nothing. */
function randomisedOf({ experiment, result }: Measured): RandomisedReading {
  const { id, name, state } = experiment;
  const primary = result.metrics.find(({ role }) => role === 'primary');
  const effect = primary?.effects.find(({ variant }) => variant === result.headline?.variant);
  return {
    label: 'randomised',
    experiment: id,
    name,
    state,
    sentence: result.headline?.sentence ?? result.invalid?.message ?? 'It has no result yet.',
    caveats: result.headline?.caveats ?? [],
    relative: effect?.relative ?? null,
  };
}
