import type { Answer, calculateExperiment, MetricRef, ProjectId, Request } from '@tandem/contract';
import { activePeople, addDays, dayOf, periodOf } from '@tandem/query';
import { groupOf, isShare, readMetric } from '../../../metrics/index.ts';
import type { Needs } from '../results/reads.ts';
import { calculate, type Known } from './rules.ts';

/** As long as weekdays and a month's end need to even out. */
const lookBackDays = 28;

type Asked = Request<typeof calculateExperiment>['body'];

/** Measured where nothing is given: the metric and the people of the last four weeks. */
export async function calculateFor(
  needs: Needs,
  project: ProjectId,
  { baseline, peoplePerDay, primary, ...wanted }: Asked,
): Promise<Answer<typeof calculateExperiment>> {
  const timeZone = await needs.timeZoneOf(project);
  const today = dayOf(needs.clock.now(), timeZone);
  const range = { from: addDays(today, -lookBackDays), to: addDays(today, -1) };
  const period = periodOf(range, timeZone);
  const [counted] = await needs.events.rows<{ people: number }>(project, activePeople(period));
  const people = counted?.people ?? 0;
  const measured = primary === null ? undefined : await measure(needs, project, primary, range);
  return calculate(wanted, {
    baseline: baseline
      ? { ...baseline, people: null, source: 'given' }
      : (measured?.baseline ?? null),
    peoplePerDay: peoplePerDay ?? (people === 0 ? null : people / lookBackDays),
    shareCounted: people === 0 || measured === undefined ? 1 : Math.min(1, measured.n / people),
  });
}

type Range = { readonly from: string; readonly to: string };

async function measure(
  needs: Needs,
  project: ProjectId,
  ref: MetricRef,
  range: Range,
): Promise<{ readonly baseline: Known['baseline']; readonly n: number }> {
  const { definition } = await needs.records.read(project, (reader) => readMetric(reader, ref));
  const { sums } = await needs.metrics.estimate(project, { metric: ref, ...range });
  const group = groupOf(definition, sums);
  const standardDeviation = isShare(definition) ? null : Math.sqrt(group.variance);
  if (!Number.isFinite(group.value) || group.n < 2) return { baseline: null, n: 0 };
  return {
    baseline: { value: group.value, standardDeviation, people: group.n, source: 'measured' },
    n: group.n,
  };
}
