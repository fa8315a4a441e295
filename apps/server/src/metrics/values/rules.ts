/** Sums become a value with its interval; days get a row each: pure decisions. */
import type { Condition, MetricDefinition, MetricEstimate, MetricSeries } from '@tandem/contract';
import { addDays, type MetricDayRow, type MetricSums } from '@tandem/query';
import {
  interval,
  ofMean,
  ofProportion,
  ofRatio,
  proportionInterval,
  type Estimate,
} from '@tandem/stats';
import { refusal } from '../../platform/moves.ts';
import { isShare } from '../catalogue/rules.ts';

/**
 * The group's value and its spread, with a person as the unit. A share counts those who could have
 * done it: their sum y is the number of people.
 */
export function groupOf(definition: MetricDefinition, sums: MetricSums): Estimate {
  const { n, x, y, xx, yy, xy } = sums;
  if (isShare(definition)) return ofProportion({ n: y, successes: x });
  if (definition.kind === 'count' || definition.kind === 'sum')
    return ofMean({ n, sum: x, sumOfSquares: xx });
  return ofRatio({
    n,
    sumNumerator: x,
    sumDenominator: y,
    sumOfSquaresNumerator: xx,
    sumOfSquaresDenominator: yy,
    crossProduct: xy,
  });
}

/**
 * Wilson's interval for shares, Student's t for means, the delta method for means of events and
 * ratios. Where everybody is the same there is none: nothing tells yet how far they may differ.
 */
export function estimateOf(definition: MetricDefinition, sums: MetricSums): MetricEstimate {
  const group = groupOf(definition, sums);
  const said = isShare(definition)
    ? proportionInterval({ n: sums.y, successes: sums.x })
    : interval(group);
  const value = Number.isFinite(group.value) ? group.value : null;
  const { n, x, y, xx, yy, xy } = sums;
  return {
    people: n,
    value,
    low: said?.low ?? null,
    high: said?.high ?? null,
    sums: { n, x, y, xx, yy, xy },
  };
}

const nothing: MetricSums = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };

/** Every day from the first on that has begun; a day without rows adds nothing. */
export function daysOf(
  definition: MetricDefinition,
  range: { readonly from: string; readonly to: string },
  rows: { readonly alone: readonly MetricDayRow[]; readonly soFar: readonly MetricDayRow[] },
): MetricSeries['days'] {
  const alone = new Map(rows.alone.map((row) => [row.slot, row]));
  const soFar = new Map(rows.soFar.map((row) => [row.slot, row]));
  const days: MetricSeries['days'] = [];
  let until = nothing;
  for (let slot = 0, day = range.from; day <= range.to; slot += 1, day = addDays(day, 1)) {
    until = soFar.get(slot) ?? until;
    days.push({
      day,
      alone: estimateOf(definition, alone.get(slot) ?? nothing),
      soFar: estimateOf(definition, until),
    });
  }
  return days;
}

/** A segment of a metric is a set of people; one event is not in sight. */
export function checkSegment(segment: Condition | undefined): void {
  if (segment === undefined || !speaksOfEvents(segment)) return;
  throw refusal(
    'metric.segment',
    'A metric is asked of people; this segment speaks of a property of one event.',
    'Put the property into the definition, or say what people did: "did ... with ...".',
  );
}

function speaksOfEvents(condition: Condition): boolean {
  if (condition.kind === 'not') return speaksOfEvents(condition.of);
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.some(speaksOfEvents);
  return condition.kind === 'property' && condition.on === 'event';
}

const most = 1100;

export function checkRange({ from, to }: { readonly from: string; readonly to: string }): void {
  if (from <= to && to <= addDays(from, most)) return;
  throw refusal(
    'metric.period',
    from > to ? 'The period would end before it begins.' : `That is more than ${most} days.`,
    'Choose other days.',
  );
}
