/** Outcomes: what is to change for people or the business, by how much, by when; signed by both sides. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant, projectParams, uuid } from './ids.ts';
import { condition } from './insights.ts';
import { interval } from './interval.ts';
import { experimentMachine, outcomeMachine } from './machines.ts';
import { metricEstimate, metricRef, metricUnit, metricValue } from './metrics.ts';
import {
  historyEntry,
  reason,
  readAccess,
  recordParams,
  signature,
  stateOf,
  version,
  writeAccess,
} from './records.ts';

const quantity = z.object({ value: z.number(), unit: z.string().nullable() });

export const outcomeTarget = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('relative'),
      share: z.number().describe('Of the baseline: 0.1 is 10 % more, -0.2 is 20 % less'),
    }),
    z.object({ kind: z.literal('change'), by: z.number() }),
    z.object({ kind: z.literal('level'), at: z.number() }),
  ])
  .meta({ id: 'OutcomeTarget' });
export type OutcomeTarget = z.infer<typeof outcomeTarget>;

export const outcomeWindow = z
  .object({
    days: z.number().int().min(1).max(1100),
    after: z.enum(['launch', 'agreement']).default('launch'),
  })
  .meta({ id: 'OutcomeWindow' });

/** What a sentence says, before anybody corrected it. */
export const goalReading = z
  .object({
    isOutput: z.boolean().describe('It names a piece of work, not what changes by it'),
    /** What to write instead. */
    instead: z.string().nullable(),
    metric: z.string().nullable(),
    abbreviation: z.string().nullable(),
    baseline: quantity.nullable(),
    target: outcomeTarget.nullable(),
    unit: z.string().nullable(),
    window: outcomeWindow.nullable(),
    segment: z.string().nullable(),
    means: z.string().nullable().describe('A way that the sentence fixes already'),
    missing: z.array(
      z.object({ field: z.enum(['metric', 'baseline', 'target', 'window']), message: z.string() }),
    ),
  })
  .meta({ id: 'GoalReading' });
export type GoalReading = z.infer<typeof goalReading>;

export const outcomeVerdicts = ['met', 'missed', 'inconclusive'] as const;
export const outcomeVerdict = z.enum(outcomeVerdicts).meta({ id: 'OutcomeVerdict' });
export type OutcomeVerdict = z.infer<typeof outcomeVerdict>;

/** What both sides are to sign, or have signed, at the end. */
export const outcomeClosing = z
  .object({
    verdict: outcomeVerdict,
    reason: z.string().nullable(),
    signatures: z.array(signature),
    closedAt: instant.nullable().describe('Null until both sides have signed this verdict'),
  })
  .meta({ id: 'OutcomeClosing' });

/** Something that does not stand against an outcome, but that whoever signs should know. */
export const outcomeWarning = z
  .object({ rule: z.string(), message: z.string(), hint: z.string() })
  .meta({ id: 'OutcomeWarning' });
export type OutcomeWarning = z.infer<typeof outcomeWarning>;

export const outcome = z
  .object({
    id: uuid,
    version: z.number().int(),
    state: stateOf(outcomeMachine),
    sentence: z.string(),
    pod: uuid.nullable(),
    metric: metricRef.nullable(),
    baseline: z.number().nullable(),
    target: outcomeTarget.nullable(),
    window: outcomeWindow.nullable(),
    segment: condition.nullable(),
    /** The day from which it is measured. */
    startsOn: day.nullable(),
    isOutput: z.boolean().describe('Its sentence or its metric names a piece of work'),
    warnings: z.array(outcomeWarning),
    closing: outcomeClosing.nullable(),
    outputReason: z.string().nullable().describe('Why an output is agreed all the same'),
    reading: goalReading,
    signatures: z.array(signature),
  })
  .meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof outcome>;

const outcomeWithHistory = outcome
  .extend({ history: z.array(historyEntry) })
  .meta({ id: 'OutcomeWithHistory' });

const sentence = z.string().trim().min(3).max(500);

export const readGoalSentence = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/outcomes/reading',
  tag: 'Outcomes',
  summary: 'What a sentence says: its fields, what is missing, and whether it names an output',
  access: readAccess,
  params: projectParams,
  body: z.object({ sentence }),
  response: goalReading,
});

export const listOutcomes = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/outcomes',
  tag: 'Outcomes',
  summary: 'Outcomes, the newest first',
  access: readAccess,
  params: projectParams,
  response: z.object({ outcomes: z.array(outcome) }),
});

export const getOutcome = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/outcomes/{id}',
  tag: 'Outcomes',
  summary: 'One outcome with its signatures and what happened to it',
  access: readAccess,
  params: recordParams,
  response: outcomeWithHistory,
});

const fields = z.object({
  pod: uuid.nullable().optional(),
  metric: metricRef.nullable().optional(),
  baseline: z.number().nullable().optional(),
  target: outcomeTarget.nullable().optional(),
  window: outcomeWindow.nullable().optional(),
  segment: condition.nullable().optional(),
});

export const createOutcome = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/outcomes',
  tag: 'Outcomes',
  summary:
    'Draft an outcome from a sentence; fields that are given win over what the sentence says',
  access: writeAccess,
  params: projectParams,
  body: fields.extend({ sentence }),
  response: outcomeWithHistory,
});

export const updateOutcome = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/outcomes/{id}',
  tag: 'Outcomes',
  summary:
    'Change an outcome; a change of metric, segment, baseline, target or window voids signatures',
  access: writeAccess,
  params: recordParams,
  body: fields.extend({ version, sentence: sentence.optional() }),
  response: outcomeWithHistory,
});

export const moveOutcome = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/outcomes/{id}/moves',
  tag: 'Outcomes',
  summary: 'Propose, start measuring, or supersede with a reason',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    move: z.enum(['propose', 'measure', 'supersede']),
    startsOn: day.optional().describe('With measure: the first day, today unless told'),
    reason: reason.optional(),
  }),
  response: outcomeWithHistory,
});

export const signOutcome = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/outcomes/{id}/signatures',
  tag: 'Outcomes',
  summary: 'Sign for your side; with both sides the outcome is agreed',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    reason: reason.optional().describe('Needed where the outcome names an output'),
  }),
  response: outcomeWithHistory,
});

/** The same length of time just before: it shows that the figure moved, never why. */
export const beforeAfter = z
  .object({
    label: z.literal('observational'),
    from: day,
    to: day,
    before: metricEstimate,
    difference: interval.nullable().describe('After minus before, in the unit of the metric'),
    relative: interval.nullable().describe('As a share of the value before'),
    sentence: z.string(),
    cannotSay: z.string(),
  })
  .meta({ id: 'BeforeAfter' });

/** Where an outcome stands at one instant. */
export const outcomeReading = z
  .object({
    from: day,
    to: day.describe('Last day of the window'),
    until: instant.describe('Nothing that happened at or after this counts'),
    day: z.number().int().describe('Days of the window that have begun'),
    daysLeft: z.number().int().describe('Today included; 0: the window is over'),
    baseline: z.number(),
    target: z.number().describe('The level to reach'),
    estimate: metricEstimate,
    shareOfWay: z.number().nullable().describe('From baseline to target: 0 to 1, beyond, or back'),
    reached: z
      .object({ day: z.number().int(), on: day })
      .nullable()
      .describe('The first day from which on the value so far has met the target'),
    suggests: outcomeVerdict.describe('What the interval supports'),
    days: z.array(
      z.object({
        day,
        value: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
      }),
    ),
    beforeAfter,
    cautions: z.array(z.string()),
  })
  .meta({ id: 'OutcomeReading' });
export type OutcomeReading = z.infer<typeof outcomeReading>;

/** An experiment that decides by the same version of the metric. */
export const randomisedReading = z
  .object({
    label: z.literal('randomised'),
    experiment: uuid,
    name: z.string(),
    state: stateOf(experimentMachine),
    sentence: z.string(),
    caveats: z.array(z.string()),
    relative: interval.nullable(),
  })
  .meta({ id: 'RandomisedReading' });
export type RandomisedReading = z.infer<typeof randomisedReading>;

export const outcomeResult = z
  .object({
    metric: z.object({
      ref: metricRef,
      name: z.string(),
      unit: metricUnit,
      direction: z.enum(['up', 'down']),
    }),
    reading: outcomeReading.describe('Of a closed outcome what both sides signed, for good'),
    isSnapshot: z.boolean(),
    wouldNowBe: metricEstimate
      .nullable()
      .describe('Of a closed one: the same period by what is known today'),
    randomised: z.array(randomisedReading),
  })
  .meta({ id: 'OutcomeResult' });
export type OutcomeResult = z.infer<typeof outcomeResult>;

export const suggestBaseline = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/outcomes/baseline',
  tag: 'Outcomes',
  summary: 'Where a metric stood over the last whole days, to begin from',
  access: readAccess,
  params: projectParams,
  body: z.object({
    metric: metricRef,
    segment: condition.optional(),
    window: outcomeWindow.optional(),
    weeks: z.number().int().min(1).max(52).default(8),
  }),
  response: metricValue.extend({
    accumulates: z
      .boolean()
      .describe('It adds up per person: the period is as long as the window, not the weeks'),
  }),
});

export const getOutcomeResult = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/outcomes/{id}/result',
  tag: 'Outcomes',
  summary: 'Where an outcome stands against baseline and target, before against after apart',
  access: readAccess,
  params: recordParams,
  response: outcomeResult,
});

export const closeOutcome = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/outcomes/{id}/closing',
  tag: 'Outcomes',
  summary: 'Sign how it ended; with the same verdict of both sides it is closed for good',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    verdict: outcomeVerdict,
    reason: reason
      .optional()
      .describe('Needed before the window is over, or against what the interval supports'),
  }),
  response: outcomeWithHistory,
});
