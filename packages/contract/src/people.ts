import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { signal } from './voice.ts';

const personParams = projectParams.extend({ person: uuid });
const read = { kind: 'project', needs: 'project:read' } as const;

export const person = z
  .object({
    id: uuid,
    name: z.string().nullable(),
    email: z.string().nullable(),
    distinctIds: z.array(z.string()),
    traits: z.record(z.string(), z.unknown()).describe('In a list the newest thousand'),
    accounts: z.array(z.object({ type: z.string(), key: z.string(), name: z.string().nullable() })),
    firstSeen: instant.nullable(),
    lastSeen: instant.nullable(),
    events: z.number().int(),
    signals: z.number().int(),
    consent: z.enum(['unknown', 'granted', 'denied']),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

export const timelineItem = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('did'),
      id: uuid,
      time: instant,
      event: z.string(),
      properties: z.record(z.string(), z.unknown()),
      distinctId: z.string(),
      source: z.string(),
    }),
    z.object({ kind: z.literal('said'), id: uuid, time: instant, signal }),
  ])
  .meta({ id: 'TimelineItem' });
export type TimelineItem = z.infer<typeof timelineItem>;

export const listPeople = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/people',
  tag: 'People',
  summary: 'People, last seen first; search by id, name or e-mail',
  access: read,
  params: projectParams,
  query: z.object({
    search: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  }),
  response: z.object({
    people: z.array(person.omit({ consent: true })),
    total: z.number().int(),
    next: z.string().nullable(),
  }),
});

export const getPerson = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/people/{person}',
  tag: 'People',
  summary: 'One person, under any id they ever had',
  access: read,
  params: personParams,
  response: person,
});

export const getTimeline = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/people/{person}/timeline',
  tag: 'People',
  summary: 'What they did and what they said, newest first',
  access: read,
  params: personParams,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    before: z.string().max(200).optional().describe('`next` of the page before'),
    only: z.enum(['did', 'said']).optional(),
  }),
  response: z.object({ items: z.array(timelineItem), next: z.string().nullable() }),
});

export const exportPerson = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/people/{person}/export',
  tag: 'People',
  summary: 'Everything stored about a person, as JSON',
  access: { kind: 'project', needs: 'person:erase' },
  params: personParams,
  response: z.object({
    person,
    events: z.array(z.record(z.string(), z.unknown())),
    signals: z.array(z.record(z.string(), z.unknown())),
  }),
});

export const erasePerson = endpoint({
  method: 'delete',
  path: '/api/v1/projects/{project}/people/{person}',
  tag: 'People',
  summary: 'Erase a person: every fact and record; the audit chain stays valid',
  access: { kind: 'project', needs: 'person:erase' },
  params: personParams,
  response: z.object({
    request: uuid,
    status: z.enum(['running', 'done']),
    waitingFor: z.array(z.string()).describe('Domains that have not finished yet'),
  }),
});

export const getErasure = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/erasures/{request}',
  tag: 'People',
  summary: 'How far an erasure is',
  access: { kind: 'project', needs: 'person:erase' },
  params: projectParams.extend({ request: uuid }),
  response: z.object({
    request: uuid,
    status: z.enum(['running', 'done']),
    waitingFor: z.array(z.string()),
  }),
});
