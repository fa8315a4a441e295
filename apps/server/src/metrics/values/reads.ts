/** Values of metrics: the definition becomes SQL in `packages/query`, the sums an estimate by the rules here. */
import type {
  Condition,
  MetricDefinition,
  MetricSeries,
  MetricValue,
  ProjectId,
} from '@tandem/contract';
import {
  dayOf,
  metricByDay,
  metricSoFar,
  metricStatistics,
  periodOf,
  type MetricDayRow,
  type MetricQuestion,
  type MetricSums,
} from '@tandem/query';
import type { Platform } from '../../platform/platform.ts';
import { checkRange, checkSegment, daysOf, estimateOf } from './rules.ts';

export type Needs = Pick<Platform, 'events' | 'clock'> & {
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};

export type Asked = {
  readonly from: string;
  readonly to: string;
  /** Nothing from this instant on counts; what has not happened yet never does. */
  readonly until?: Date | undefined;
  readonly segment?: Condition | undefined;
};

type Question = {
  readonly question: MetricQuestion;
  readonly timeZone: string;
  readonly until: Date;
};

async function questionOf(
  { clock, timeZoneOf }: Needs,
  project: ProjectId,
  metric: MetricDefinition,
  asked: Asked,
): Promise<Question> {
  checkRange(asked);
  checkSegment(asked.segment);
  const timeZone = await timeZoneOf(project);
  const { start, end } = periodOf(asked, timeZone);
  const last = Math.min(
    end.getTime(),
    (asked.until ?? clock.now()).getTime(),
    clock.now().getTime(),
  );
  const until = new Date(Math.max(start.getTime(), last));
  return {
    question: { metric, period: { start, end: until }, segment: asked.segment },
    timeZone,
    until,
  };
}

export async function readValue(
  needs: Needs,
  project: ProjectId,
  metric: MetricDefinition,
  asked: Asked,
): Promise<MetricValue> {
  const { question, timeZone, until } = await questionOf(needs, project, metric, asked);
  const began = performance.now();
  const context = { timeZone, now: until };
  const [sums] = await needs.events.rows<MetricSums>(project, metricStatistics(question, context));
  return {
    ...estimateOf(metric, sums!),
    from: asked.from,
    to: asked.to,
    until: until.toISOString(),
    timeZone,
    tookMs: performance.now() - began,
  };
}

export async function readSeries(
  needs: Needs,
  project: ProjectId,
  metric: MetricDefinition,
  asked: Asked,
): Promise<MetricSeries> {
  const { question, timeZone, until } = await questionOf(needs, project, metric, asked);
  const context = { timeZone, now: until };
  const [value, alone, soFar] = await Promise.all([
    readValue(needs, project, metric, { ...asked, until }),
    needs.events.rows<MetricDayRow>(project, metricByDay(question, context)),
    needs.events.rows<MetricDayRow>(project, metricSoFar(question, context)),
  ]);
  const begun = dayOf(new Date(until.getTime() - 1), timeZone);
  const to = begun < asked.to ? begun : asked.to;
  return { ...value, days: daysOf(metric, { from: asked.from, to }, { alone, soFar }) };
}
