/**
 * Events that wait. Each is its own entry of the store, named by its id: tabs add and remove without
 * ever rewriting what another tab wrote, and what a crash leaves behind is whole entries.
 */
import type { Store } from './effects.ts';
import type { SdkEvent } from './types.ts';

export interface Queue {
  add(event: SdkEvent): void;
  /** The oldest events, in order, as JSON; at least one if any waits. */
  peek(most: number, bytes: number): readonly Waiting[];
  remove(waiting: readonly Waiting[]): void;
  clear(): void;
}

export type Waiting = { readonly id: string; readonly json: string };

/** @param limit events kept at most; the oldest go first */
export function createQueue(store: Store | undefined, prefix: string, limit: number): Queue {
  const memory = new Map<string, string>();

  const stored = () => (store?.names() ?? []).filter((name) => name.startsWith(prefix));
  const ids = () =>
    [
      ...new Set([...memory.keys(), ...stored().map((name) => name.slice(prefix.length))]),
    ].toSorted();
  const remove = (id: string) => {
    memory.delete(id);
    store?.remove(prefix + id);
  };

  return {
    add(event) {
      const json = asJson(event);
      if (json === undefined) return;
      const waiting = ids();
      for (const id of waiting.slice(0, Math.max(0, waiting.length + 1 - limit))) remove(id);
      try {
        if (!store) throw new Error();
        store.set(prefix + event.id, json);
      } catch {
        memory.set(event.id, json);
      }
    },
    peek(most, bytes) {
      const batch: Waiting[] = [];
      let size = 0;
      for (const id of ids()) {
        const json = memory.get(id) ?? store?.get(prefix + id);
        if (!json) continue;
        size += byteLength(json) + 1;
        if (batch.length >= most || (batch.length > 0 && size > bytes)) break;
        batch.push({ id, json });
      }
      return batch;
    },
    remove: (waiting) => waiting.forEach(({ id }) => remove(id)),
    clear: () => ids().forEach(remove),
  };
}

/** Undefined, and said on the console, for what JSON cannot hold: a page's mistake never breaks it. */
function asJson(event: SdkEvent): string | undefined {
  try {
    return JSON.stringify(event);
  } catch (error) {
    console.error(`Tandem: "${event.event}" was not captured, its properties are not JSON.`, error);
    return undefined;
  }
}

const byteLength = (text: string) => new TextEncoder().encode(text).length;
