/**
 * Taking events in: limits, clock skew, bots, consent, identity, group commit; the catalogue of what
 * came and the live view. Every wire hands its events, in the normal form, to `take`.
 */
import type { People } from '../people/index.ts';
import type { ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import { createTake, noteRefusals, type Take } from './actions.ts';
import { createSalts } from './cookieless.ts';
import { scheduleForgetting } from './jobs.ts';
import { captureRoutes } from './routes.ts';

export type { Take } from './actions.ts';
export { fromNative } from './native.ts';
export { browserOf } from './request.ts';
export type { Batch, Malformed } from './rules.ts';

export interface Capture {
  readonly take: Take;
  /** Counts a call to a part that is switched off, where the live view shows it. */
  refuse(project: ProjectId, source: string, what: { readonly part: string }): Promise<void>;
}

export function createCapture(
  platform: Platform,
  people: Pick<People, 'learn' | 'whileTaking'>,
): Capture & Parts {
  const salts = createSalts(platform.records);
  const take = createTake({ ...platform, people, salts });
  scheduleForgetting(platform);
  return {
    take,
    refuse: (project, source, { part }) =>
      noteRefusals(platform, project, {
        source,
        receivedAt: platform.clock.now(),
        refusals: [{ reason: 'disabled', detail: `${part} are not taken` }],
      }),
    routes: captureRoutes(platform, take),
  };
}
