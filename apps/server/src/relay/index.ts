/** Pages and flows that need many domains: Today, and the demo workspace. */
import { getToday } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import type { Capture } from '../capture/index.ts';
import type { Discovery } from '../discovery/index.ts';
import { route } from '../platform/http.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import type { Voice } from '../voice/index.ts';
import { fillWithDemo } from './demo/actions.ts';
import { readToday } from './today/reads.ts';

type Lower = {
  readonly access: Access;
  readonly capture: Capture;
  readonly voice: Voice;
  readonly discovery: Discovery;
};

export function createRelay(platform: Platform, lower: Lower): Parts {
  platform.facts.on('project.created', async ({ project, payload }) => {
    if (payload.demo) await fillWithDemo(lower, project, payload.at);
  });
  return {
    routes: [
      route(getToday, async ({ project, caller }) => {
        const members = await lower.access.membersOf(project);
        const mine = members.find(({ userId }) => caller.kind === 'user' && userId === caller.id);
        return readToday({ platform, ...lower }, project, mine);
      }),
    ],
  };
}
