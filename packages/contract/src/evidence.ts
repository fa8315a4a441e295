/** Evidence: exact words of a signal, what they are, and what they stand for or against. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { signalMachine } from './machines.ts';
import { historyEntry, reason, readAccess, recordParams, writeAccess, stateOf } from './records.ts';
import { listSignals, signal, signalFilter } from './voice.ts';

export const highlightTypes = ['job', 'pain', 'gain', 'force', 'objection', 'praise'] as const;
export const relations = [
  'supports',
  'contradicts',
  'asked_for',
  'quoted_by',
  'cut_because',
  'learned_from',
  'answers',
] as const;
export type Relation = (typeof relations)[number];

/** Records that rest on words. */
export const linkedKinds = [
  'opportunity',
  'bet_question',
  'scope_item',
  'learning',
  'framework',
] as const;

export const evidenceLink = z
  .object({
    id: uuid,
    highlight: uuid,
    to: z.object({ kind: z.string(), id: uuid }),
    relation: z.enum(relations),
    note: z.string().nullable(),
    author: z.string(),
    at: instant,
  })
  .meta({ id: 'EvidenceLink' });

export const highlight = z
  .object({
    id: uuid,
    signal: uuid,
    start: z.number().int().describe('UTF-16 units of the signal, from'),
    end: z.number().int().describe('and up to, not including'),
    text: z.string().describe('Exactly those words; empty once the signal was redacted'),
    type: z.enum(highlightTypes),
    isStated: z.boolean().describe('They said it; false: it is read between the lines'),
    isRedacted: z.boolean(),
    author: z.string(),
    at: instant,
    links: z.array(evidenceLink),
  })
  .meta({ id: 'Highlight' });
export type Highlight = z.infer<typeof highlight>;

const linkTo = z.object({
  kind: z.enum(linkedKinds),
  id: uuid,
  relation: z.enum(relations).default('supports'),
  note: z.string().max(500).optional(),
});

export const createHighlight = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/highlights',
  tag: 'Evidence',
  summary: 'Highlight exact words of a signal, and link them at once; the same again adds nothing',
  access: writeAccess,
  params: projectParams,
  body: z.object({
    signal: uuid,
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    type: z.enum(highlightTypes),
    isStated: z.boolean().default(true),
    link: linkTo.optional(),
  }),
  response: highlight,
});

export const linkHighlight = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/highlights/{id}/links',
  tag: 'Evidence',
  summary: 'Say what these words stand for or against; the same again adds nothing',
  access: writeAccess,
  params: recordParams,
  body: linkTo,
  response: highlight,
});

export const unlinkHighlight = endpoint({
  method: 'delete',
  path: '/api/v1/projects/{project}/highlights/{id}/links/{link}',
  tag: 'Evidence',
  summary: 'Take a link back; that it was made stays on record',
  access: writeAccess,
  params: recordParams.extend({ link: uuid }),
  response: highlight,
});

export const removeHighlight = endpoint({
  method: 'delete',
  path: '/api/v1/projects/{project}/highlights/{id}',
  tag: 'Evidence',
  summary: 'Take a highlight back, with its links',
  access: writeAccess,
  params: recordParams,
  response: z.object({ removed: z.boolean() }),
});

export const signalState = z
  .object({
    signal: uuid,
    state: stateOf(signalMachine),
    mergedInto: uuid.nullable(),
  })
  .meta({ id: 'SignalState' });

export const readEvidence = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/evidence/signals',
  tag: 'Evidence',
  summary: 'States and highlights of these signals, for a list or a timeline that shows them',
  access: readAccess,
  params: projectParams,
  body: z.object({ signals: z.array(uuid).max(500) }),
  response: z.object({ states: z.array(signalState), highlights: z.array(highlight) }),
});

export const moveSignal = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/signals/{id}/moves',
  tag: 'Evidence',
  summary: 'Triage a signal, dismiss it as noise, merge it into another, or redact it',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    move: z.enum(['triage', 'dismiss', 'restore', 'merge', 'redact']),
    into: uuid.optional().describe('With merge: the signal that says the same'),
    reason: reason.optional().describe('Needed to redact'),
  }),
  response: signalState.extend({
    history: z.array(historyEntry),
    touched: z.array(uuid).describe('Highlights that lost their words by a redaction'),
  }),
});

/** What a signal was found to be about: by the need it is linked to, the kind of its words, its state. */
export const signalTheme = z.object({
  need: uuid.optional().describe('An opportunity that some words of it stand for or against'),
  type: z.enum(highlightTypes).optional().describe('Some words of it are of this kind'),
  state: stateOf(signalMachine).optional(),
});
export type SignalTheme = z.infer<typeof signalTheme>;

export const listThemes = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/themes',
  tag: 'Evidence',
  summary: 'What was said, grouped by what its words stand for, counted under the filters',
  access: readAccess,
  params: projectParams,
  query: signalFilter,
  response: z.object({
    needs: z
      .array(
        z.object({
          opportunity: uuid,
          signals: z.number().int(),
          people: z.number().int().describe('Independent people who speak for it'),
          contradicting: z.number().int(),
          perWeek: z
            .array(z.number().int())
            .describe('Signals in each of the last twelve weeks, the last ends now'),
        }),
      )
      .describe('Those with most signals first'),
    types: z.array(z.object({ type: z.enum(highlightTypes), signals: z.number().int() })),
    unread: z.number().int().describe('Signals that nobody has done anything with'),
  }),
});

export const listThemeSignals = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/themes/signals',
  tag: 'Evidence',
  summary: 'What was said about one theme, newest first',
  access: readAccess,
  params: projectParams,
  query: listSignals.query.extend(signalTheme.shape),
  response: listSignals.response,
});

/** How much a record rests on: people are counted, never highlights. */
export const evidenceCount = z
  .object({
    people: z.number().int().describe('Independent people who support it or asked for it'),
    asked: z.number().int().describe('Those of them who asked for it'),
    contradicting: z.number().int().describe('Voices against it, those without a name too'),
    unnamed: z.number().int().describe('Voices without a name or author: shown, never counted'),
    highlights: z.number().int(),
    audiences: z.record(z.string(), z.number().int()).describe('Supporting people by audience'),
    sources: z.array(z.string()),
    lastAt: instant.nullable(),
  })
  .meta({ id: 'EvidenceCount' });
export type EvidenceCount = z.infer<typeof evidenceCount>;

export const listEvidence = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/opportunities/{id}/evidence',
  tag: 'Evidence',
  summary: 'What an opportunity rests on: the words for and against it, with who said them',
  access: readAccess,
  params: recordParams,
  response: z.object({
    counts: evidenceCount,
    items: z.array(z.object({ highlight, relation: z.enum(relations), signal })),
  }),
});

export const noteKinds = ['call note', 'ticket', 'survey answer', 'interview'] as const;

export const createNote = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/notes',
  tag: 'Evidence',
  summary: 'A call note, ticket or survey answer becomes a signal in one step',
  access: writeAccess,
  params: projectParams,
  body: z.object({
    kind: z.enum(noteKinds),
    text: z.string().trim().min(1).max(50_000),
    distinctId: z.string().min(1).max(400).optional().describe('Who said it, where known'),
    author: z.string().max(200).optional(),
    audience: z.enum(['customer', 'prospect', 'internal']).default('customer'),
    sourceId: z.string().min(1).max(300).optional().describe('The same id adds nothing'),
    time: instant.optional(),
    mayQuote: z.boolean().default(false),
    mayContact: z.boolean().default(false),
  }),
  response: z.object({ signal, isNew: z.boolean() }),
});
