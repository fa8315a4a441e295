/**
 * What people say: signals from any source, each stored once, joined to the person where known, and
 * the words of exactly the people behind a number.
 */
import type { ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import { addSignals, type SignalAnswer } from './actions.ts';
import { voiceRoutes, type Lower } from './routes.ts';

export type { SignalAnswer } from './actions.ts';

export interface Voice {
  /** Takes in what was said; resolves once durable, with an answer for each. Idempotent. */
  add(project: ProjectId, signals: readonly unknown[]): Promise<readonly SignalAnswer[]>;
}

export function createVoice(platform: Platform, lower: Lower): Voice & Parts {
  return {
    add: (project, signals) => addSignals(platform, lower.people, project, signals),
    routes: voiceRoutes(platform, lower),
  };
}
