/** Discovery sprints: two to three weeks in which a pod listens before it decides. */
import { z } from 'zod';
import { role } from './access.ts';
import { endpoint } from './endpoint.ts';
import { highlight, highlightTypes } from './evidence.ts';
import { day, projectParams, userId, uuid } from './ids.ts';
import { movesOf, sprintMachine } from './machines.ts';
import {
  historyEntry,
  reason,
  readAccess,
  recordParams,
  side,
  version,
  writeAccess,
  stateOf,
} from './records.ts';

export const interviewKinds = ['customer', 'prospect', 'outsider'] as const;

export const interview = z
  .object({
    id: uuid,
    kind: z.enum(interviewKinds),
    name: z.string().describe('Empty once the person was erased'),
    day,
    guideVersion: z.number().int(),
    mayQuote: z.boolean(),
    mayContact: z.boolean(),
    signal: uuid.nullable().describe('The transcript, where there is one'),
  })
  .meta({ id: 'Interview' });
export type Interview = z.infer<typeof interview>;

export const sprintCheck = z
  .object({
    name: z.enum(['length', 'both_sides', 'interviews', 'outsiders', 'time', 'overrun']),
    says: z.string(),
    value: z.number().nullable(),
    needed: z.number(),
    passes: z.boolean(),
  })
  .meta({ id: 'SprintCheck' });
export type SprintCheck = z.infer<typeof sprintCheck>;

export const sprintMember = z
  .object({
    userId: z.string(),
    name: z.string(),
    role,
    side: side.nullable(),
    daysSpent: z.number().describe('Working days spent on the sprint so far'),
  })
  .meta({ id: 'SprintMember' });
export type SprintMember = z.infer<typeof sprintMember>;

export const sprint = z
  .object({
    id: uuid,
    version: z.number().int(),
    name: z.string(),
    opportunity: uuid.nullable().describe('What is explored'),
    from: day,
    to: day.describe('The last day'),
    lengthReason: z.string().nullable(),
    plannedShare: z.number().describe("Of the members' working time"),
    measuredShare: z.number().nullable().describe('Null before the first working day'),
    guide: z.object({ text: z.string(), version: z.number().int() }),
    state: stateOf(sprintMachine),
    members: z.array(sprintMember),
    interviews: z.array(interview),
    checks: z.array(sprintCheck),
  })
  .meta({ id: 'Sprint' });
export type Sprint = z.infer<typeof sprint>;

const name = z.string().trim().min(3).max(120);
const guideText = z.string().trim().max(20_000);
const share = z.number().min(0).max(1);

export const listSprints = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/sprints',
  tag: 'Discovery',
  summary: 'The discovery sprints, newest first, and the engineer whose turn it is',
  access: readAccess,
  params: projectParams,
  response: z.object({
    sprints: z.array(sprint),
    nextEngineer: z
      .object({ userId: z.string(), name: z.string() })
      .nullable()
      .describe('Who has gone longest without a sprint'),
  }),
});

export const getSprint = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/sprints/{id}',
  tag: 'Discovery',
  summary: 'One sprint with the words of its interviews, jobs first, and what happened to it',
  access: readAccess,
  params: recordParams,
  response: sprint.extend({
    words: z.array(
      z.object({
        type: z.enum(highlightTypes),
        interviews: z.number().int(),
        highlights: z.array(highlight),
      }),
    ),
    history: z.array(historyEntry),
  }),
});

export const createSprint = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/sprints',
  tag: 'Discovery',
  summary: 'Plan a discovery sprint: 14 to 21 days, or with a reason for another length',
  access: writeAccess,
  params: projectParams,
  body: z.object({
    name,
    from: day,
    to: day,
    lengthReason: reason.optional(),
    plannedShare: share.default(0.15),
    guide: guideText.default(''),
    opportunity: uuid.optional(),
  }),
  response: sprint,
});

export const updateSprint = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/sprints/{id}',
  tag: 'Discovery',
  summary: 'Change a sprint; another guide is a new version of the guide',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    name: name.optional(),
    from: day.optional(),
    to: day.optional(),
    lengthReason: reason.optional(),
    plannedShare: share.optional(),
    guide: guideText.optional(),
    opportunity: uuid.nullable().optional(),
  }),
  response: sprint,
});

export const joinSprint = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/sprints/{id}/members/{user}',
  tag: 'Discovery',
  summary: 'A member takes part; say again to note how many working days they have spent',
  access: writeAccess,
  params: recordParams.extend({ user: userId }),
  body: z.object({ daysSpent: z.number().min(0).max(366).default(0) }),
  response: sprint,
});

export const addInterview = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/sprints/{id}/interviews',
  tag: 'Discovery',
  summary: 'An interview was held; its transcript becomes a signal',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    kind: z.enum(interviewKinds),
    name: z.string().trim().min(1).max(200),
    distinctId: z.string().min(1).max(400).optional().describe('Who, where known'),
    day,
    mayQuote: z.boolean().default(false),
    mayContact: z.boolean().default(false),
    transcript: z.string().trim().min(1).max(50_000).optional(),
  }),
  response: sprint,
});

export const moveSprint = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/sprints/{id}/moves',
  tag: 'Discovery',
  summary: 'Start, close the listening, conclude, or abandon with a reason',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    move: z.enum(movesOf(sprintMachine)),
    reason: reason.optional().describe('Needed where a check does not pass, and to conclude'),
  }),
  response: sprint,
});
