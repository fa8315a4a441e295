/** Briefs that other teams acknowledge, and the weekly pack: what changed since the last one. */
import { z } from 'zod';
import { role } from './access.ts';
import { endpoint } from './endpoint.ts';
import { day, instant, projectParams, uuid } from './ids.ts';
import { acknowledgementMachine } from './machines.ts';
import {
  historyEntry,
  readAccess,
  recordParams,
  stateOf,
  version,
  writeAccess,
} from './records.ts';

export const acknowledgement = z
  .object({
    userId: z.string(),
    name: z.string(),
    role,
    state: stateOf(acknowledgementMachine),
    text: z.number().int().nullable().describe('The newest text they have read'),
    commitment: z.string().nullable().describe('What they will do'),
    at: instant.nullable().describe('When they last moved'),
  })
  .meta({ id: 'Acknowledgement' });
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** A text that was sent; it never changes. */
export const briefText = z
  .object({
    number: z.number().int(),
    title: z.string(),
    body: z.string(),
    isMaterial: z.boolean().describe('Everybody is asked again'),
    author: z.string(),
    at: instant,
  })
  .meta({ id: 'BriefText' });

export const brief = z
  .object({
    id: uuid,
    version: z.number().int(),
    title: z.string(),
    body: z.string(),
    bet: uuid.nullable(),
    teams: z.array(role),
    dueOn: day.nullable(),
    sent: briefText.nullable().describe('The newest text that went out'),
    hasChanges: z.boolean().describe('The draft says something else than what went out'),
    acknowledgements: z.array(acknowledgement),
  })
  .meta({ id: 'Brief' });
export type Brief = z.infer<typeof brief>;

const briefWithHistory = brief
  .extend({ history: z.array(historyEntry) })
  .meta({ id: 'BriefWithHistory' });

const fields = z.object({
  title: z.string().trim().min(3).max(160),
  body: z.string().trim().max(20_000),
  bet: uuid.nullable(),
  teams: z.array(role).min(1).max(9),
  dueOn: day.nullable(),
});

export const listBriefs = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/briefs',
  tag: 'Alignment',
  summary: 'Briefs with who has read which text, the newest first',
  access: readAccess,
  params: projectParams,
  response: z.object({ briefs: z.array(brief) }),
});

export const getBrief = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/briefs/{id}',
  tag: 'Alignment',
  summary: 'One brief with every text that was sent',
  access: readAccess,
  params: recordParams,
  response: briefWithHistory.extend({ texts: z.array(briefText) }),
});

export const createBrief = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/briefs',
  tag: 'Alignment',
  summary: 'Draft a brief to named teams; nobody sees a receipt before it is sent',
  access: writeAccess,
  params: projectParams,
  body: fields.partial({ body: true, bet: true, dueOn: true }),
  response: briefWithHistory,
});

export const updateBrief = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/briefs/{id}',
  tag: 'Alignment',
  summary: 'Change the draft; what was sent stays as it was sent',
  access: writeAccess,
  params: recordParams,
  body: fields.partial().extend({ version }),
  response: briefWithHistory,
});

export const sendBrief = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/briefs/{id}/texts',
  tag: 'Alignment',
  summary: 'Send the draft to its teams; a material change asks everybody again',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version, isMaterial: z.boolean().default(true) }),
  response: briefWithHistory,
});

export const acknowledgeBrief = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/briefs/{id}/acknowledgements',
  tag: 'Alignment',
  summary: 'Say that you have read it, agree, what you will do, or that it is done',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    move: z.enum(['read', 'acknowledge', 'commit', 'finish']),
    text: z.number().int().min(1).describe('Number of the text that was read'),
    commitment: z.string().trim().min(3).max(500).optional().describe('With commit'),
  }),
  response: briefWithHistory,
});

/** A line of a pack; every one leads to what it speaks of. */
export const packLine = z
  .object({
    text: z.string(),
    href: z.string(),
    /** Which side brought it; null where both or nobody did. */
    side: z.enum(['product', 'marketing']).nullable(),
    highlight: uuid.optional().describe('Whose words these are; gone with them'),
  })
  .meta({ id: 'PackLine' });
export type PackLine = z.infer<typeof packLine>;

export const packSections = ['evidence', 'words', 'results', 'decisions', 'actions'] as const;

/** Everything a pack is made from; the same snapshot gives the same text, byte for byte. */
export const packSnapshot = z
  .object({
    number: z.number().int(),
    from: instant,
    to: instant,
    sections: z.array(z.object({ name: z.enum(packSections), lines: z.array(packLine) })),
    silent: z.array(z.enum(['product', 'marketing'])).describe('Sides that brought nothing'),
  })
  .meta({ id: 'PackSnapshot' });
export type PackSnapshot = z.infer<typeof packSnapshot>;

export const packAction = z
  .object({
    id: uuid,
    pack: uuid,
    title: z.string(),
    owner: z.object({ userId: z.string(), name: z.string() }),
    dueOn: day,
    evidence: z.string().nullable().describe('Address of what it rests on; null: an opinion'),
    doneAt: instant.nullable(),
  })
  .meta({ id: 'PackAction' });
export type PackAction = z.infer<typeof packAction>;

export const pack = z
  .object({
    id: uuid,
    snapshot: packSnapshot,
    text: z.string().describe('The pack as Markdown'),
    madeBy: z.string(),
    actions: z.array(packAction),
  })
  .meta({ id: 'Pack' });
export type Pack = z.infer<typeof pack>;

export const listPacks = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/packs',
  tag: 'Alignment',
  summary: 'Weekly packs, the newest first',
  access: readAccess,
  params: projectParams,
  response: z.object({ packs: z.array(pack) }),
});

export const makePack = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/packs',
  tag: 'Alignment',
  summary: 'What changed since the last pack, or since a week ago where there is none',
  access: writeAccess,
  params: projectParams,
  response: pack,
});

export const addPackAction = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/packs/{id}/actions',
  tag: 'Alignment',
  summary: 'Decide on an action: whose, until when, and what it rests on',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    title: z.string().trim().min(3).max(200),
    owner: z.string().describe('User id'),
    dueOn: day,
    evidence: z
      .string()
      .regex(/^\/p\/\d+\/[^\s\\]*$/, 'an address inside of the project')
      .max(400)
      .nullable()
      .describe('Null: an opinion, and it says so'),
  }),
  response: pack,
});

export const finishPackAction = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/packs/{id}/actions/{action}/done',
  tag: 'Alignment',
  summary: 'The action is done; the next pack no longer opens with it',
  access: writeAccess,
  params: recordParams.extend({ action: uuid }),
  response: pack,
});
