/** Metrics: what is measured, as a value that never changes once it has a version. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { eventName } from './events.ts';
import { day, instant, projectParams, uuid } from './ids.ts';
import { condition, propertyFilter } from './insights.ts';
import { historyEntry, reason, readAccess, recordParams, version, writeAccess } from './records.ts';

/** Events of one name that pass all filters. */
export const metricEvents = z.object({
  event: eventName,
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
export const metricDefinition = z
  .discriminatedUnion('kind', [
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
  ])
  .meta({ id: 'MetricDefinition' });
export type MetricDefinition = z.infer<typeof metricDefinition>;

/** One definition of a metric; what it says never changes. */
export const metricRef = z.object({ id: uuid, version }).meta({ id: 'MetricRef' });
export type MetricRef = z.infer<typeof metricRef>;

export const metricKinds = ['product_outcome', 'business', 'traction', 'vanity'] as const;
export const metricUnit = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .describe('A currency as its ISO 4217 code, share, count, seconds, or a word of your own');

const metricFields = {
  name: z.string().trim().min(2).max(120),
  description: z.string().trim().max(1000),
  kind: z
    .enum(metricKinds)
    .describe('vanity: it rises whether or not anybody is better off; outcomes warn of it'),
};

export const metric = z
  .object({
    id: uuid,
    version: z.number().int().describe('Of the record; the definitions have their own'),
    ...metricFields,
    unit: metricUnit,
    direction: z.enum(['up', 'down']).describe('Which way is better'),
    archivedAt: instant.nullable(),
    versions: z
      .array(
        z.object({
          version: z.number().int(),
          definition: metricDefinition,
          reason: z.string().nullable().describe('Why the one before was not enough'),
          author: z.string(),
          at: instant,
        }),
      )
      .describe('Definitions, the newest first'),
  })
  .meta({ id: 'Metric' });
export type Metric = z.infer<typeof metric>;

const metricWithHistory = metric
  .extend({ history: z.array(historyEntry) })
  .meta({ id: 'MetricWithHistory' });

/** A value with its 95 % interval and the people it rests on; null where nobody has one. */
export const metricEstimate = z
  .object({
    people: z.number().int(),
    value: z.number().nullable(),
    low: z
      .number()
      .nullable()
      .describe('Null where too few people tell how far to trust the value'),
    high: z.number().nullable(),
    sums: z
      .object({
        n: z.number().int(),
        x: z.number(),
        y: z.number(),
        xx: z.number(),
        yy: z.number(),
        xy: z.number(),
      })
      .describe('People, the sums of their numerators x and denominators y, squares and product'),
  })
  .meta({ id: 'MetricEstimate' });
export type MetricEstimate = z.infer<typeof metricEstimate>;

const asked = z.object({
  from: day,
  to: day.describe('The last day; of today what has happened so far'),
  segment: condition.optional().describe('About people only'),
});

export const metricValue = metricEstimate
  .extend({
    from: day,
    to: day,
    until: instant.describe('Nothing that happened at or after this counts'),
    timeZone: z.string(),
    tookMs: z.number(),
  })
  .meta({ id: 'MetricValue' });
export type MetricValue = z.infer<typeof metricValue>;

export const metricSeries = metricValue
  .extend({
    days: z.array(
      z.object({
        day,
        alone: metricEstimate.describe('Of this day; of a share, those who began on it'),
        soFar: metricEstimate.describe('From the first day until the end of this one'),
      }),
    ),
  })
  .meta({ id: 'MetricSeries' });
export type MetricSeries = z.infer<typeof metricSeries>;

const path = '/api/v1/projects/{project}/metrics';

export const listMetrics = endpoint({
  method: 'get',
  path,
  tag: 'Metrics',
  summary: 'The catalogue of metrics by name; archived ones last',
  access: readAccess,
  params: projectParams,
  response: z.object({ metrics: z.array(metric) }),
});

export const getMetric = endpoint({
  method: 'get',
  path: `${path}/{id}`,
  tag: 'Metrics',
  summary: 'One metric with all its definitions',
  access: readAccess,
  params: recordParams,
  response: metricWithHistory,
});

export const createMetric = endpoint({
  method: 'post',
  path,
  tag: 'Metrics',
  summary: 'Add a metric with its first definition',
  access: writeAccess,
  params: projectParams,
  body: z.object({
    name: metricFields.name,
    description: metricFields.description.default(''),
    kind: metricFields.kind.default('product_outcome'),
    unit: metricUnit.optional().describe('share or count unless told'),
    direction: z.enum(['up', 'down']).default('up'),
    definition: metricDefinition,
  }),
  response: metricWithHistory,
});

export const updateMetric = endpoint({
  method: 'patch',
  path: `${path}/{id}`,
  tag: 'Metrics',
  summary: 'Rename or describe a metric, say of what kind it is, archive it or bring it back',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    name: metricFields.name.optional(),
    description: metricFields.description.optional(),
    kind: metricFields.kind.optional(),
    isArchived: z.boolean().optional(),
  }),
  response: metricWithHistory,
});

export const redefineMetric = endpoint({
  method: 'post',
  path: `${path}/{id}/versions`,
  tag: 'Metrics',
  summary:
    'Add a definition; the earlier ones stay as they are, with all that was measured by them',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version, definition: metricDefinition, reason }),
  response: metricWithHistory,
});

const ofVersion = asked.extend({ version: version.optional().describe('The newest unless told') });

export const askMetric = endpoint({
  method: 'post',
  path: `${path}/{id}/value`,
  tag: 'Metrics',
  summary: 'The value over a period with its interval and the sums it comes from',
  access: readAccess,
  params: recordParams,
  body: ofVersion,
  response: metricValue,
});

export const askMetricSeries = endpoint({
  method: 'post',
  path: `${path}/{id}/series`,
  tag: 'Metrics',
  summary: 'The same, and of each day alone and so far',
  access: readAccess,
  params: recordParams,
  body: ofVersion,
  response: metricSeries,
});

export const tryMetric = endpoint({
  method: 'post',
  path: `${path}/trial`,
  tag: 'Metrics',
  summary: 'What a definition would give, before it is saved',
  access: readAccess,
  params: projectParams,
  body: asked.extend({ definition: metricDefinition }),
  response: metricSeries,
});
