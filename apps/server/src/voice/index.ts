/**
 * What people say: signals from any source, each stored once, joined to the person where known, and
 * the words of exactly the people behind a number.
 */
import type { Answer, listSignals, ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import { addSignals, redactSignal, type SignalAnswer } from './actions.ts';
import { readByIds, readSignals, type KnownSignal, type SignalQuery } from './reads.ts';
import { voiceRoutes, type Lower } from './routes.ts';

export type { SignalAnswer } from './actions.ts';
export type { KnownSignal } from './reads.ts';

export interface Voice {
  /** Takes in what was said; resolves once durable, with an answer for each. Idempotent. */
  add(project: ProjectId, signals: readonly unknown[]): Promise<readonly SignalAnswer[]>;
  /** These signals by id; those that are not there are left out. */
  byIds(project: ProjectId, ids: readonly string[]): Promise<ReadonlyMap<string, KnownSignal>>;
  /** Takes the words and the author away for ever; that something was said stays. */
  redact(project: ProjectId, id: string): Promise<void>;
  /** What was said, newest first. */
  list(project: ProjectId, query: SignalQuery): Promise<Answer<typeof listSignals>>;
}

export function createVoice(platform: Platform, lower: Lower): Voice & Parts {
  return {
    add: (project, signals) => addSignals(platform, lower.people, project, signals),
    byIds: (project, ids) => readByIds({ ...lower, events: platform.events }, project, ids),
    redact: (project, id) => redactSignal(platform, project, id),
    list: (project, query) => readSignals({ ...lower, events: platform.events }, project, query),
    routes: voiceRoutes(platform, lower),
  };
}
