/** Who uses this device and in which session; read from the store each time, so that tabs agree. */
import type { Store } from './effects.ts';

export type Person = {
  readonly anonymousId: string;
  /** Undefined until identified. */
  readonly userId?: string;
  /** The customer's server signed the user id: this is they. */
  readonly proof?: string;
  readonly groups?: Record<string, string>;
  /** As told on this device; flags are decided by them. */
  readonly traits?: Record<string, unknown>;
};

export interface Identity {
  person(): Person;
  save(person: Person): void;
  /** Id of the running session; a new one after 30 minutes without an event. */
  session(): string;
  reset(): void;
  optedOut(): boolean;
  optOut(out: boolean): void;
}

type Session = { readonly id: string; readonly last: number };

const idle = 30 * 60_000;

export type IdentityOptions = {
  readonly store: Store | undefined;
  readonly prefix: string;
  readonly now: () => number;
  readonly newId: () => string;
};

export function createIdentity({ store, prefix, now, newId }: IdentityOptions): Identity {
  const person = cell<Person>(
    store,
    `${prefix}person`,
    (one) => typeof one.anonymousId === 'string',
  );
  const session = cell<Session>(store, `${prefix}session`, (one) => typeof one.last === 'number');
  const out = cell<{ readonly out: boolean }>(store, `${prefix}out`, (one) => one.out);

  const fresh = () => person.write({ anonymousId: newId() });
  return {
    person: () => person.read() ?? fresh(),
    save: (value) => void person.write(value),
    session() {
      const before = session.read();
      const id = before && now() - before.last < idle ? before.id : newId();
      return session.write({ id, last: now() }).id;
    },
    reset() {
      fresh();
      session.write({ id: newId(), last: now() });
    },
    optedOut: () => out.read()?.out === true,
    optOut: (value) => void out.write({ out: value }),
  };
}

/** One JSON value of the store; the memory stands in where the store is absent, full or damaged. */
function cell<T>(store: Store | undefined, name: string, valid: (value: T) => boolean) {
  let memory: T | undefined;
  return {
    read(): T | undefined {
      try {
        const value = JSON.parse(store?.get(name) ?? 'null') as T | null;
        return value !== null && valid(value) ? value : memory;
      } catch {
        return memory;
      }
    },
    write(value: T): T {
      memory = value;
      try {
        store?.set(name, JSON.stringify(value));
      } catch {
        // No room on the device: the memory holds it for this page.
      }
      return value;
    },
  };
}
