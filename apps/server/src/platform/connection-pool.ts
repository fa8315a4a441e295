/** A connection runs one query at a time: callers take turns. */
import { Problem } from './problem.ts';

export interface Pool<C> {
  run<T>(work: (connection: C) => Promise<T>): Promise<T>;
  drained(): Promise<void>;
}

/** At most `maxWaiting` callers wait for one of the connections; the next is refused as busy. */
export function createPool<C>(connections: readonly C[], maxWaiting = 200): Pool<C> {
  const idle = [...connections];
  const waiting: ((connection: C) => void)[] = [];

  function take(): Promise<C> {
    const connection = idle.pop();
    if (connection !== undefined) return Promise.resolve(connection);
    if (waiting.length >= maxWaiting) {
      throw new Problem('busy', 'Too many questions are waiting for an answer.', {
        hint: 'Try again in a moment.',
        retryAfterSeconds: 2,
      });
    }
    return new Promise((resolve) => waiting.push(resolve));
  }
  function give(connection: C): void {
    const next = waiting.shift();
    if (next === undefined) idle.push(connection);
    else next(connection);
  }

  return {
    async run(work) {
      const connection = await take();
      try {
        return await work(connection);
      } finally {
        give(connection);
      }
    },
    async drained() {
      while (idle.length < connections.length) await new Promise((done) => setTimeout(done, 5));
    },
  };
}

/** Runs one piece of work after the other, whatever the outcome of the one before. */
export function createTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}
