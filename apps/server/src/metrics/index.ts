/**
 * Metrics: what is measured, by definitions that never change once they have a version, and what
 * they give over a period with the interval that a person as the unit leaves.
 */
import type { MetricRef, MetricSeries, MetricValue, ProjectId } from '@tandem/contract';
import type { Parts } from '../platform/platform.ts';
import { readMetric } from './catalogue/reads.ts';
import { metricRoutes, type Needs } from './routes.ts';
import './tables.ts';
import { readSeries, readValue, type Asked } from './values/reads.ts';

export { createMetric } from './catalogue/actions.ts';
export { readDefined, readMetric, type Defined, type DefinedMetric } from './catalogue/reads.ts';
export { checkInUse, isShare } from './catalogue/rules.ts';
export { checkSegment, estimateOf, groupOf } from './values/rules.ts';

export type AskedOf = Asked & { readonly metric: MetricRef };

export interface Metrics {
  /** The value over a period, as it is known now. */
  estimate(project: ProjectId, asked: AskedOf): Promise<MetricValue>;
  /** The same with each day alone and so far. */
  series(project: ProjectId, asked: AskedOf): Promise<MetricSeries>;
}

export function createMetrics(needs: Needs): Metrics & Parts {
  const definitionOf = async (project: ProjectId, ref: MetricRef) =>
    (await needs.records.read(project, (reader) => readMetric(reader, ref))).definition;
  return {
    estimate: async (project, { metric, ...asked }) =>
      readValue(needs, project, await definitionOf(project, metric), asked),
    series: async (project, { metric, ...asked }) =>
      readSeries(needs, project, await definitionOf(project, metric), asked),
    routes: metricRoutes(needs),
  };
}
