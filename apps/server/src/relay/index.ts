/** Pages and flows that need many domains: Today, the tree, and the demo workspace. */
import { getToday, getTree } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import type { Alignment } from '../alignment/index.ts';
import type { Bets } from '../bets/index.ts';
import type { Capture } from '../capture/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { Engage } from '../engage/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { Metrics } from '../metrics/index.ts';
import type { Outcomes } from '../outcomes/index.ts';
import { route } from '../platform/http.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { Problem } from '../platform/problem.ts';
import type { Release } from '../release/index.ts';
import type { Voice } from '../voice/index.ts';
import { fillWithDemo } from './demo/actions.ts';
import { readToday } from './today/reads.ts';
import { readTree } from './tree/reads.ts';

type Lower = {
  readonly access: Access;
  readonly capture: Capture;
  readonly voice: Voice;
  readonly evidence: Evidence;
  readonly discovery: Discovery;
  readonly metrics: Metrics;
  readonly release: Release;
  readonly outcomes: Outcomes;
  readonly engage: Engage;
  readonly bets: Bets;
  readonly alignment: Alignment;
};

export function createRelay(platform: Platform, lower: Lower): Parts {
  const goOn = (): void => {
    if (!platform.facts.isStopping()) return;
    throw new Problem('busy', 'The server stops while the demo company comes in.', {
      hint: 'It goes on at the next start by itself.',
    });
  };
  platform.facts.on('project.created', async ({ project, payload }) => {
    if (!payload.demo) return;
    await fillWithDemo({ ...platform, ...lower }, project, { end: payload.at, goOn });
  });
  return {
    routes: [
      route(getToday, async ({ project, caller }) => {
        const members = await lower.access.membersOf(project);
        const mine = members.find(({ userId }) => caller.kind === 'user' && userId === caller.id);
        return readToday({ platform, ...lower }, project, mine);
      }),
      route(getTree, ({ project }) =>
        readTree({ records: platform.records, evidence: lower.evidence }, project),
      ),
    ],
  };
}
