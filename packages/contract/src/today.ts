import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { highlight } from './evidence.ts';
import { instant, projectParams } from './ids.ts';
import { outcome } from './outcomes.ts';
import { side } from './records.ts';
import { signal } from './voice.ts';

const station = z.enum(['listen', 'understand', 'decide', 'launch', 'learn', 'tell']);

/** Something that goes no further by itself. */
const stuck = z.object({
  says: z.string(),
  href: z.string(),
  since: instant.nullable().describe('Null where nobody can tell'),
});

/** Today: the loop as six stations, what to do next, and what is new. */
export const getToday = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/today',
  tag: 'Today',
  summary: 'The loop board, the next actions for this role and the new evidence of 24 hours',
  access: { kind: 'project', needs: 'project:read' },
  params: projectParams,
  response: z.object({
    /** What the pod of whoever asks is measured by; null while nothing is agreed. */
    number: z
      .object({
        outcome,
        pod: z.string().nullable().describe('Its name'),
        isOwn: z.boolean().describe('Whoever asks holds a seat in that pod'),
      })
      .nullable(),
    stations: z.array(
      z.object({
        station,
        figure: z.object({
          value: z.number(),
          /** Of how many, where that is known. */
          of: z.number().nullable(),
          label: z.string(),
          /** The same figure a day earlier. */
          previous: z.number().nullable(),
          href: z.string(),
        }),
        /** One more line, for example what else is under way there. */
        note: z.string().nullable(),
        stuck: z.array(stuck).describe('At most three, the oldest first'),
        stuckTotal: z.number().int(),
      }),
    ),
    /** What askers answered: the stroke that leads back to listening. Null while nobody was told. */
    answers: z
      .object({
        told: z.number().int(),
        answered: z.number().int(),
        solved: z.number().int(),
        partly: z.number().int(),
        notSolved: z.number().int(),
        href: z.string(),
      })
      .nullable(),
    actions: z.array(
      z.object({
        title: z.string(),
        why: z.string(),
        href: z.string(),
        button: z.string(),
        station,
        since: instant.nullable(),
        done: z.boolean(),
      }),
    ),
    waiting: z
      .array(
        z.object({
          who: z.string().describe('A person where one alone can do it, else their side'),
          side: side.nullable(),
          says: z.string().describe('What they are to do: "signs ...", "reads ..."'),
          href: z.string(),
          since: instant,
        }),
      )
      .describe('What others are to do before it goes on, at most three, the longest wait first'),
    /** The demo company is still being filled in; its figures grow until it is whole. */
    comingIn: z.boolean(),
    /** What was linked in 24 h, as independent people. */
    evidence: z.object({ supports: z.number().int(), contradicts: z.number().int() }),
    newSignals: z.array(signal).describe('First those whose words were marked in 24 h'),
    newHighlights: z.array(highlight).describe('What is marked in these signals'),
    newSignalsTotal: z.number().int(),
    activity: z.array(
      z.object({ hour: instant, events: z.number().int(), people: z.number().int() }),
    ),
  }),
});
