/** Experiments: a plan that is frozen before the first person, and what may be said of the result. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant, projectParams, uuid } from './ids.ts';
import { interval } from './interval.ts';
import { experimentMachine } from './machines.ts';
import { metricRef } from './metrics.ts';
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
import { flagKey } from './release.ts';
import { wordsOfSet } from './voice.ts';

export const experimentPlan = z
  .object({
    hypothesis: z
      .string()
      .trim()
      .max(500)
      .default('')
      .describe('What is believed: "If we ..., then ..., because ..."'),
    arms: z
      .array(
        z.object({
          variant: z.string().describe('Key of a variant of the flag'),
          weight: z.number().positive().max(1000).default(1),
        }),
      )
      .min(2)
      .max(10),
    control: z.string().describe('The arm that the others are compared with'),
    coverage: z.number().gt(0).max(1).default(1).describe('Share of the units that take part'),
    primary: metricRef.nullable().default(null),
    secondary: z.array(metricRef).max(10).default([]),
    guardrails: z.array(metricRef).max(10).default([]),
    alpha: z.number().min(0.001).max(0.2).default(0.05).describe('Chance of a false alarm'),
    power: z.number().min(0.5).max(0.99).default(0.8),
    minimumEffect: z
      .number()
      .positive()
      .max(10)
      .nullable()
      .default(null)
      .describe('Smallest effect worth finding, as a share of the control: 0.05 is 5 %'),
    people: z.number().int().min(4).nullable().default(null).describe('Planned, over all arms'),
    days: z.number().int().min(1).max(366).nullable().default(null),
    mayDecideEarly: z
      .boolean()
      .default(false)
      .describe('True: a winner may be named before the planned people are there'),
  })
  .meta({ id: 'ExperimentPlan' });
export type ExperimentPlan = z.infer<typeof experimentPlan>;

/** One version of the plan; what was frozen never changes. */
export const planVersion = z.object({
  version: z.number().int(),
  plan: experimentPlan,
  at: instant,
  by: z.string(),
  reason: z.string().nullable().describe('Why the plan was changed after it was frozen'),
  state: stateOf(experimentMachine).describe('Of the experiment when this was written'),
});
export type PlanVersion = z.infer<typeof planVersion>;

export const verdict = z
  .object({
    kind: z.enum(['ship', 'keep_control', 'inconclusive']),
    variant: z.string().nullable().describe('What is shipped'),
    reason,
  })
  .meta({ id: 'ExperimentVerdict' });
export type Verdict = z.infer<typeof verdict>;

export const experiment = z
  .object({
    id: uuid,
    version: z.number().int(),
    name: z.string(),
    state: stateOf(experimentMachine),
    flag: uuid,
    flagKey,
    unit: z.string().describe('Attribute that is divided, as of the flag'),
    bet: uuid.nullable(),
    plan: experimentPlan,
    planVersion: z.number().int(),
    plans: z.array(planVersion).describe('Every version, the first one first'),
    startedAt: instant.nullable(),
    stoppedAt: instant.nullable(),
    invalidBecause: z.string().nullable(),
    verdict: verdict.nullable().describe('Proposed by the first signature, decided by the second'),
    signatures: z.array(signature),
  })
  .meta({ id: 'Experiment' });
export type Experiment = z.infer<typeof experiment>;

const experimentWithHistory = experiment
  .extend({ history: z.array(historyEntry) })
  .meta({ id: 'ExperimentWithHistory' });

/** A variant against the control on one metric. */
export const armEffect = z
  .object({
    variant: z.string(),
    difference: interval.nullable().describe('Variant minus control in the unit of the metric'),
    relative: interval.nullable().describe('As a share of the control; null where it has no value'),
    pValue: z.number().nullable(),
    corrected: z.number().nullable().describe('p-value corrected for all that is looked at'),
    isFound: z.boolean().describe('More than chance, after the correction'),
    tone: z.enum(['better', 'worse', 'open']),
    sentence: z.string(),
  })
  .meta({ id: 'ArmEffect' });
export type ArmEffect = z.infer<typeof armEffect>;

export const metricResult = z
  .object({
    metric: metricRef,
    name: z.string(),
    unit: z.string(),
    isShare: z.boolean().describe('The value is a share of people, 0 to 1'),
    role: z.enum(['primary', 'secondary', 'guardrail']),
    confidence: z.number(),
    arms: z.array(
      z.object({
        variant: z.string(),
        people: z.number().int(),
        value: z.number().nullable(),
        interval: interval.nullable(),
      }),
    ),
    effects: z.array(armEffect),
  })
  .meta({ id: 'MetricResult' });
export type MetricResult = z.infer<typeof metricResult>;

const headline = z.object({
  variant: z.string().describe('Whose effect on the primary metric it tells'),
  sentence: z.string(),
  caveats: z.array(z.string()).describe('What it cannot say, and what to know about it'),
});

export const experimentResult = z
  .object({
    experiment: uuid,
    label: z.literal('randomised'),
    asOf: instant,
    from: instant,
    to: instant,
    isFinal: z.boolean().describe('The snapshot of the decision: late events change it no more'),
    progress: z.object({
      people: z.number().int(),
      planned: z.number().int().nullable(),
      days: z.number().int(),
      plannedDays: z.number().int().nullable(),
      daysLeft: z.number().int().nullable().describe('Until people and days are as planned'),
      isEarly: z.boolean(),
      power: z
        .number()
        .nullable()
        .describe('Chance to find the smallest effect with the people of now'),
    }),
    arms: z.array(
      z.object({
        variant: z.string(),
        isControl: z.boolean(),
        people: z.number().int(),
        expected: z.number(),
        planned: z.number().nullable(),
      }),
    ),
    sampleRatio: z.object({
      pValue: z.number().describe('Of this look; below the threshold it is a mismatch'),
      anytimePValue: z
        .number()
        .describe('However often one looks; below the threshold a running experiment ends'),
      threshold: z.number(),
      mismatch: z.boolean(),
    }),
    tracking: z.object({
      inSeveral: z.number().int().describe('People who met several arms; left out'),
      inNone: z.number().int().describe('People in an arm that the plan does not name; left out'),
      share: z.number(),
      limit: z.number(),
      isLost: z.boolean(),
      inRings: z.number().int().describe('People whom a ring gave a value; left out'),
    }),
    planChanges: z
      .array(planVersion.omit({ plan: true }))
      .describe('Changes of the plan after it was frozen'),
    invalid: z
      .object({
        rule: z.enum(['sample_ratio', 'tracking']),
        message: z.string(),
        hint: z.string(),
      })
      .nullable()
      .describe('Set: no figure is given'),
    headline: headline.nullable(),
    metrics: z.array(metricResult),
    winner: z.string().nullable().describe('Arm; null while it is open, early or invalid'),
    wouldNowBe: z
      .object({ asOf: instant, people: z.number().int(), metric: metricResult })
      .nullable()
      .describe('Of a decided one: the primary metric with what arrived since'),
    tookMs: z.number(),
  })
  .meta({ id: 'ExperimentResult' });
export type ExperimentResult = z.infer<typeof experimentResult>;

const path = '/api/v1/projects/{project}/experiments';

export const listExperiments = endpoint({
  method: 'get',
  path,
  tag: 'Experiments',
  summary: 'Experiments, the newest first',
  access: readAccess,
  params: projectParams,
  response: z.object({ experiments: z.array(experiment) }),
});

export const getExperiment = endpoint({
  method: 'get',
  path: `${path}/{id}`,
  tag: 'Experiments',
  summary: 'An experiment with all versions of its plan, signatures and history',
  access: readAccess,
  params: recordParams,
  response: experimentWithHistory,
});

const fields = z.object({
  name: z.string().trim().min(1).max(120),
  bet: uuid.nullable().optional(),
});

export const createExperiment = endpoint({
  method: 'post',
  path,
  tag: 'Experiments',
  summary: 'Draft an experiment on a flag; its arms are variants of the flag',
  access: writeAccess,
  params: projectParams,
  body: fields.extend({
    flag: uuid,
    plan: experimentPlan
      .partial({ arms: true, control: true })
      .optional()
      .describe('Without arms: all variants alike, the fallback is the control'),
  }),
  response: experimentWithHistory,
});

export const updateExperiment = endpoint({
  method: 'patch',
  path: `${path}/{id}`,
  tag: 'Experiments',
  summary:
    'Change an experiment; once the plan is frozen a change makes a new version of it, with a reason',
  access: writeAccess,
  params: recordParams,
  body: fields.partial().extend({
    version,
    plan: experimentPlan.optional(),
    reason: reason.optional().describe('Needed once the plan is frozen'),
  }),
  response: experimentWithHistory,
});

export const moveExperiment = endpoint({
  method: 'post',
  path: `${path}/{id}/moves`,
  tag: 'Experiments',
  summary: 'Freeze the plan, start, stop or archive',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    move: z.enum(['freeze', 'start', 'stop', 'archive']),
    reason: reason.optional().describe('Needed to stop before the plan ends'),
  }),
  response: experimentWithHistory,
});

export const signExperiment = endpoint({
  method: 'post',
  path: `${path}/{id}/signatures`,
  tag: 'Experiments',
  summary:
    'Sign a verdict for your side; with both sides it is decided and its figures are kept as they are',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    verdict: verdict
      .optional()
      .describe('Needed of the first who signs; another one than before voids their signature'),
  }),
  response: experimentWithHistory,
});

export const getExperimentResult = endpoint({
  method: 'get',
  path: `${path}/{id}/result`,
  tag: 'Experiments',
  summary: 'The sample ratio first, then every metric with its interval, or why there is no figure',
  access: readAccess,
  params: recordParams,
  response: experimentResult,
});

export const getExperimentDays = endpoint({
  method: 'get',
  path: `${path}/{id}/days`,
  tag: 'Experiments',
  summary: 'The effect on the primary metric, up to the end of each day',
  access: readAccess,
  params: recordParams,
  response: z.object({
    days: z.array(
      z.object({
        day,
        people: z.number().int(),
        effects: z.array(z.object({ variant: z.string(), relative: interval.nullable() })),
      }),
    ),
    planChanges: z.array(day).describe('Days on which the plan was changed'),
  }),
});

export const getExperimentWords = endpoint({
  method: 'get',
  path: `${path}/{id}/words`,
  tag: 'Experiments',
  summary: 'What the people of each arm said once they were in it, the most telling first',
  access: readAccess,
  params: recordParams,
  response: z.object({ arms: z.array(z.object({ variant: z.string(), said: wordsOfSet })) }),
});

export const calculation = z
  .object({
    baseline: z
      .object({
        value: z.number(),
        standardDeviation: z.number().nullable().describe('Null for a share of people'),
        people: z.number().int().nullable(),
        source: z.enum(['measured', 'given']),
      })
      .nullable(),
    peoplePerDay: z.number().nullable().describe('New people a day, before the coverage'),
    isPossible: z.boolean(),
    people: z.number().int().nullable().describe('Over all arms'),
    perArm: z.array(z.object({ variant: z.string(), people: z.number().int() })),
    days: z.number().int().nullable(),
    reachable: z
      .number()
      .nullable()
      .describe('Smallest effect that 90 days find, as a share of the baseline'),
    sentence: z.string(),
  })
  .meta({ id: 'ExperimentCalculation' });
export type Calculation = z.infer<typeof calculation>;

export const calculateExperiment = endpoint({
  method: 'post',
  path: `${path}/calculation`,
  tag: 'Experiments',
  summary: 'People and days that a plan needs, from what the metric was in the last 28 days',
  access: readAccess,
  params: projectParams,
  body: experimentPlan
    .pick({ arms: true, control: true, coverage: true, alpha: true, power: true, primary: true })
    .extend({
      minimumEffect: z.number().positive().max(10),
      baseline: z
        .object({ value: z.number(), standardDeviation: z.number().positive().nullable() })
        .optional()
        .describe('In place of what is measured; without a standard deviation it is a share'),
      peoplePerDay: z.number().positive().optional(),
    }),
  response: calculation,
});
