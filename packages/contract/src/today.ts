import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams } from './ids.ts';
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
    /** The demo company is still being filled in; its figures grow until it is whole. */
    comingIn: z.boolean(),
    newSignals: z.array(signal),
    newSignalsTotal: z.number().int(),
    activity: z.array(
      z.object({ hour: instant, events: z.number().int(), people: z.number().int() }),
    ),
  }),
});
