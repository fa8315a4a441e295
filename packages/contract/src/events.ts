/** What a client may send, and the one normal form that every wire is translated into. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './ids.ts';

/** As it is asked for; capture refuses longer ones, each by itself. */
export const eventName = z.string().min(1).max(200);

export const properties = z.record(z.string(), z.unknown());
export type Properties = Readonly<Record<string, unknown>>;

/** Names the whole system gives a meaning to. `$` marks ours (and PostHog's, which they follow). */
export const eventNames = {
  identify: '$identify',
  alias: '$create_alias',
  group: '$groupidentify',
  set: '$set',
  pageView: '$pageview',
  pageLeave: '$pageleave',
  exposure: '$exposure',
} as const;

export const eventInput = z
  .object({
    id: z.string().min(1).max(200).optional().describe('Deduplicates: the same id counts once'),
    event: z.string().min(1).describe('Name, for example "order placed"'),
    distinctId: z.string().min(1).describe('Who: a user id, or the anonymous id of the device'),
    timestamp: instant.optional().describe("The client's own clock, as it was"),
    properties: properties.optional(),
    sessionId: z.string().max(200).optional(),
    groups: z.record(z.string(), z.string()).optional().describe('Accounts: { "company": "acme" }'),
    set: properties.optional().describe('Traits to set on the person'),
    setOnce: properties.optional().describe('Traits to set where the person has none yet'),
    unset: z.array(z.string()).optional().describe('Traits to remove'),
    anonymousId: z.string().optional().describe('With $identify: the id the person had before'),
    alias: z.string().optional().describe('With $create_alias: the other id of the same person'),
    group: z
      .object({ type: z.string(), key: z.string(), set: properties.optional() })
      .optional()
      .describe('With $groupidentify: the account and its traits'),
  })
  .meta({ id: 'EventInput' });
export type EventInput = z.infer<typeof eventInput>;

/** Ten years: the months before or after the present ones that one batch may touch. */
export const monthsOfBatch = 120;

export const refusalReasons = [
  'malformed',
  'too_large',
  'too_many_properties',
  'too_deep',
  'too_old',
  'too_many_months',
  'in_the_future',
  'bot',
  'no_consent',
  'do_not_track',
  'disabled',
  'erased',
  'alias_of_two_users',
  'too_many_ids',
  'unstorable',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const eventAnswer = z
  .object({
    id: z.string().nullable(),
    status: z.enum(['accepted', 'refused']),
    reason: z.enum(refusalReasons).optional(),
    detail: z.string().optional(),
  })
  .meta({ id: 'EventAnswer' });
export type EventAnswer = z.infer<typeof eventAnswer>;

export const sendEvents = endpoint({
  method: 'post',
  path: '/api/v1/events',
  tag: 'Capture',
  summary: 'Send events; each gets its own answer once the accepted ones are durable',
  access: { kind: 'ingest' },
  body: z.object({
    key: z.string().optional().describe('Project key, where no Authorization header can be set'),
    sentAt: instant
      .optional()
      .describe("The client's clock when it sent this, to correct its skew"),
    consent: z.enum(['granted', 'denied']).optional(),
    historical: z.boolean().optional().describe('An import: old timestamps are accepted'),
    // Each event is parsed by itself, so that one malformed event never takes the others with it.
    events: z.array(z.unknown()).max(10_000).describe('EventInput objects'),
  }),
  response: z.object({
    accepted: z.number().int(),
    refused: z.number().int(),
    results: z.array(eventAnswer),
  }),
});

/** The normal form: what a wire adapter hands to capture. Times are still as the client sent them. */
export type NormalEvent = {
  /** As sent; capture derives the stored UUID from it. Undefined: capture makes one. */
  readonly id: string | undefined;
  readonly name: string;
  readonly distinctId: string;
  /** The client's own clock, ISO 8601, as sent. Undefined: the time of receipt. */
  readonly timestamp: string | undefined;
  /** The client says its clock is right: the skew is not corrected. */
  readonly isClockRight?: boolean | undefined;
  /** Of clients that send no timestamp: how long before the sending it happened. */
  readonly agoMs?: number | undefined;
  readonly sessionId?: string | undefined;
  readonly properties: Properties;
  readonly groups?: Readonly<Record<string, string>> | undefined;
  readonly traits?: TraitChange | undefined;
  readonly identity?: IdentityChange | undefined;
};

export type TraitChange = {
  readonly set?: Properties | undefined;
  readonly setOnce?: Properties | undefined;
  readonly unset?: readonly string[] | undefined;
};

export type IdentityChange =
  | { readonly kind: 'identify'; readonly anonymousId: string | undefined }
  | { readonly kind: 'alias'; readonly alias: string }
  | {
      readonly kind: 'group';
      readonly type: string;
      readonly key: string;
      readonly set?: Properties | undefined;
    };
