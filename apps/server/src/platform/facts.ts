/**
 * News between domains. A domain emits a fact in its own transaction (an outbox row); subscribers
 * hear it afterwards, at least once, in order within a project. A handler that fails is tried again
 * and holds back only its own project.
 */
import { sql, type Generated } from 'kysely';
import type { ProjectId } from '@tandem/contract';
import type { Log } from './log.ts';
import { asking } from './asking.ts';
import { markNews, type RecordsDoor, type Writer } from './records.ts';

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
type Handlers = Map<string, Handler[]>;

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

/**
 * Writes the fact with the caller's own change: both happen or neither. Writers of one project take
 * turns from here to their commit, so that the order of the ids is the order of the commits.
 */
export async function emit<K extends FactKind>(
  writer: Writer,
  kind: K,
  payload: FactKinds[K],
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${outboxLock}, coalesce(nullif(current_setting('tandem.project', true), ''), '0')::integer)`.execute(
    writer,
  );
  await writer
    .insertInto('facts')
    .values({ kind, payload: JSON.stringify(payload), delivered_at: null })
    .execute();
  markNews();
}
/** Any number that no other advisory lock uses. */
const outboxLock = 4100;

export interface Facts {
  /** Subscriptions are made before `start`. */
  on<K extends FactKind>(kind: K, handler: (fact: Fact<K>) => Promise<void>): void;
  start(): void;
  /** Delivers what is waiting now; resolves when nothing deliverable is left. */
  deliver(): Promise<void>;
  /** Whether a fact of this kind has not been heard to its end in a project. */
  waits(project: ProjectId, kind: FactKind): Promise<boolean>;
  /** Removes what was delivered before this instant: a payload may speak of a person. */
  forget(before: Date): Promise<void>;
  /** A long handler asks between its parts, and throws: its fact is heard again at the next start. */
  isStopping(): boolean;
  stop(): Promise<void>;
}

const batchSize = 100;

/** Delivers on each commit that wrote a fact; the slow poll is for what failed or came from elsewhere. */
export function createFacts(records: RecordsDoor, log: Log, pollMs = 5000): Facts {
  const handlers: Handlers = new Map();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let state: 'new' | 'started' | 'stopping' = 'new';
  const isStopping = () => state === 'stopping';
  const bell = createBell();

  function deliver(): Promise<void> {
    if (isStopping()) return running ?? Promise.resolve();
    bell.ring();
    running ??= deliverWaiting({ records, log, handlers, isStopping, bell }).finally(() => {
      // At once, not a turn later: who asks from now on begins anew.
      running = undefined;
    });
    return running;
  }
  function wake(): void {
    if (state !== 'started') return;
    deliver().catch((error: unknown) => log.error({ err: error }, 'facts could not be read'));
  }

  return {
    on(kind, handler) {
      handlers.set(kind, [...(handlers.get(kind) ?? []), handler as unknown as Handler]);
    },
    start() {
      state = 'started';
      records.installation.onNews(wake);
      timer = setInterval(wake, pollMs);
      timer.unref();
      wake();
    },
    deliver,
    waits: (project, kind) => waitsIn(records, project, kind),
    async forget(before) {
      await records.installation.write((writer) =>
        writer.deleteFrom('facts').where('delivered_at', '<', before).execute(),
      );
    },
    isStopping,
    async stop() {
      state = 'stopping';
      clearInterval(timer);
      await running;
    },
  };
}

/** Says that there may be news; rung while nobody waits it is heard by the next who does. */
type Bell = {
  readonly ring: () => void;
  /** Whether it rang since this was last asked. */
  readonly rang: () => boolean;
  readonly next: () => Promise<void>;
};

function createBell(): Bell {
  let isRung = false;
  let hear: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      hear?.();
    },
    rang() {
      const was = isRung;
      isRung = false;
      return was;
    },
    next: () => (isRung ? Promise.resolve() : new Promise((heard) => (hear = heard))),
  };
}

type Delivery = {
  readonly records: RecordsDoor;
  readonly log: Log;
  readonly handlers: ReadonlyMap<string, readonly Handler[]>;
  readonly isStopping: () => boolean;
  readonly bell: Bell;
};

/**
 * Hands out what waits until nothing is left: a project's facts one after another, the projects
 * beside each other, so that a slow handler holds back only its own. A project whose fact failed is
 * left until the bell rings again.
 */
async function deliverWaiting(delivery: Delivery): Promise<void> {
  const { records, isStopping, bell } = delivery;
  const failed = new Set<number>();
  const lanes = new Map<number, Promise<void>>();
  const run = async (project: number, facts: readonly Fact[]) => {
    try {
      if (!(await handAll(facts, delivery))) failed.add(project);
    } catch (error) {
      delivery.log.error({ err: error, project }, 'what was heard of facts could not be noted');
      failed.add(project);
    }
    lanes.delete(project);
  };
  while (!isStopping()) {
    if (bell.rang()) failed.clear();
    // A lane may end while the outbox is read: what it left out is looked for once more.
    const busy = [...lanes.keys()];
    const waiting = await next(records, [...failed, ...busy]);
    if (waiting.length === 0 && busy.length === 0) return;
    for (const [project, facts] of Map.groupBy(waiting, (fact) => fact.project)) {
      lanes.set(project, run(project, facts));
    }
    if (lanes.size > 0) await Promise.race([...lanes.values(), bell.next()]);
  }
  await Promise.all(lanes.values());
}

/** False where one failed: those after it wait. */
async function handAll(facts: readonly Fact[], delivery: Delivery): Promise<boolean> {
  for (const fact of facts) {
    if (delivery.isStopping()) return true;
    if (!(await hand(fact, delivery))) return false;
  }
  return true;
}

async function hand(fact: Fact, { records, log, handlers }: Delivery): Promise<boolean> {
  try {
    for (const handler of handlers.get(fact.kind) ?? []) {
      await asking(`fact ${fact.kind}`, () => handler(fact));
    }
    await settle(records, fact.id, true);
    return true;
  } catch (error) {
    log.warn({ err: error, fact: fact.id, kind: fact.kind }, 'a fact could not be delivered yet');
    await settle(records, fact.id, false);
    return false;
  }
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

async function waitsIn(records: RecordsDoor, project: ProjectId, kind: FactKind): Promise<boolean> {
  const waiting = await records.read(project, (reader) =>
    reader
      .selectFrom('facts')
      .select('id')
      .where('kind', '=', kind)
      .where('delivered_at', 'is', null)
      .limit(1)
      .execute(),
  );
  return waiting.length > 0;
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
