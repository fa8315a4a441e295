import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { eventName, refusalReasons } from './events.ts';
import { instant, projectParams, uuid } from './ids.ts';

const read = { kind: 'project', needs: 'project:read' } as const;

export const catalogueEvent = z
  .object({
    name: z.string(),
    count: z.number().int(),
    people: z.number().int(),
    firstSeen: instant,
    lastSeen: instant,
    last7Days: z.array(z.number().int()).describe('Events per day, oldest first'),
  })
  .meta({ id: 'CatalogueEvent' });

export const listEventNames = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/catalogue/events',
  tag: 'Capture',
  summary: 'Every event name with its volume, first and last seen',
  access: read,
  params: projectParams,
  response: z.object({ events: z.array(catalogueEvent) }),
});

export const listProperties = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/catalogue/properties',
  tag: 'Capture',
  summary: 'Properties of an event, or of all events, with types and example values',
  access: read,
  params: projectParams,
  query: z.object({ event: eventName.optional() }),
  response: z.object({
    properties: z.array(
      z.object({
        key: z.string(),
        types: z.array(z.string()),
        count: z.number().int(),
        firstSeen: instant,
        lastSeen: instant,
        examples: z.array(z.string()),
      }),
    ),
    traits: z.array(
      z.object({ key: z.string(), people: z.number().int(), examples: z.array(z.string()) }),
    ),
  }),
});

export const liveEvent = z
  .object({
    id: uuid,
    event: z.string(),
    distinctId: z.string(),
    person: uuid,
    time: instant,
    receivedAt: instant,
    source: z.string(),
    properties: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;

export const listLiveEvents = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/live',
  tag: 'Capture',
  summary: 'The newest events by arrival, and what was refused today, by reason',
  access: read,
  params: projectParams,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    event: eventName.optional(),
    after: instant.optional().describe('Only what was received after this instant'),
  }),
  response: z.object({
    events: z.array(liveEvent),
    perMinute: z
      .array(z.number().int())
      .describe('Events received in each of the last 30 minutes, oldest first'),
    refused: z.array(
      z.object({
        reason: z.enum(refusalReasons),
        source: z.string(),
        count: z.number().int(),
        lastAt: instant,
        lastDetail: z.string().nullable(),
      }),
    ),
  }),
});
