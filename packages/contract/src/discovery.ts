/** Opportunities: needs, pains and wishes in customers' words, as a tree, resting on evidence. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { evidenceCount } from './evidence.ts';
import { instant, projectParams, userId, uuid } from './ids.ts';
import { condition } from './insights.ts';
import { opportunityMachine } from './machines.ts';
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

/** What the system checks before anybody may sign. */
export const criterion = z
  .object({
    name: z.enum(['people', 'known_people', 'contradiction', 'sources', 'fresh']),
    says: z.string().describe('What must hold, as a sentence'),
    value: z.number().nullable(),
    needed: z.number(),
    passes: z.boolean(),
  })
  .meta({ id: 'Criterion' });
export type Criterion = z.infer<typeof criterion>;

export const opportunity = z
  .object({
    id: uuid,
    version: z.number().int(),
    parent: uuid.nullable(),
    statement: z.string().describe("In customers' words"),
    fromHighlight: uuid.nullable().describe('The words that the statement was taken from'),
    segment: condition.nullable(),
    owner: z.string().nullable().describe('User id'),
    state: stateOf(opportunityMachine),
    createdAt: instant,
    counts: evidenceCount,
    criteria: z.array(criterion),
    signatures: z.array(signature),
  })
  .meta({ id: 'Opportunity' });
export type Opportunity = z.infer<typeof opportunity>;

const statement = z.string().trim().min(3).max(300);

export const listOpportunities = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/opportunities',
  tag: 'Discovery',
  summary:
    'The opportunities of the tree, each with what it rests on; those with most people first',
  access: readAccess,
  params: projectParams,
  response: z.object({ opportunities: z.array(opportunity) }),
});

export const getOpportunity = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/opportunities/{id}',
  tag: 'Discovery',
  summary: 'One opportunity with what happened to it',
  access: readAccess,
  params: recordParams,
  response: opportunity.extend({ history: z.array(historyEntry) }),
});

export const createOpportunity = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/opportunities',
  tag: 'Discovery',
  summary: "Name an opportunity in customers' words",
  access: writeAccess,
  params: projectParams,
  body: z.object({
    statement,
    parent: uuid.nullable().default(null),
    fromHighlight: uuid.optional(),
    segment: condition.optional(),
    owner: userId.optional(),
  }),
  response: opportunity,
});

export const updateOpportunity = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/opportunities/{id}',
  tag: 'Discovery',
  summary: 'Change the statement, the segment, the owner, or its place in the tree',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    statement: statement.optional(),
    parent: uuid.nullable().optional(),
    segment: condition.nullable().optional(),
    owner: userId.nullable().optional(),
  }),
  response: opportunity,
});

export const moveOpportunity = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/opportunities/{id}/moves',
  tag: 'Discovery',
  summary: 'Begin to explore, reject, or reopen with a reason; to validate is to sign',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    move: z.enum(['explore', 'reject', 'reopen']),
    reason: reason.optional(),
    version: version.optional().describe('Given, a move from an older one is refused'),
  }),
  response: opportunity,
});

export const signOpportunity = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/opportunities/{id}/signatures',
  tag: 'Discovery',
  summary:
    'Sign that it is worth solving; with both sides, and all criteria holding, it is validated',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version: version.describe('What was read: nobody signs another text') }),
  response: opportunity,
});
