import {
  getSignal,
  listFunnelWords,
  listSignals,
  sendSignals,
  type ProjectId,
} from '@tandem/contract';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Insights } from '../insights/index.ts';
import type { People } from '../people/index.ts';
import { addSignals, type SignalAnswer } from './actions.ts';
import { readSignal, readSignals } from './reads.ts';
import { readFunnelWords } from './words/reads.ts';

export type Lower = {
  readonly people: People;
  readonly insights: Insights;
  /** IANA name of the project's time zone. */
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};

export function voiceRoutes(platform: Platform, lower: Lower): readonly Route[] {
  const needs = { events: platform.events, ...lower };
  return [
    route(sendSignals, async ({ project, body }) => {
      const results = await addSignals(platform, lower.people, project, body.signals);
      return { ...countsOf(results), results: [...results] };
    }),
    route(listSignals, ({ project, query }) => readSignals(needs, project, query)),
    route(getSignal, ({ project, params }) => readSignal(needs, project, params.id)),
    route(listFunnelWords, ({ project, body: { limit, offset, ...set } }) =>
      readFunnelWords(needs, project, { set, limit, offset }),
    ),
  ];
}

function countsOf(results: readonly SignalAnswer[]) {
  const count = (status: SignalAnswer['status']) =>
    results.filter((one) => one.status === status).length;
  return { added: count('added'), known: count('known'), refused: count('refused') };
}
