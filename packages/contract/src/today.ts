import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams } from './ids.ts';
import { signal } from './voice.ts';

/** Today: the loop as stations, what to do next, and what is new. Only stations that exist are sent. */
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
        station: z.enum(['listen', 'understand', 'decide', 'launch', 'learn', 'tell']),
        figures: z.array(
          z.object({
            label: z.string(),
            value: z.number(),
            unit: z.string(),
            previous: z.number().nullable(),
            href: z.string(),
          }),
        ),
        stuck: z.string().nullable(),
      }),
    ),
    actions: z.array(
      z.object({
        title: z.string(),
        why: z.string(),
        href: z.string(),
        button: z.string(),
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
