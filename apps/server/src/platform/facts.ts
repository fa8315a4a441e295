/**
 * News between domains. A domain emits a fact in its own transaction (an outbox row); subscribers
 * hear it afterwards, at least once, in order within a project. A handler that fails is tried again
 * and holds back only its own project.
 */
import { sql, type Generated } from 'kysely';
import type { ProjectId } from '@tandem/contract';
import type { Log } from './log.ts';
import type { RecordsDoor, Writer } from './records.ts';

/** Every fact that exists, by kind. Each domain adds its own by declaration merging. */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface FactKinds {}
export type FactKind = keyof FactKinds & string;
export type Fact<K extends FactKind = FactKind> = {
  readonly id: number;
  readonly project: ProjectId;
  readonly kind: K;
  readonly payload: FactKinds[K];
};
type Handler = (fact: Fact) => Promise<void>;

type FactsTable = {
  id: Generated<number>;
  project: Generated<number>;
  kind: string;
  payload: unknown;
  at: Generated<Date>;
  delivered_at: Date | null;
  attempts: Generated<number>;
};
declare module './records.ts' {
  interface Tables {
    facts: FactsTable;
  }
}

/** Writes the fact with the caller's own change: both happen or neither. */
export async function emit<K extends FactKind>(
  writer: Writer,
  kind: K,
  payload: FactKinds[K],
): Promise<void> {
  await writer
    .insertInto('facts')
    .values({ kind, payload: JSON.stringify(payload), delivered_at: null })
    .execute();
}

export interface Facts {
  /** `name` is unique per subscriber and kind; subscriptions are made before `start`. */
  on<K extends FactKind>(kind: K, handler: (fact: Fact<K>) => Promise<void>): void;
  start(): void;
  /** Delivers what is waiting now; resolves when nothing deliverable is left. */
  deliver(): Promise<void>;
  stop(): Promise<void>;
}

const batchSize = 100;

export function createFacts(records: RecordsDoor, log: Log, pollMs = 1000): Facts {
  const handlers = new Map<string, Handler[]>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    const held = new Set<number>();
    for (;;) {
      const waiting = await next(records, [...held]);
      if (waiting.length === 0) return;
      for (const fact of waiting) {
        if (held.has(fact.project)) continue;
        if (!(await hand(fact))) held.add(fact.project);
      }
    }
  }

  async function hand(fact: Fact): Promise<boolean> {
    try {
      for (const handler of handlers.get(fact.kind) ?? []) await handler(fact);
      await settle(records, fact.id, true);
      return true;
    } catch (error) {
      log.warn({ err: error, fact: fact.id, kind: fact.kind }, 'a fact could not be delivered yet');
      await settle(records, fact.id, false);
      return false;
    }
  }

  function deliver(): Promise<void> {
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    on(kind, handler) {
      handlers.set(kind, [...(handlers.get(kind) ?? []), handler as unknown as Handler]);
    },
    start() {
      timer = setInterval(() => {
        deliver().catch((error: unknown) => log.error({ err: error }, 'facts could not be read'));
      }, pollMs);
      timer.unref();
    },
    deliver,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function next(records: RecordsDoor, held: readonly number[]): Promise<readonly Fact[]> {
  const rows = await records.installation.read((reader) =>
    reader
      .selectFrom('facts')
      .select(['id', 'project', 'kind', 'payload'])
      .where('delivered_at', 'is', null)
      .$if(held.length > 0, (query) => query.where('project', 'not in', held))
      .orderBy('id')
      .limit(batchSize)
      .execute(),
  );
  return rows as unknown as readonly Fact[];
}

async function settle(records: RecordsDoor, id: number, delivered: boolean): Promise<void> {
  await records.installation.write((writer) =>
    writer
      .updateTable('facts')
      .set({ attempts: sql`attempts + 1`, ...(delivered ? { delivered_at: sql`now()` } : {}) })
      .where('id', '=', id)
      .execute(),
  );
}
