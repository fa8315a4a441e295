/** Questions as values: they travel in the URL, in the API and in golden files unchanged. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { eventName } from './events.ts';
import { day, instant, projectParams, uuid } from './ids.ts';
import { interval } from './interval.ts';

const project = { kind: 'project', needs: 'project:read' } as const;
const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);

export const operators = [
  'is',
  'is_not',
  'contains',
  'not_contains',
  'starts_with',
  'gt',
  'gte',
  'lt',
  'lte',
  'is_set',
  'is_not_set',
] as const;

/** One condition on a property of the event or a trait of the person. `is` with a list means "one of". */
export const propertyFilter = z
  .object({
    kind: z.literal('property'),
    on: z.enum(['event', 'person']),
    key: z.string().min(1).max(200),
    op: z.enum(operators),
    value: z.union([scalar, z.array(scalar).max(100)]).optional(),
  })
  .meta({ id: 'PropertyFilter' });
export type PropertyFilter = z.infer<typeof propertyFilter>;

/** The person did (or did not do) something, at least `atLeast` times, within the last `days`. */
export const didFilter = z
  .object({
    kind: z.literal('did'),
    event: eventName,
    not: z.boolean().optional(),
    atLeast: z.number().int().positive().max(1_000_000).optional(),
    days: z.number().int().positive().max(3650).optional(),
    filters: z.array(propertyFilter).max(20).optional(),
  })
  .meta({ id: 'DidFilter' });
export type DidFilter = z.infer<typeof didFilter>;

export type Condition =
  | PropertyFilter
  | DidFilter
  | { kind: 'and' | 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition };
/** The one segment tree used by insights, flags, surveys and campaigns. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      propertyFilter,
      didFilter,
      z.object({ kind: z.enum(['and', 'or']), of: z.array(condition).max(20) }),
      z.object({ kind: z.literal('not'), of: condition }),
    ]),
  )
  .meta({ id: 'Condition' });

/** Half-open in the project's time zone: both days are included, up to the midnight after `to`. */
const range = { from: day, to: day };
export const breakdown = z
  .object({ on: z.enum(['event', 'person']), key: z.string().min(1).max(200) })
  .meta({ id: 'Breakdown' });

export const trendSeries = z
  .object({
    event: eventName.nullable().describe('null: any event'),
    measure: z.enum(['count', 'people', 'sum']),
    property: z.string().min(1).max(200).optional().describe('With sum: what to add up'),
    filters: z.array(propertyFilter).max(20).optional(),
  })
  .meta({ id: 'TrendSeries' });

/** At least so long is each; a chart has a thousand dots to show them with. */
const intervalDays = { hour: 1 / 24, day: 1, week: 7, month: 28 } as const;
const mostIntervals = 10_000;
const daysIn = ({ from, to }: { readonly from: string; readonly to: string }) =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

export const trendsQuestion = z
  .object({
    kind: z.literal('trends'),
    series: z.array(trendSeries).min(1).max(8),
    ...range,
    interval: z.enum(['hour', 'day', 'week', 'month']),
    breakdown: breakdown.optional(),
    segment: condition.optional(),
    compare: z.boolean().optional().describe('Also the period of equal length just before'),
  })
  .refine((question) => daysIn(question) / intervalDays[question.interval] <= mostIntervals, {
    path: ['interval'],
    message: `makes more than ${mostIntervals} points: ask for longer intervals or fewer days`,
  })
  .meta({ id: 'TrendsQuestion' });
export type TrendsQuestion = z.infer<typeof trendsQuestion>;

export const trendsResult = z
  .object({
    buckets: z
      .array(z.string())
      .describe('Start of each interval, in the time zone of the project'),
    lastIsIncomplete: z.boolean(),
    series: z.array(
      z.object({
        series: z.number().int().describe('Index into the question'),
        period: z.enum(['current', 'previous']),
        breakdown: z.string().nullable(),
        values: z.array(z.number()),
        total: z.number().describe('People are counted once over the whole range, not summed'),
      }),
    ),
    people: z.number().int(),
    tookMs: z.number(),
    timeZone: z.string(),
  })
  .meta({ id: 'TrendsResult' });
export type TrendsResult = z.infer<typeof trendsResult>;

export const funnelStep = z
  .object({ event: eventName, filters: z.array(propertyFilter).max(20).optional() })
  .meta({ id: 'FunnelStep' });

export const funnelQuestion = z
  .object({
    kind: z.literal('funnel'),
    steps: z.array(funnelStep).min(2).max(12),
    ...range,
    windowSeconds: z
      .number()
      .int()
      .positive()
      .max(366 * 86_400)
      .nullable()
      .describe('From any first step to the last; null: no limit'),
    exclusions: z
      .array(
        z.object({
          event: eventName,
          fromStep: z.number().int().min(0).max(11),
          toStep: z.number().int().min(0).max(11),
        }),
      )
      .max(5)
      .optional()
      .describe('A person who does this between the two steps (0-based) leaves the funnel'),
    breakdown: breakdown.optional().describe("Value at the person's first step"),
    segment: condition.optional(),
    compare: z.boolean().optional(),
  })
  .meta({ id: 'FunnelQuestion' });
export type FunnelQuestion = z.infer<typeof funnelQuestion>;

export const funnelStepResult = z
  .object({
    event: z.string(),
    people: z.number().int(),
    shareOfFirst: z.number(),
    /** Of those who reached the step before; Wilson (1927) score interval, 95 %. */
    rate: interval.nullable(),
    lost: z.number().int().describe('Reached the step before and not this one'),
    medianSeconds: z.number().nullable().describe('From the step before, of those who went on'),
    withWords: z.number().int().describe('Of the lost, how many said something'),
    previous: z.object({ people: z.number().int(), rate: z.number().nullable() }).nullable(),
    /** Change of the rate against the previous period, in share points, with its 95 % interval (Newcombe 1998). */
    change: interval.nullable(),
  })
  .meta({ id: 'FunnelStepResult' });

export const funnelResult = z
  .object({
    steps: z.array(funnelStepResult),
    groups: z.array(z.object({ value: z.string(), people: z.array(z.number().int()) })),
    /** Steps by loss, worst first (indexes; the first step is never in it). */
    worst: z.array(z.number().int()),
    /**
     * Breakdown values whose loss at a step stands out, corrected for the number compared (Holm
     * 1979). Without a breakdown `listFunnelTraits` tells it of one step.
     */
    standsOut: z.array(
      z.object({
        step: z.number().int(),
        on: z.enum(['event', 'person']),
        key: z.string(),
        value: z.string(),
        lostShare: z.number(),
        othersLostShare: z.number(),
        pValue: z.number(),
      }),
    ),
    people: z.number().int(),
    tookMs: z.number(),
    timeZone: z.string(),
  })
  .meta({ id: 'FunnelResult' });
export type FunnelResult = z.infer<typeof funnelResult>;

export const askTrends = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/insights/trends',
  tag: 'Insights',
  summary: 'How often, by how many people, or how much, over time',
  access: project,
  params: projectParams,
  body: trendsQuestion,
  response: trendsResult,
});

export const askFunnel = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/insights/funnel',
  tag: 'Insights',
  summary: 'How many people go from step to step, and where they are lost',
  access: project,
  params: projectParams,
  body: funnelQuestion,
  response: funnelResult,
});

/** The set of people behind a number in a funnel. */
export const funnelSet = z
  .object({
    question: funnelQuestion,
    step: z.number().int().min(0),
    outcome: z.enum(['reached', 'lost']).describe('lost: reached the step before and not this one'),
    breakdownValue: z.string().max(10_000).optional(),
  })
  .meta({ id: 'FunnelSet' });
export type FunnelSet = z.infer<typeof funnelSet>;

export const personInSet = z
  .object({
    person: uuid,
    distinctIds: z.array(z.string()),
    name: z.string().nullable(),
    lastSeen: instant,
  })
  .meta({ id: 'PersonInSet' });

export const listFunnelPeople = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/insights/funnel/people',
  tag: 'Insights',
  summary: 'The people behind a step, a page at a time',
  access: project,
  params: projectParams,
  body: funnelSet.extend({
    limit: z.number().int().min(1).max(1000).default(50),
    after: uuid.optional().describe('The last person of the page before'),
  }),
  response: z.object({
    people: z.array(personInSet),
    total: z.number().int(),
    next: uuid.nullable(),
  }),
});

export const listFunnelTraits = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/insights/funnel/traits',
  tag: 'Insights',
  summary: 'Property values over-represented among the lost against those who went on',
  access: project,
  params: projectParams,
  body: funnelSet,
  response: z.object({
    compared: z
      .number()
      .int()
      .describe('How many values were compared; p-values are corrected for them'),
    traits: z.array(
      z.object({
        on: z.enum(['event', 'person']),
        key: z.string(),
        value: z.string(),
        lost: z.number().int().describe('People with this value who were lost'),
        passed: z.number().int().describe('People with this value who went on'),
        lostShare: z.number().describe('Of all who were lost'),
        passedShare: z.number().describe('Of all who went on'),
        ratio: z.number().nullable(),
        pValue: z.number().describe('Holm-corrected, two-sided'),
      }),
    ),
  }),
});
