/** Messaging frameworks: whom a bet speaks to, of what problem, with what promise; tested, then approved. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { highlight } from './evidence.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { frameworkMachine } from './machines.ts';
import {
  historyEntry,
  readAccess,
  recordParams,
  signature,
  stateOf,
  version,
  writeAccess,
} from './records.ts';

const text = z.string().trim().max(2000);
const lines = z.array(z.string().trim().min(1).max(300)).max(20);

export const clarity = z
  .object({
    score: z.number().min(1).max(5).describe('Mean of the answers, 1 unclear to 5 clear'),
    people: z.number().int().min(1).describe('Who answered'),
    note: z.string().trim().max(1000).default(''),
  })
  .meta({ id: 'Clarity' });

/** What may be empty in a draft; audience, problem and value proposition make it complete. */
const frameworkText = z.object({
  audience: text,
  problem: text.describe("In customers' words"),
  valueProposition: text,
  pillars: lines,
  proofPoints: lines,
  forbiddenWords: lines,
  message: text.describe('The draft message'),
});

export const framework = frameworkText
  .extend({
    id: uuid,
    version: z.number().int(),
    bet: uuid.nullable(),
    number: z.number().int().describe('1 is the first of its bet; a revision counts on'),
    state: stateOf(frameworkMachine),
    problemHighlight: uuid.nullable().describe('The words that the problem was taken from'),
    missing: z
      .array(z.enum(['audience', 'problem', 'valueProposition']))
      .describe('What a complete draft lacks'),
    forbiddenFound: z.array(z.string()).describe('Forbidden words that the texts use'),
    clarity: clarity.extend({ at: instant, by: z.string() }).nullable(),
    signatures: z.array(signature),
    createdAt: instant,
  })
  .meta({ id: 'Framework' });
export type Framework = z.infer<typeof framework>;

export const listFrameworks = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/frameworks',
  tag: 'Story',
  summary: 'Messaging frameworks, the newest first; of one bet where it is named',
  access: readAccess,
  params: projectParams,
  query: z.object({ bet: uuid.optional() }),
  response: z.object({ frameworks: z.array(framework) }),
});

export const getFramework = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/frameworks/{id}',
  tag: 'Story',
  summary: 'One framework with the words its problem was taken from and what happened to it',
  access: readAccess,
  params: recordParams,
  response: framework.extend({ quote: highlight.nullable(), history: z.array(historyEntry) }),
});

export const createFramework = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/frameworks',
  tag: 'Story',
  summary: 'Begin a framework as a draft, which may be incomplete; a bet has one draft at a time',
  access: writeAccess,
  params: projectParams,
  body: frameworkText
    .partial()
    .extend({ bet: uuid.optional(), problemHighlight: uuid.nullable().optional() }),
  response: framework,
});

export const updateFramework = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/frameworks/{id}',
  tag: 'Story',
  summary: 'Change the text; what was tested is a draft again, what was approved stays',
  access: writeAccess,
  params: recordParams,
  body: frameworkText.partial().extend({ version, problemHighlight: uuid.nullable().optional() }),
  response: framework,
});

export const recordClarity = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/frameworks/{id}/clarity',
  tag: 'Story',
  summary: 'Store what people who read the draft said of its clarity',
  access: writeAccess,
  params: recordParams,
  body: clarity.extend({ version }),
  response: framework,
});

export const moveFramework = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/frameworks/{id}/moves',
  tag: 'Story',
  summary: 'Call a draft tested, which needs a stored clarity result, or take it back to a draft',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version, move: z.enum(['test', 'revise']) }),
  response: framework,
});

export const signFramework = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/frameworks/{id}/signatures',
  tag: 'Story',
  summary: 'Sign what was tested; with both sides it is approved and the one before is superseded',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version }),
  response: framework,
});

export const reviseFramework = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/frameworks/{id}/revisions',
  tag: 'Story',
  summary: 'Begin the next draft from an approved framework; the approved one counts until then',
  access: writeAccess,
  params: recordParams,
  response: framework,
});
