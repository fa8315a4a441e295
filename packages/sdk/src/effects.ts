/** The outside world as one argument, so that everything else is plain logic. */
import type { Properties } from './types.ts';

/** Text by name, as localStorage keeps it; `set` throws when the device has no room. */
export interface Store {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  remove(name: string): void;
  names(): readonly string[];
}

export type Answer = {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The header as sent: seconds or an HTTP date. */
  readonly retryAfter?: string | undefined;
  readonly body?: unknown;
};

export type Effects = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Undefined where the device offers none. */
  readonly store: Store | undefined;
  /** Never rejects. */
  readonly send: (url: string, body: string) => Promise<Answer>;
  /** For the moment the page goes; false when the browser would not take it. */
  readonly beacon: (url: string, body: string) => boolean;
  /** Runs once after `ms`; returns how to cancel. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** Do Not Track or Global Privacy Control is on. */
  readonly asksForPrivacy: () => boolean;
  /** What each event says about where it happened. */
  readonly context: () => Properties;
};
