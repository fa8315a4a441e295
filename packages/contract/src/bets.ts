/** Bets: why, what, say, ship, judge and what was learned, on one record with gates. */
import { z } from 'zod';
import { role } from './access.ts';
import { endpoint } from './endpoint.ts';
import { evidenceCount, highlight, relations } from './evidence.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { betMachine } from './machines.ts';
import {
  gateCheck,
  historyEntry,
  reason,
  readAccess,
  recordParams,
  side,
  signature,
  stateOf,
  version,
  writeAccess,
} from './records.ts';
import { framework } from './story.ts';
import { signal } from './voice.ts';

const betState = stateOf(betMachine);
export const betKinds = ['flag', 'message', 'survey', 'referral', 'page', 'offer'] as const;
export const verdicts = ['scale', 'iterate', 'stop'] as const;
export const causalLabels = ['randomised', 'quasi-experiment', 'observational'] as const;

/** What must be answered, with evidence, before anybody builds. */
export const betQuestions = {
  real_problem: 'Is this a real problem for the people we want, and how do we know?',
  why_this: 'Why would they choose this over what they do today?',
} as const;
const questionName = z.enum(['real_problem', 'why_this']);

export const betOverride = z
  .object({
    id: uuid,
    rules: z.array(z.string()).describe('Rules of the gate that did not hold'),
    reason: z.string(),
    author: z.string(),
    side,
    at: instant,
    unsupportedShare: z.number().nullable().describe('Of the scope at that time'),
  })
  .meta({ id: 'BetOverride' });
export type BetOverride = z.infer<typeof betOverride>;

const scopeSummary = z.object({
  items: z.number().int().describe('Neither cut nor left out'),
  unsupported: z.number().int().describe('Those of them without any supporting words'),
  share: z.number().nullable().describe('Unsupported of all; null while nothing is in scope'),
});

export const bet = z
  .object({
    id: uuid,
    number: z.number().int().describe('B-1 was the first of the project'),
    version: z.number().int(),
    title: z.string(),
    state: betState,
    verdict: z.enum(verdicts).nullable(),
    opportunity: uuid.nullable(),
    statement: z.string().nullable().describe("The opportunity in customers' words"),
    outcome: uuid.nullable(),
    pod: uuid.nullable(),
    proposer: z.object({ id: z.string(), name: z.string(), role: role.nullable() }),
    kind: z.enum(betKinds).describe('What is changed for people'),
    appetiteDays: z.number().int().nullable().describe('How long it is worth, in days'),
    hypothesis: z.string(),
    assumptions: z.array(z.string()),
    createdAt: instant,
    since: instant.describe('When it entered this state'),
    counts: evidenceCount.describe(
      'Of the opportunity; those against it also of scope and answers',
    ),
    scope: scopeSummary,
    overrides: z.array(betOverride),
    gate: z
      .object({
        move: z.enum(['shape', 'ready', 'build', 'launch', 'measure', 'conclude']),
        checks: z.array(gateCheck),
      })
      .nullable()
      .describe('What leads on; null once it ended'),
    stuck: z
      .object({ rule: z.string(), says: z.string(), since: instant })
      .nullable()
      .describe('What it has waited for longer than three days, or an appetite that is used up'),
    lastMove: z.object({ move: z.string(), at: instant, actor: z.string() }),
  })
  .meta({ id: 'Bet' });
export type Bet = z.infer<typeof bet>;

export const scopeItem = z
  .object({
    id: uuid,
    version: z.number().int(),
    text: z.string(),
    state: z.enum(['in', 'cut']),
    isSupported: z.boolean().describe('Some words support it; false: it is marked unsupported'),
    counts: evidenceCount,
    addedBy: z.string(),
    addedAt: instant,
    cut: z
      .object({
        by: z.string(),
        at: instant,
        reason: z.string(),
        because: z.array(uuid).describe('Highlights; none: it was an opinion'),
      })
      .nullable(),
  })
  .meta({ id: 'ScopeItem' });
export type ScopeItem = z.infer<typeof scopeItem>;

export const betQuestion = z
  .object({
    id: uuid,
    name: questionName,
    asks: z.string(),
    version: z.number().int(),
    answer: z.string(),
    counts: evidenceCount,
    isAnswered: z.boolean().describe('With text and with words that support it'),
  })
  .meta({ id: 'BetQuestion' });
export type BetQuestion = z.infer<typeof betQuestion>;

const restsOn = z.object({ kind: z.enum(['outcome', 'experiment']), id: uuid });

export const learning = z
  .object({
    id: uuid,
    version: z.number().int(),
    bet: z.object({
      id: uuid,
      number: z.number().int(),
      title: z.string(),
      state: betState,
      verdict: z.enum(verdicts).nullable(),
    }),
    opportunity: uuid.nullable(),
    believed: z.string(),
    happened: z.string(),
    label: z.enum(causalLabels).describe('How strong the design lets the claim be'),
    statement: z.string().describe('One sentence that the next bet can use'),
    restsOn: z.array(restsOn),
    highlights: z.number().int().describe('Words linked to it'),
    author: z.string(),
    at: instant,
  })
  .meta({ id: 'Learning' });
export type Learning = z.infer<typeof learning>;

export const betPage = bet
  .extend({
    questions: z.array(betQuestion),
    items: z.array(scopeItem),
    framework: framework.nullable().describe('The approved one, or the draft while none is'),
    releases: z.array(uuid),
    learning: learning.nullable(),
    earlier: z.array(learning).describe('What other bets on the same opportunity taught'),
    signatures: z.array(signature),
    sides: z
      .object({ product: z.number().int(), marketing: z.number().int() })
      .nullable()
      .describe('Members of the pod today; one of each is needed, more than two are noted'),
    podOverrides: z.number().int().describe('Gates that this pod has overridden, for ever'),
    marketingLead: z
      .object({ marketingAt: instant.nullable(), buildAt: instant.nullable() })
      .describe('First contribution from marketing, and when building began'),
    evidenceAgeDays: z
      .number()
      .nullable()
      .describe('Median age of the supporting words when building began, or today'),
    history: z.array(historyEntry),
  })
  .meta({ id: 'BetPage' });
export type BetPage = z.infer<typeof betPage>;

const title = z.string().trim().min(3).max(120);
const betText = z.object({
  title,
  hypothesis: z.string().trim().max(2000),
  assumptions: z.array(z.string().trim().min(1).max(500)).max(20),
  kind: z.enum(betKinds),
  appetiteDays: z.number().int().min(1).max(365).nullable(),
  opportunity: uuid.nullable(),
  outcome: uuid.nullable(),
  pod: uuid.nullable(),
});

export const listBets = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/bets',
  tag: 'Bets',
  summary: 'Bets with what each rests on and what it waits for, the last moved first',
  access: readAccess,
  params: projectParams,
  response: z.object({
    bets: z.array(bet),
    overrides: z
      .array(z.object({ pod: uuid.nullable(), count: z.number().int() }))
      .describe('Overridden gates by pod'),
  }),
});

export const getBet = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/bets/{id}',
  tag: 'Bets',
  summary: 'One bet with scope, answers, framework, learning, signatures and what happened to it',
  access: readAccess,
  params: recordParams,
  response: betPage,
});

export const listBetEvidence = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/bets/{id}/evidence',
  tag: 'Bets',
  summary: 'The words under scope items, answers and learning of a bet',
  access: readAccess,
  params: recordParams,
  response: z.object({
    items: z.array(
      z.object({
        about: z.object({ kind: z.string(), id: uuid }),
        highlight,
        relation: z.enum(relations),
        signal,
      }),
    ),
  }),
});

export const betPart = z
  .object({
    kind: z.enum(['scope_item', 'bet_question', 'learning', 'framework']),
    id: uuid,
    bet: uuid,
    title: z.string().describe('Of the bet'),
    text: z.string().describe('The part in words'),
  })
  .meta({ id: 'BetPart' });
export type BetPart = z.infer<typeof betPart>;

export const listBetParts = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/bet-parts',
  tag: 'Bets',
  summary: 'Parts of bets that words are linked to, by name: pieces, questions, learning, message',
  access: readAccess,
  params: projectParams,
  response: z.object({ parts: z.array(betPart) }),
});

export const createBet = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/bets',
  tag: 'Bets',
  summary: 'Propose a bet; it is an idea until it is shaped',
  access: writeAccess,
  params: projectParams,
  body: betText.partial().extend({ title }),
  response: betPage,
});

export const updateBet = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/bets/{id}',
  tag: 'Bets',
  summary: 'Change a bet; opportunity and pod stay once it is ready',
  access: writeAccess,
  params: recordParams,
  body: betText.partial().extend({ version }),
  response: betPage,
});

export const moveBet = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/bets/{id}/moves',
  tag: 'Bets',
  summary: 'Move a bet on through its gate, build against the gate with a reason, or kill it',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    move: z.enum(['shape', 'ready', 'build', 'launch', 'measure', 'conclude', 'kill']),
    reason: reason
      .optional()
      .describe('Needed to kill, and to build although the gate does not hold'),
  }),
  response: betPage,
});

export const answerBetQuestion = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/bets/{id}/questions/{question}',
  tag: 'Bets',
  summary: 'Answer one of the two questions; its evidence is linked as highlights',
  access: writeAccess,
  params: recordParams.extend({ question: questionName }),
  body: z.object({ version, answer: z.string().trim().max(4000) }),
  response: betPage,
});

const itemText = z.string().trim().min(3).max(300);
const itemParams = recordParams.extend({ item: uuid });

export const addScopeItem = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/bets/{id}/scope',
  tag: 'Bets',
  summary: 'Add what is to be built; it is unsupported until words are linked to it',
  access: writeAccess,
  params: recordParams,
  body: z.object({ text: itemText }),
  response: betPage,
});

export const updateScopeItem = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/bets/{id}/scope/{item}',
  tag: 'Bets',
  summary: 'Word a scope item differently',
  access: writeAccess,
  params: itemParams,
  body: z.object({ version, text: itemText }),
  response: betPage,
});

export const moveScopeItem = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/bets/{id}/scope/{item}/moves',
  tag: 'Bets',
  summary: 'Cut a scope item with a reason and the words it rests on, or take it in again',
  access: writeAccess,
  params: itemParams,
  body: z.object({
    version,
    move: z.enum(['cut', 'restore']),
    reason: reason.optional().describe('Needed to cut'),
    because: z.array(uuid).max(20).default([]).describe('Highlights that speak for the cut'),
  }),
  response: betPage,
});

export const decideBet = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/bets/{id}/verdict',
  tag: 'Bets',
  summary: 'Say how a measured bet ends; another verdict voids signatures',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version, verdict: z.enum(verdicts) }),
  response: betPage,
});

export const writeLearning = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/bets/{id}/learning',
  tag: 'Bets',
  summary: 'Write what was believed, what happened and what it teaches; a change voids signatures',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version: z.number().int().min(0).describe('Of the learning; 0 while there is none'),
    believed: z.string().trim().min(3).max(2000),
    happened: z.string().trim().min(3).max(2000),
    label: z.enum(causalLabels),
    statement: z.string().trim().min(3).max(500),
    restsOn: z.array(restsOn).max(20).default([]),
  }),
  response: betPage,
});

export const signBet = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/bets/{id}/signatures',
  tag: 'Bets',
  summary: 'Sign verdict and learning for your side; both are needed to conclude',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version }),
  response: betPage,
});

export const listLearnings = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/learnings',
  tag: 'Bets',
  summary: 'What bets taught, the newest first; on one opportunity where it is named',
  access: readAccess,
  params: projectParams,
  query: z.object({ opportunity: uuid.optional() }),
  response: z.object({ learnings: z.array(learning) }),
});
