/** Facts put straight through the door, and the routes of some domains without the gate. */
import { randomUUID } from 'node:crypto';
import { createClient, type ProjectId } from '@tandem/contract';
import { createInsights } from '../insights/index.ts';
import { personOf, type People } from '../people/index.ts';
import { createHttp, type Route } from '../platform/http.ts';
import { createLog } from '../platform/log.ts';
import type { Platform } from '../platform/platform.ts';
import { createVoice } from '../voice/index.ts';

export type Deed = {
  readonly name: string;
  readonly who: string;
  /** ISO 8601. */
  readonly at: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly accounts?: Readonly<Record<string, string>>;
  readonly id?: string;
};

/** Stores events as capture would, dated as told. */
export async function storeEvents(
  { events }: Pick<Platform, 'events'>,
  project: ProjectId,
  deeds: readonly Deed[],
): Promise<void> {
  const rows = deeds.map(({ name, who, at, properties, accounts, id }) => ({
    name,
    day: new Date(at).toISOString().slice(0, 10),
    id: id ?? randomUUID(),
    time: new Date(at).toISOString(),
    received_at: new Date(at).toISOString(),
    person: personOf(project, who),
    distinct_id: who,
    session_id: '',
    accounts: accounts ?? {},
    properties: properties ?? {},
    source: 'test',
    precedence: 1,
  }));
  const rejected = await events.append(project, 'events', rows);
  if (rejected.length > 0) throw new Error(rejected[0]!.reason);
}

/** Takes in signals as the route would. */
export function storeSignals(
  { platform, people }: { readonly platform: Platform; readonly people: People },
  project: ProjectId,
  signals: readonly unknown[],
) {
  const timeZoneOf = async () => 'UTC';
  const insights = createInsights(platform, { people, timeZoneOf });
  return createVoice(platform, { people, insights, timeZoneOf }).add(project, signals);
}

/** For tests of other domains: no audit log stands behind it. */
export const quietAccess = { audit: async () => {}, forget: async () => {} };

/** A typed client of these routes; every call is let in, to the project of its path or `project`. */
export function clientOf(routes: readonly Route[], project?: ProjectId) {
  const http = createHttp({
    routes,
    wires: [],
    gate: async (_access, { params }) => ({
      caller: { kind: 'anonymous' },
      project: (params['project'] as ProjectId | undefined) ?? project,
    }),
    log: createLog('silent'),
    trustProxy: false,
  });
  return createClient({
    baseUrl: '',
    fetch: async (url, init) => http.request(url, init as RequestInit),
  });
}
