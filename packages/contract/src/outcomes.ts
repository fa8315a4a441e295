/** Outcomes: what is to change for people or the business, by how much, by when; signed by both sides. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, projectParams, uuid } from './ids.ts';
import { condition } from './insights.ts';
import { outcomeMachine } from './machines.ts';
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

export const outcome = z
  .object({
    id: uuid,
    version: z.number().int(),
    state: stateOf(outcomeMachine),
    sentence: z.string(),
    pod: uuid.nullable(),
    metric: z.object({ id: uuid, version: z.number().int() }).nullable(),
    baseline: z.number().nullable(),
    target: outcomeTarget.nullable(),
    window: outcomeWindow.nullable(),
    segment: condition.nullable(),
    /** The day from which it is measured. */
    startsOn: day.nullable(),
    isOutput: z.boolean(),
    outputReason: z.string().nullable().describe('Why an output is agreed all the same'),
    reading: goalReading,
    signatures: z.array(signature),
    history: z.array(historyEntry),
  })
  .meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof outcome>;

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
  response: outcome,
});

const fields = z.object({
  pod: uuid.nullable().optional(),
  metric: z
    .object({ id: uuid, version: z.number().int().min(1) })
    .nullable()
    .optional(),
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
  response: outcome,
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
  response: outcome,
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
  response: outcome,
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
  response: outcome,
});
