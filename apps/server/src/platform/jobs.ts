/**
 * Work that is queued or scheduled, on pg-boss: it survives a restart and runs at least once, so
 * handlers are idempotent. All jobs share one queue: an idle queue costs CPU for each poll.
 */
import { randomUUID } from 'node:crypto';
import { fromPglite, PgBoss, type Job } from 'pg-boss';
import { asking } from './asking.ts';
import type { Log } from './log.ts';
import type { RecordsDoor } from './records.ts';

export type JobHandler = (data: Readonly<Record<string, unknown>>) => Promise<void>;

export interface Jobs {
  /** Says what runs when a job of this name comes; called before `start`. */
  handle(name: string, handler: JobHandler): void;
  /** Runs the handler at the times of a cron line (UTC), once per installation. */
  schedule(name: string, cron: string, handler: JobHandler): void;
  /** Queues a job; with a `key`, a job of that key that still waits is enough. */
  send(name: string, data: Readonly<Record<string, unknown>>, key?: string): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const queue = 'tandem';
type Payload = { readonly name: string; readonly data: Readonly<Record<string, unknown>> };

export function createJobs(records: RecordsDoor, log: Log): Jobs {
  const { pglite, url } = records.installation;
  const boss = new PgBoss({
    ...(pglite === undefined
      ? { connectionString: url ?? '', max: 2 }
      : { db: fromPglite(pglite), backend: 'pglite' as const }),
    superviseIntervalSeconds: 300,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 30,
    clockMonitorIntervalSeconds: 600,
    queueCacheIntervalSeconds: 600,
    monitorIntervalSeconds: 600,
  });
  boss.on('error', (error) => log.error({ err: error }, 'the job queue failed'));
  let worker: string | undefined;
  /** Looks for work now instead of at the next poll. */
  const wake = (): void => {
    if (worker !== undefined) boss.notifyWorker(worker);
  };
  const handlers = new Map<string, JobHandler>();
  const schedules: { name: string; cron: string }[] = [];

  async function run(jobs: readonly Job<Payload>[]): Promise<void> {
    wake();
    for (const { data } of jobs) {
      const handler = handlers.get(data.name);
      if (handler === undefined)
        log.warn({ job: data.name }, 'a job has no handler in this version');
      else await asking(`job ${data.name}`, () => handler(data.data));
    }
  }

  return {
    handle: (name, handler) => void handlers.set(name, handler),
    schedule(name, cron, handler) {
      handlers.set(name, handler);
      schedules.push({ name, cron });
    },
    async send(name, data, key) {
      // In a queue of the policy `short` one job of a key may wait; one without a key has its own.
      await boss.send(queue, { name, data }, { singletonKey: key ?? randomUUID() });
      wake();
    },
    async start() {
      await boss.start();
      await boss.createQueue(queue, {
        policy: 'short',
        retryLimit: 5,
        retryDelay: 10,
        retryBackoff: true,
        expireInSeconds: 3600,
      });
      worker = await boss.work<Payload>(queue, { pollingIntervalSeconds: 5, batchSize: 1 }, run);
      for (const { name, cron } of schedules) {
        await boss.schedule(queue, cron, { name, data: {} }, { key: name, singletonKey: name });
      }
    },
    async stop() {
      worker = undefined;
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}
