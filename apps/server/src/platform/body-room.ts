/**
 * Bodies on their way in take memory, from whoever sends them: they share a room of so many bytes. Where
 * it is full the largest that is still arriving has to go, so that who sends much, or slowly, shuts
 * out nobody who sends little.
 */
import { Problem } from './problem.ts';

export interface Room {
  /** Gives the work a place; what it took is free again when it ends. */
  hold<T>(work: (place: Place) => Promise<T>): Promise<T>;
  readonly takenBytes: number;
}
export type Place = {
  /** Takes so many bytes more, or throws `busy`. */
  readonly take: (bytes: number) => void;
  /** Waits for what arrives next; throws `busy` where somebody smaller needed the room meanwhile. */
  readonly arriving: <T>(next: Promise<T>) => Promise<T>;
  /** The whole has arrived: it keeps its place to the end. */
  readonly arrived: () => void;
};

type Arriving = { bytes: number; readonly leave: (problem: Problem) => void };

export function createRoom(maxBytes: number): Room {
  const arrivals = new Set<Arriving>();
  let takenBytes = 0;

  function largest(): Arriving | undefined {
    let found: Arriving | undefined;
    for (const one of arrivals) if (one.bytes > (found?.bytes ?? 0)) found = one;
    return found;
  }

  function makeRoom(mine: Arriving): void {
    while (takenBytes > maxBytes) {
      const other = largest();
      if (other === undefined || other === mine) throw noRoom();
      arrivals.delete(other);
      takenBytes -= other.bytes;
      other.bytes = 0;
      other.leave(noRoom());
    }
  }

  function enter(): Place & { readonly end: () => void } {
    const { promise: pushedOut, reject: leave } = Promise.withResolvers<never>();
    // Nobody may be waiting when it has to go.
    pushedOut.catch(() => {});
    const mine: Arriving = { bytes: 0, leave };
    arrivals.add(mine);
    return {
      take(bytes) {
        mine.bytes += bytes;
        takenBytes += bytes;
        makeRoom(mine);
      },
      arriving: (next) => Promise.race([pushedOut, next]),
      arrived: () => void arrivals.delete(mine),
      end() {
        arrivals.delete(mine);
        takenBytes -= mine.bytes;
        mine.bytes = 0;
      },
    };
  }

  return {
    async hold(work) {
      const place = enter();
      try {
        return await work(place);
      } finally {
        place.end();
      }
    },
    get takenBytes() {
      return takenBytes;
    },
  };
}

const noRoom = () =>
  new Problem('busy', 'Too many large bodies arrive at once.', {
    hint: 'Send the same again after the time in Retry-After, in smaller batches; nothing is counted twice.',
    retryAfterSeconds: 2,
  });

const MIB = 1024 * 1024;
/** Of those whose key is not known before their body is read, and of those whose is. */
export const rooms = { strangers: createRoom(64 * MIB), senders: createRoom(128 * MIB) } as const;
