/** Getting the queue to the server: batches, retries, and the last chance when the page goes. */
import type { Answer, Effects } from './effects.ts';
import type { Queue, Waiting } from './queue.ts';

export type DeliveryOptions = {
  readonly url: string;
  readonly key: string;
  readonly consent: string | undefined;
  readonly queue: Queue;
  readonly effects: Effects;
};

export interface Delivery {
  /** Sends after at most `ms`; an earlier appointment, or a retry that waits, stands. */
  soon(ms: number): void;
  flush(): Promise<void>;
  /** The connection is back: what waits for a retry goes now, unless the server named the wait. */
  online(): void;
  /** The page may be gone in a moment. Events stay queued: the next page resends the same ids. */
  leave(): void;
}

const most = 200;
const batchBytes = 400_000;
/** Browsers refuse beacons and keepalive bodies over 64 KiB, all of the page's together. */
const leaveBytes = 48_000;

/** One batch at a time; halved where the server finds it too large, put off where it cannot take it now. */
export function createDelivery({ url, key, consent, queue, effects }: DeliveryOptions): Delivery {
  let running: Promise<void> | undefined;
  let failures = 0;
  let size = most;
  let notBefore = 0;

  const body = (batch: readonly Waiting[]) =>
    bodyOf({ key, sentAt: new Date(effects.now()).toISOString(), consent }, batch);

  const next = appointment(effects, () => void flush());
  const soon = (ms: number) => next.unlessMade(Math.max(ms, notBefore - effects.now()));
  const insteadIn = (ms: number) => {
    next.cancel();
    soon(ms);
  };

  /** Acts on an answer; true when the next batch may go. */
  const settle = (batch: readonly Waiting[], answer: Answer): boolean => {
    const verdict = judge(answer.status);
    if (verdict === 'retry') {
      const wait = retryDelay(answer, failures++, effects);
      if (answer.retryAfter) notBefore = effects.now() + wait;
      insteadIn(wait);
      return false;
    }
    failures = 0;
    if (verdict === 'split' && batch.length > 1) {
      size = Math.ceil(batch.length / 2);
      return true;
    }
    queue.remove(batch);
    if (verdict === 'done') size = Math.min(most, size * 2);
    return true;
  };

  const run = async () => {
    for (;;) {
      const batch = queue.peek(size, batchBytes);
      if (batch.length === 0) return;
      if (!settle(batch, await effects.send(url, body(batch)))) return;
    }
  };

  const flush = (): Promise<void> => {
    if (effects.now() < notBefore) {
      soon(0);
      return Promise.resolve();
    }
    running ??= run().finally(() => (running = undefined));
    return running;
  };

  return {
    soon,
    flush,
    online() {
      failures = 0;
      insteadIn(0);
    },
    leave() {
      const batch = queue.peek(most, leaveBytes);
      if (batch.length > 0) effects.beacon(url, body(batch));
    },
  };
}

/** One timer: the first appointment stands until it is kept or cancelled. */
function appointment({ later }: Pick<Effects, 'later'>, keep: () => void) {
  let drop: (() => void) | undefined;
  return {
    unlessMade(ms: number) {
      drop ??= later(ms, () => {
        drop = undefined;
        keep();
      });
    },
    cancel() {
      drop?.();
      drop = undefined;
    },
  };
}

/** The events are JSON already and go in as they are. */
function bodyOf(head: object, batch: readonly Waiting[]): string {
  const events = batch.map(({ json }) => json).join();
  return `${JSON.stringify(head).slice(0, -1)},"events":[${events}]}`;
}

/** `split`: something in it can never be taken; alone, it is dropped and harms no other. */
export function judge(status: number): 'done' | 'retry' | 'split' | 'drop' {
  if (status >= 200 && status < 300) return 'done';
  if ([400, 413, 415, 422].includes(status)) return 'split';
  return [401, 403, 410].includes(status) ? 'drop' : 'retry';
}

/** Milliseconds: doubling from 1 s to 5 min with jitter over its upper half, or longer if told so. */
export function retryDelay(
  { retryAfter }: Answer,
  failures: number,
  { now, random }: Pick<Effects, 'now' | 'random'>,
): number {
  const backoff = Math.min(300_000, 1000 * 2 ** failures) * (0.5 + random() / 2);
  if (!retryAfter) return backoff;
  const seconds = Number(retryAfter);
  const told = Number.isNaN(seconds) ? Date.parse(retryAfter) - now() : seconds * 1000;
  return Math.max(backoff, Math.min(told || 0, 3_600_000));
}
