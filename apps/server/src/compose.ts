/** Configuration -> doors -> domains -> HTTP: the whole server as one value, started by `main.ts`. */
import { dayMs } from '@tandem/query';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createBets } from './bets/index.ts';
import { createInsights } from './insights/index.ts';
import { createDiscovery } from './discovery/index.ts';
import { createEngage } from './engage/index.ts';
import { createEvidence } from './evidence/index.ts';
import { createMetrics } from './metrics/index.ts';
import { createOutcomes } from './outcomes/index.ts';
import { createPeople } from './people/index.ts';
import { createPods } from './pods/index.ts';
import { createVoice } from './voice/index.ts';
import type { SlowQuestion } from './platform/asking.ts';
import { createAccess, type Access } from './access/index.ts';
import { createAlignment } from './alignment/index.ts';
import { createCapture } from './capture/index.ts';
import { refuseHalfRestored } from './platform/backup.ts';
import { newUuid, systemClock, type Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { ensureFolder } from './platform/folder.ts';
import { openEvents } from './platform/events.ts';
import { migrateEvents } from './platform/events-schema.ts';
import { createFacts } from './platform/facts.ts';
import { healthWire } from './platform/health.ts';
import { createHttp } from './platform/http.ts';
import { createJobs } from './platform/jobs.ts';
import { createLog, type Log } from './platform/log.ts';
import { createMail } from './platform/mail.ts';
import { createMeters } from './platform/meters.ts';
import { mountOpenApi } from './platform/openapi.ts';
import { operatorWire } from './platform/operator.ts';
import { mergeClosedPartitions } from './platform/partitions.ts';
import type { Parts, Platform } from './platform/platform.ts';
import { openRecords } from './platform/records.ts';
import { migrateRecords } from './platform/records-schema.ts';
import { mountStatic } from './platform/static.ts';
import { createRelay } from './relay/index.ts';
import { createRelease } from './release/index.ts';
import { createStory } from './story/index.ts';
import { posthogWire } from './wire/posthog/index.ts';
import { segmentWire } from './wire/segment/index.ts';

export const version = '0.1.0';

export type App = {
  readonly platform: Platform;
  readonly http: OpenAPIHono;
  readonly access: Access;
  /** Starts jobs and the delivery of facts. */
  readonly start: () => Promise<void>;
  /** From now on `/readyz` says no, so that a proxy sends nothing new. */
  readonly prepareStop: () => void;
  /** Stops taking work, finishes what is in flight, closes the stores. */
  readonly stop: () => Promise<void>;
};

export type Overrides = {
  readonly clock?: Clock;
  readonly newId?: () => string;
  readonly log?: Log;
  /** A dump of a migrated record store to start from. */
  readonly recordsFrom?: Blob;
};

/** Long enough to look into what went wrong with one. */
const factsAreKeptMs = 7 * dayMs;

const builtFolders = {
  web: join(import.meta.dirname, '../../web/dist'),
  sdk: join(import.meta.dirname, '../../../packages/sdk/dist'),
};

export async function compose(config: Config, overrides: Overrides = {}): Promise<App> {
  const platform = await openPlatform(config, overrides);
  const stopping = new AbortController();
  const { access, domains } = createDomains(platform, stopping.signal);
  const http = createHttp({
    routes: domains.flatMap((domain) => domain.routes),
    wires: [
      ...domains.flatMap((domain) => domain.wires ?? []),
      operatorWire(platform, version),
      healthWire(platform, () => stopping.signal.aborted),
    ],
    gate: access.gate,
    log: platform.log,
    trustProxy: config.trustProxy,
    onAnswer: ({ path, status, seconds }) =>
      platform.meters.requests.observe({ path, status: String(status) }, seconds),
  });
  mountOpenApi(http, version);
  mountStatic(http, builtFolders);
  // Before the first request: a key named by the settings is known when the port opens.
  await access.setUp();
  return {
    platform,
    http,
    access,
    async start() {
      platform.jobs.schedule('merge-closed-partitions', '17 * * * *', async () => {
        await mergeClosedPartitions(platform.events.maintenance, platform.clock.now());
      });
      platform.jobs.schedule('forget-delivered-facts', '43 3 * * *', () =>
        platform.facts.forget(new Date(platform.clock.now().getTime() - factsAreKeptMs)),
      );
      await platform.jobs.start();
      platform.facts.start();
    },
    prepareStop: () => stopping.abort(),
    async stop() {
      stopping.abort();
      await platform.facts.stop();
      await platform.jobs.stop();
      await platform.events.close();
      await platform.records.close();
    },
  };
}

async function openPlatform(config: Config, overrides: Overrides): Promise<Platform> {
  ensureFolder(config.dataFolder);
  refuseHalfRestored(config.dataFolder);
  const log = overrides.log ?? createLog(config.logLevel);
  const onSlow = (question: SlowQuestion) => log.warn(question, 'a question took long');
  const [events, records] = await Promise.all([
    openEvents({
      dataFolder: config.dataFolder,
      url: config.clickhouseUrl,
      querySeconds: config.querySeconds,
      cluster: config.clickhouseCluster,
      onSlow,
    }),
    openRecords({
      folder: join(config.dataFolder, 'records'),
      url: config.databaseUrl,
      startFrom: overrides.recordsFrom,
      onSlow,
    }),
  ]);
  await migrateEvents(events.maintenance, undefined, config.clickhouseCluster);
  await migrateRecords(records.installation.kysely);
  return {
    config,
    log,
    clock: overrides.clock ?? systemClock,
    newId: overrides.newId ?? newUuid,
    events,
    records,
    facts: createFacts(records, log),
    jobs: createJobs(records, log),
    mail: createMail(config, log),
    meters: createMeters(),
  };
}

/** The domains in the order of their ranks; each is given what it may ask of lower ones. */
function createDomains(
  platform: Platform,
  stopping: AbortSignal,
): { access: Access; domains: readonly Parts[] } {
  const access = createAccess(platform, version);
  const people = createPeople(platform, access);
  const capture = createCapture(platform, people);
  const { timeZoneOf } = access;
  const insights = createInsights(platform, { people, timeZoneOf });
  const voice = createVoice(platform, { people, insights, timeZoneOf });
  const metrics = createMetrics({ ...platform, timeZoneOf });
  const evidence = createEvidence(platform, { voice, people });
  const discovery = createDiscovery(platform, { access, people, voice, evidence });
  const release = createRelease(platform, { access, metrics, voice }, stopping);
  const engage = createEngage(platform, { access, people, voice, evidence, release });
  const outcomes = createOutcomes({ ...platform, timeZoneOf, metrics, release });
  const bets = createBets(platform, { access, evidence });
  const alignment = createAlignment(platform, { access, people, evidence, outcomes, release });
  const loop = { discovery, release, outcomes, engage, bets, alignment };
  const sending = { platform, access, capture };
  return {
    access,
    domains: [
      access,
      people,
      createPods(platform, access),
      capture,
      insights,
      voice,
      metrics,
      evidence,
      discovery,
      release,
      createStory(platform, { evidence, people }),
      outcomes,
      engage,
      bets,
      alignment,
      createRelay(platform, { access, capture, voice, evidence, metrics, ...loop }),
      { routes: [], wires: [segmentWire(sending), posthogWire(sending)] },
    ],
  };
}
