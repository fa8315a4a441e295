/** Telling people: those who asked, once, when it is on for them; and the changelog. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { interval } from './interval.ts';
import { entryMachine, opportunityMachine, releaseMachine } from './machines.ts';
import { flagKey } from './release.ts';
import {
  historyEntry,
  reason,
  readAccess,
  recordParams,
  stateOf,
  version,
  writeAccess,
} from './records.ts';

/** Where an action leads: a web address, or a path of the page's own site. */
const link = z
  .string()
  .max(2000)
  // A browser reads a backslash as "/" and passes over tabs and ends of lines.
  .regex(
    /^(https?:\/\/|\/(?!\/))[^\s\\]+$|^\/$/,
    'a web address, or a path that begins with one "/"',
  );
export const messageAction = z
  .object({ label: z.string().trim().min(1).max(40), url: link })
  .meta({ id: 'MessageAction' });

/** Who asks, and what is on for them there: evaluated in their own client. */
const client = z.object({
  key: z.string().optional(),
  distinctId: z.string().min(1).max(400),
  deviceId: z.string().max(200).optional().describe('The anonymous id of this device'),
  proof: z
    .string()
    .max(128)
    .optional()
    .describe('Hex HMAC-SHA256 of the distinct id under the secret of identity verification'),
  flags: z.record(z.string(), z.unknown()).describe('Flags that are on there, with their values'),
  definitions: z.number().int().min(0).describe('Version of the definitions that said so'),
});

export const closureAnswers = ['solved', 'partly', 'not_solved'] as const;
export type ClosureAnswer = (typeof closureAnswers)[number];
const answer = z.enum(closureAnswers);

export const loopMessage = z
  .object({
    token: z.string().describe('Names this lease; what is told of the message carries it'),
    quote: z
      .object({
        text: z.string(),
        start: z.number().int().describe('The marked span, in UTF-16 units of the text'),
        end: z.number().int(),
        at: instant,
      })
      .nullable()
      .describe('Their own words; only for a client that proves to be theirs'),
    body: z.string().describe('What follows on "It is on for you now"; may be empty'),
    action: messageAction.nullable(),
  })
  .meta({ id: 'LoopMessage' });
export type MessageAction = z.infer<typeof messageAction>;
export type LoopMessage = z.infer<typeof loopMessage>;

export const askMessages = endpoint({
  method: 'post',
  path: '/api/v1/messages',
  tag: 'Engage',
  summary: 'What this person may be told now, leased to this client until it says it was shown',
  access: { kind: 'ingest' },
  body: client.extend({
    client: z
      .string()
      .min(8)
      .max(64)
      .describe('Any id of this page: the same one gets the same lease again'),
  }),
  response: z.object({
    message: loopMessage.nullable(),
    isOutdated: z
      .boolean()
      .describe('There are newer definitions: read them, evaluate and ask again'),
  }),
});

export const reportMessage = endpoint({
  method: 'post',
  path: '/api/v1/messages/receipts',
  tag: 'Engage',
  summary: 'Right before the paint: is the lease still mine? After the visible paint: it was shown',
  access: { kind: 'ingest' },
  body: z.object({
    key: z.string().optional(),
    token: z.string().max(300),
    step: z.enum(['showing', 'shown']),
  }),
  response: z.object({
    isMine: z.boolean().describe('False: do not show it, somebody else does or did'),
  }),
});

export const answerMessage = endpoint({
  method: 'post',
  path: '/api/v1/messages/answers',
  tag: 'Engage',
  summary: 'Did it solve it? The first answer counts; words may follow it once',
  access: { kind: 'ingest' },
  body: z.object({
    key: z.string().optional(),
    token: z.string().max(300),
    answer,
    words: z.string().trim().max(5000).optional(),
  }),
  response: z.object({ answer }),
});

export const stopMessages = endpoint({
  method: 'post',
  path: '/api/v1/messages/stops',
  tag: 'Engage',
  summary: 'The person wants no more of these, ever',
  access: { kind: 'ingest' },
  body: z.object({ key: z.string().optional(), token: z.string().max(300) }),
  response: z.object({ isStopped: z.boolean() }),
});

export const entryKinds = ['new', 'improved', 'fixed', 'coming_soon'] as const;
const entryFields = z.object({
  kind: z.enum(entryKinds),
  title: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(5000),
  flag: uuid
    .nullable()
    .describe('Only those for whom this flag is on in their own client; null: everybody'),
  holdout: z
    .number()
    .min(0)
    .max(0.5)
    .describe('Share of ids whose people never get it, to compare with'),
});

export const entry = entryFields
  .extend({
    id: uuid,
    version: z.number().int(),
    state: stateOf(entryMachine),
    flagKey: flagKey.nullable(),
    releases: z.array(z.object({ id: uuid, name: z.string() })).describe('That announce it'),
    publishedAt: instant.nullable(),
    createdAt: instant,
    shownTo: z.number().int().describe('People, by receipts of their clients'),
    replies: z.number().int().describe('Reactions and replies; each is a signal'),
  })
  .meta({ id: 'ChangelogEntry' });
export type ChangelogEntry = z.infer<typeof entry>;

const entryWithHistory = entry
  .extend({ history: z.array(historyEntry) })
  .meta({ id: 'ChangelogEntryWithHistory' });

export const listEntries = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/entries',
  tag: 'Engage',
  summary: 'Changelog entries, drafts first, then the newest',
  access: readAccess,
  params: projectParams,
  response: z.object({ entries: z.array(entry) }),
});

export const getEntry = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/entries/{id}',
  tag: 'Engage',
  summary: 'A changelog entry with its history: every version of its text',
  access: readAccess,
  params: recordParams,
  response: entryWithHistory,
});

export const createEntry = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/entries',
  tag: 'Engage',
  summary: 'Draft a changelog entry',
  access: writeAccess,
  params: projectParams,
  body: entryFields.extend({
    flag: entryFields.shape.flag.default(null),
    holdout: entryFields.shape.holdout.default(0),
  }),
  response: entryWithHistory,
});

export const updateEntry = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/entries/{id}',
  tag: 'Engage',
  summary: 'Change an entry; one that announces a release stays with those who have its flag on',
  access: writeAccess,
  params: recordParams,
  body: entryFields.partial().extend({ version }),
  response: entryWithHistory,
});

export const moveEntry = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/entries/{id}/moves',
  tag: 'Engage',
  summary: 'Publish an entry, or withdraw it with a reason',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    move: z.enum(['publish', 'withdraw']),
    reason: reason.optional().describe('Needed to withdraw'),
  }),
  response: entryWithHistory,
});

export const publicEntry = z
  .object({
    id: uuid,
    kind: z.enum(entryKinds),
    title: z.string(),
    text: z.string(),
    publishedAt: instant,
  })
  .meta({ id: 'PublicEntry' });
export type PublicEntry = z.infer<typeof publicEntry>;

export const readChangelog = endpoint({
  method: 'get',
  path: '/api/v1/changelog',
  tag: 'Engage',
  summary: 'Published entries for everybody, the newest first; the key may stand in the query',
  access: { kind: 'ingest' },
  query: z.object({ key: z.string().optional() }),
  response: z.object({ entries: z.array(publicEntry) }),
});

export const askChangelog = endpoint({
  method: 'post',
  path: '/api/v1/changelog',
  tag: 'Engage',
  summary: 'Published entries for this person: also those that are for a flag that is on there',
  access: { kind: 'ingest' },
  body: client,
  response: z.object({ entries: z.array(publicEntry), isOutdated: z.boolean() }),
});

export const answerShares = z.array(
  z.object({
    answer,
    count: z.number().int(),
    share: interval.nullable().describe('Of those who answered (Wilson)'),
  }),
);

export const loopText = z
  .object({
    version: z.number().int().describe('0: nobody wrote it yet'),
    body: z.string(),
    action: messageAction.nullable(),
  })
  .meta({ id: 'LoopText' });

export const loop = z
  .object({
    release: z.object({
      id: uuid,
      name: z.string(),
      flagKey,
      state: stateOf(releaseMachine),
    }),
    opportunity: z.object({
      id: uuid,
      version: z.number().int(),
      statement: z.string(),
      state: stateOf(opportunityMachine),
    }),
    askers: z.number().int(),
    waiting: z.number().int().describe('Told as soon as it is on for them'),
    told: z.number().int(),
    untold: z.array(
      z.object({
        reason: z.enum(['no_consent', 'opted_out', 'no_longer_asked']),
        count: z.number().int(),
      }),
    ),
    answered: z.number().int(),
    answers: answerShares,
    words: z
      .array(
        z.object({
          answer,
          at: instant,
          text: z.string(),
          personName: z.string().nullable(),
          person: uuid,
        }),
      )
      .describe('What those said for whom it is not solved, the newest first'),
    reopening: z
      .object({
        version: z.number().int(),
        askedAt: instant,
        isOpen: z.boolean().describe('Neither reopened nor declined since'),
        words: z.string().nullable(),
        declined: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
      })
      .nullable()
      .describe('The first "no" asks the owner of the opportunity to reopen it'),
    text: loopText,
  })
  .meta({ id: 'Loop' });
export type Loop = z.infer<typeof loop>;

export const listLoops = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/loops',
  tag: 'Engage',
  summary: 'Who asked, who was told and what they answered, by release and opportunity',
  access: readAccess,
  params: projectParams,
  query: z.object({ opportunity: uuid.optional() }),
  response: z.object({ loops: z.array(loop) }),
});

export const writeLoopText = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/releases/{id}/loop-text',
  tag: 'Engage',
  summary: 'What those who asked are told below their own words, and the one thing to press',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version: z.number().int().min(0),
    body: z.string().trim().min(1).max(500),
    action: messageAction.nullable(),
  }),
  response: loopText,
});

const verification = z.object({
  isOn: z.boolean(),
  secret: z.string().nullable().describe('Only in the answer to turning it on: keep it'),
});

export const readIdentityVerification = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/identity-verification',
  tag: 'Engage',
  summary: 'Whether messages go only to clients that prove who is signed in',
  access: { kind: 'project', needs: 'project:admin' },
  params: projectParams,
  response: verification,
});

export const setIdentityVerification = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/identity-verification',
  tag: 'Engage',
  summary: 'Turn identity verification on, which makes a new secret, or off',
  access: { kind: 'project', needs: 'project:admin' },
  params: projectParams,
  body: z.object({ isOn: z.boolean() }),
  response: verification,
});
