/** Metrics: what is measured, as a value that never changes once it has a version. */
import { z } from 'zod';
import { propertyFilter } from './insights.ts';

/** Events of one name that pass all filters. */
export const metricEvents = z.object({
  event: z.string().min(1),
  filters: z
    .array(propertyFilter.extend({ on: z.literal('event') }))
    .max(20)
    .optional(),
});
export type MetricEvents = z.infer<typeof metricEvents>;

const property = z.string().min(1).max(200);
/** How often, or with a property how much: what is no finite number adds nothing. */
export const metricTotal = metricEvents.extend({ property: property.optional() });
export type MetricTotal = z.infer<typeof metricTotal>;

/**
 * count, sum: per person. unique: share of people. mean: of a property over events. ratio: one total
 * over another. conversion: share of those who did `from` that did `to` within the window of any
 * `from`. retention: share of those who did `start` that did `back` from N times 24 hours after
 * their first `start` until 24 hours later; people whose day N is not over yet are left out.
 */
export const metricDefinition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), of: metricEvents }),
  z.object({ kind: z.literal('unique'), of: metricEvents }),
  z.object({ kind: z.literal('sum'), of: metricEvents.extend({ property }) }),
  z.object({ kind: z.literal('mean'), of: metricEvents.extend({ property }) }),
  z.object({ kind: z.literal('ratio'), numerator: metricTotal, denominator: metricTotal }),
  z.object({
    kind: z.literal('conversion'),
    from: metricEvents,
    to: metricEvents,
    windowSeconds: z
      .number()
      .int()
      .positive()
      .max(366 * 86_400),
  }),
  z.object({
    kind: z.literal('retention'),
    start: metricEvents,
    back: metricEvents,
    day: z.number().int().min(1).max(366),
  }),
]);
export type MetricDefinition = z.infer<typeof metricDefinition>;
