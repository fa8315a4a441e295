/**
 * What people say: signals from any source, each stored once, joined to the person where known, and
 * the words of exactly the people behind a number.
 */
import type { Answer, listSignals, ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import { addSignals, type SignalAnswer } from './actions.ts';
import { readSignals, type SignalQuery } from './reads.ts';
import { voiceRoutes, type Lower } from './routes.ts';

export type { SignalAnswer } from './actions.ts';

export interface Voice {
  /** Takes in what was said; resolves once durable, with an answer for each. Idempotent. */
  add(project: ProjectId, signals: readonly unknown[]): Promise<readonly SignalAnswer[]>;
  /** What was said, newest first. */
  list(project: ProjectId, query: SignalQuery): Promise<Answer<typeof listSignals>>;
}

export function createVoice(platform: Platform, lower: Lower): Voice & Parts {
  return {
    add: (project, signals) => addSignals(platform, lower.people, project, signals),
    list: (project, query) => readSignals({ ...lower, events: platform.events }, project, query),
    routes: voiceRoutes(platform, lower),
  };
}
