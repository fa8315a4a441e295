/** Signals: things somebody said. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { funnelSet } from './insights.ts';

export const signalInput = z
  .object({
    source: z
      .string()
      .min(1)
      .max(60)
      .describe('Where it was said: "app store", "widget", "ticket"'),
    sourceId: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe("The source's own id; the same id adds nothing"),
    text: z.string().min(1).max(50_000),
    author: z.string().max(200).optional().describe('Name as shown at the source'),
    distinctId: z
      .string()
      .min(1)
      .max(400)
      .optional()
      .describe('Who, where known: joins what they did'),
    deviceId: z
      .string()
      .min(16)
      .max(200)
      .optional()
      .describe('A secret of the device that sends it; only its hash is kept'),
    rating: z.number().optional().describe('Stars or score as given'),
    ratingMax: z.number().positive().optional().describe('Highest possible rating, 5 unless told'),
    language: z.string().max(20).optional().describe('BCP 47'),
    time: instant.optional(),
    url: z.string().max(2000).optional(),
    audience: z
      .enum(['customer', 'prospect', 'public', 'internal'])
      .optional()
      .describe('Public voices are kept apart from customers in every count'),
    mayQuote: z.boolean().optional().describe('The author agreed to be quoted'),
    mayContact: z.boolean().optional().describe('The author agreed to be contacted'),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'SignalInput' });
export type SignalInput = z.infer<typeof signalInput>;

export const signalAnswer = z
  .object({
    id: uuid.nullable(),
    status: z.enum(['added', 'known', 'refused']),
    reason: z.string().optional(),
  })
  .meta({ id: 'SignalAnswer' });

export const signal = z
  .object({
    id: uuid,
    source: z.string(),
    sourceId: z.string(),
    text: z.string(),
    author: z.string().nullable(),
    person: uuid.nullable(),
    personName: z.string().nullable(),
    rating: z.number().nullable(),
    ratingMax: z.number().nullable(),
    language: z.string().nullable(),
    time: instant,
    url: z.string().nullable(),
    audience: z.enum(['customer', 'prospect', 'public', 'internal']),
    mayQuote: z.boolean(),
    mayContact: z.boolean().describe('The author wants to be told what comes of it'),
  })
  .meta({ id: 'Signal' });
export type Signal = z.infer<typeof signal>;

export const sendSignals = endpoint({
  method: 'post',
  path: '/api/v1/signals',
  tag: 'Voice',
  summary: 'Send what people said; what is known already adds nothing',
  access: { kind: 'ingest' },
  body: z.object({ key: z.string().optional(), signals: z.array(z.unknown()).max(5_000) }),
  response: z.object({
    added: z.number().int(),
    known: z.number().int(),
    refused: z.number().int(),
    results: z.array(signalAnswer),
  }),
});

export const signalFilter = z.object({
  search: z.string().max(200).optional().describe('Words, all of which the text must hold'),
  source: z.string().max(60).optional(),
  language: z.string().max(20).optional(),
  audience: z.enum(['customer', 'prospect', 'public', 'internal']).optional(),
  ratingAtMost: z.coerce.number().optional(),
  ratingAtLeast: z.coerce.number().optional(),
  from: instant.optional(),
  to: instant.optional(),
});

export const listSignals = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/signals',
  tag: 'Voice',
  summary: 'What people said, newest first',
  access: { kind: 'project', needs: 'project:read' },
  params: projectParams,
  query: signalFilter.extend({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  }),
  response: z.object({
    signals: z.array(signal),
    total: z.number().int(),
    next: z.string().nullable(),
    sources: z.array(z.object({ source: z.string(), count: z.number().int() })),
    languages: z.array(z.object({ language: z.string(), count: z.number().int() })),
    perDay: z.array(z.object({ day: z.string(), count: z.number().int() })),
  }),
});

export const getSignal = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/signals/{id}',
  tag: 'Voice',
  summary: 'One thing that somebody said, with who it was',
  access: { kind: 'project', needs: 'project:read' },
  params: projectParams.extend({ id: uuid }),
  response: signal,
});

/** What the people of a set said, and what sets their words apart from those of the others. */
export const wordsOfSet = z.object({
  people: z.number().int().describe('How many people are behind the step'),
  peopleWithWords: z.number().int(),
  total: z.number().int().describe('How many signals'),
  words: z.array(
    signal.extend({
      /** Spans [start, end) of the words that set these people apart. */
      marks: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
      minutesAfterStep: z.number().nullable(),
    }),
  ),
  /** Words over-represented against those who passed (log-odds with Dirichlet prior, Monroe 2008). */
  terms: z.array(z.object({ term: z.string(), people: z.number().int(), z: z.number() })),
});
export type WordsOfSet = z.infer<typeof wordsOfSet>;

export const listFunnelWords = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/insights/funnel/words',
  tag: 'Voice',
  summary: 'What exactly the people behind a step said, the most telling first',
  access: { kind: 'project', needs: 'project:read' },
  params: projectParams,
  body: funnelSet.extend({
    limit: z.number().int().min(1).max(200).default(20),
    offset: z.number().int().min(0).default(0),
  }),
  response: wordsOfSet,
});
