/** What the SDK takes and sends. `SdkEvent` and `SdkSignal` are assignable to the contract's inputs. */

export type Properties = Readonly<Record<string, unknown>>;

export type SdkEvent = {
  /** UUIDv7, made once; every resend carries it, so that the server counts the event once. */
  readonly id: string;
  readonly event: string;
  readonly distinctId: string;
  readonly timestamp: string;
  readonly sessionId: string;
  readonly properties: Record<string, unknown>;
  readonly groups?: Record<string, string>;
  readonly set?: Record<string, unknown>;
  readonly setOnce?: Record<string, unknown>;
  readonly unset?: string[];
  readonly anonymousId?: string;
  readonly alias?: string;
  readonly group?: { type: string; key: string; set?: Record<string, unknown> };
};

export type SdkSignal = {
  readonly source: 'widget' | 'changelog';
  readonly sourceId: string;
  readonly text: string;
  readonly distinctId: string;
  readonly rating?: number;
  readonly ratingMax?: number;
  readonly language?: string;
  readonly time: string;
  readonly url?: string;
  readonly mayQuote: boolean;
  readonly mayContact: boolean;
  readonly properties: Record<string, unknown>;
};

export type TandemOptions = {
  /** The public, write-only key of the project. */
  readonly key: string;
  /** Where Tandem runs, for example https://tandem.example.com. */
  readonly host: string;
  /** Page views and page leaves by themselves, also in single-page apps. Default true. */
  readonly pageViews?: boolean;
  /** Store nothing on the device: a new anonymous id per page load, no queue across reloads. */
  readonly cookieless?: boolean;
  /** Do Not Track and Global Privacy Control: `respect` (default) sends nothing while either is on. */
  readonly privacySignals?: 'respect' | 'ignore';
  readonly consent?: 'granted' | 'denied';
  /** Longest wait of an event before it is sent, in milliseconds. Default 2000. */
  readonly flushAfter?: number;
  /** Most events kept for sending; beyond it the oldest go. Default 1000. */
  readonly queueLimit?: number;
};

export type FeedbackOptions = {
  /** Heading, for example "Tell Northfell". */
  readonly title?: string;
  /** The page as the person knows it; the document's title unless told. */
  readonly page?: string;
  /** Follow the system unless told. */
  readonly theme?: 'light' | 'dark';
};

export type MessagesOptions = {
  /** Follow the system unless told. */
  readonly theme?: 'light' | 'dark';
};

/** What this person is told on this page. */
export interface MessagesClient {
  /** Looks now whether something they asked for is on; it also looks by itself. */
  check(): Promise<void>;
  /** How many entries of the changelog this device has not shown yet. */
  unread(): Promise<number>;
  /** Opens what is new: for everybody, and what is on for this person. */
  changelog(): Promise<void>;
  /** Shows nothing more on this page. */
  close(): void;
}

/** Any value that JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** The flags of this person. Asking reports that the value was seen. */
export interface FlagsClient {
  /** Resolves when definitions are there, from the device or the server, or after three seconds. */
  readonly ready: Promise<void>;
  /** `fallback` where the flag is not known (yet). */
  value<T extends Json>(key: string, fallback: T): T;
  isOn(key: string): boolean;
  /** Calls back when definitions or the person change; returns how to stop that. */
  onChange(listener: () => void): () => void;
  /** Ends the stream and all callbacks. */
  close(): void;
}

/** What a page does with Tandem. */
export interface Tandem {
  capture(event: string, properties?: Properties): void;
  pageView(properties?: Properties): void;
  /**
   * Says who this is. `proof` is the hex HMAC-SHA256 of the id that your server made with the secret
   * of identity verification, where the project has it turned on.
   */
  identify(distinctId: string, traits?: Properties, options?: { readonly proof?: string }): void;
  alias(otherId: string): void;
  group(type: string, key: string, traits?: Properties): void;
  setTraits(traits: Properties): void;
  setTraitsOnce(traits: Properties): void;
  unsetTraits(names: readonly string[]): void;
  /** Forgets who this is: new anonymous id, new session, no groups. For signing out. */
  reset(): void;
  optOut(): void;
  optIn(): void;
  isOptedOut(): boolean;
  distinctId(): string;
  /** Sends what waits now; resolves when the queue is empty or a retry is due. */
  flush(): Promise<void>;
  /** The project's flags; their code is loaded on the first call. */
  flags(): Promise<FlagsClient>;
  /** Tells people when what they asked for is on for them; its code is loaded on the first call. */
  messages(options?: MessagesOptions): Promise<MessagesClient>;
  /** Opens the feedback form; its code is loaded on the first call. */
  feedback(options?: FeedbackOptions): Promise<void>;
}
