/** The trail one person leaves: a clock that only moves forward and the events recorded on it. */
import type { EventInput } from '@tandem/contract';
import { comeback, hour, second } from './calendar.ts';
import { site, type FunnelId, type Product } from './company.ts';
import type { Device } from './devices.ts';
import type { Person } from './people.ts';
import type { Plan } from './plant.ts';
import { chance, exponential, type Random } from './random.ts';

/** Changes while a life is lived; finished lives are read-only (see `Life` in journeys.ts). */
export type Trail = {
  readonly plan: Plan;
  readonly person: Person;
  readonly random: Random;
  readonly events: EventInput[];
  /** Furthest step reached in each funnel; -1 before the first. Written where a step is taken. */
  readonly depth: Record<FunnelId, number>;
  /** Each time the planted step stopped them. */
  readonly stuck: Moment[];
  readonly shown: Set<string>;
  readonly used: Set<string>;
  readonly distinctIds: string[];
  nowMs: number;
  /** The end of the simulated time has come: nothing more is recorded. */
  over: boolean;
  identified: boolean;
  distinctId: string;
  sessionId: string;
  sessions: number;
  orders: number;
  /** The next event is the first of its session. */
  landing: boolean;
  /** On a second device, before signing in there: the anonymous id to be identified. */
  unknownHere: string | undefined;
  deviceProperties: Readonly<Record<string, unknown>>;
  groups: Record<string, string> | undefined;
  basket: readonly Item[];
  looking: Product | undefined;
};

/** Somebody somewhere at an instant, under the id they had then. */
export type Moment = {
  readonly atMs: number;
  readonly distinctId: string;
  readonly path: string;
};

export type Item = {
  readonly product: Product;
  readonly quantity: number;
  readonly size: string;
};

export function trailOf(plan: Plan, person: Person, random: Random): Trail {
  return {
    plan,
    person,
    random,
    events: [],
    depth: { order: -1, onboarding: -1, invitation: -1 },
    stuck: [],
    shown: new Set(),
    used: new Set(),
    distinctIds: [],
    nowMs: plan.calendar.startMs,
    over: false,
    identified: false,
    distinctId: person.anonymousId,
    sessionId: '',
    sessions: 0,
    orders: 0,
    landing: true,
    unknownHere: undefined,
    deviceProperties: propertiesOf(person.device),
    groups: undefined,
    basket: [],
    looking: undefined,
  };
}

const propertiesOf = (device: Device): Readonly<Record<string, unknown>> => ({
  $browser: device.browser,
  $os: device.os,
  $device_type: device.type,
  $host: site.slice('https://'.length),
});

/** Share of visits on the second device, by those who have one and are signed up. */
const onSecondShare = 0.45;

export function startSession(trail: Trail, atMs: number): void {
  const { person, plan, random } = trail;
  trail.nowMs = Math.max(atMs, trail.nowMs + second);
  // Late starts stay on the first device: signing in on the second must not be cut off by the end.
  const maySwitch = trail.identified && trail.nowMs < plan.calendar.endMs - hour;
  const elsewhere = maySwitch && chance(random, onSecondShare) ? person.second : undefined;
  trail.sessions += 1;
  trail.sessionId = `s-${person.key}-${trail.sessions}`;
  trail.landing = true;
  trail.deviceProperties = propertiesOf(elsewhere?.device ?? person.device);
  const firstTimeThere =
    elsewhere !== undefined && !trail.distinctIds.includes(elsewhere.anonymousId);
  trail.unknownHere = firstTimeThere ? elsewhere.anonymousId : undefined;
  trail.distinctId = trail.unknownHere ?? (trail.identified ? person.userId : person.anonymousId);
}

const meanGapMs = 24 * second;

/** What is recorded; `fields` are further fields of the event beside its properties. */
export type Deed = {
  readonly event: string;
  readonly path: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly fields?: Partial<EventInput>;
};

/** Records one event a moment later. False once the end has come; then nothing was recorded. */
export function record(trail: Trail, deed: Deed): boolean {
  // A session's first event stands at its very start, so that whoever arrives leaves a trail.
  if (!trail.landing) trail.nowMs += second + Math.floor(exponential(trail.random, meanGapMs));
  if (trail.over || trail.nowMs >= trail.plan.calendar.endMs) {
    trail.over = true;
    return false;
  }
  trail.events.push(eventOf(trail, deed));
  if (!trail.distinctIds.includes(trail.distinctId)) trail.distinctIds.push(trail.distinctId);
  trail.landing = false;
  if (trail.unknownHere === undefined) return true;
  const anonymousId = trail.unknownHere;
  trail.unknownHere = undefined;
  identify(trail, anonymousId, deed.path);
  return true;
}

function eventOf(trail: Trail, deed: Deed): EventInput {
  const { person } = trail;
  const event: EventInput = {
    id: `e-${person.key}-${trail.events.length}`,
    event: deed.event,
    distinctId: trail.distinctId,
    timestamp: new Date(trail.nowMs).toISOString(),
    sessionId: trail.sessionId,
    properties: {
      ...trail.deviceProperties,
      $current_url: site + deed.path,
      $pathname: deed.path,
      ...(trail.landing ? landingOf(person) : undefined),
      ...deed.properties,
    },
    ...deed.fields,
  };
  if (trail.groups !== undefined) event.groups = trail.groups;
  return event;
}

const landingOf = (person: Person): Readonly<Record<string, unknown>> => ({
  $referrer: person.channel.referrer ?? '$direct',
  channel: person.channel.name,
  ...person.channel.utm,
});

/** Ties an anonymous id to the user id; from here on events carry the user id. */
export function identify(trail: Trail, anonymousId: string, path: string): boolean {
  const { person } = trail;
  trail.distinctId = person.userId;
  const fields: Partial<EventInput> = {
    anonymousId,
    set: {
      name: person.name,
      email: person.email,
      plan: person.plan,
      country: person.locale.country,
      language: person.language,
    },
    setOnce: { first_channel: person.channel.name, first_browser: person.device.browser },
  };
  const done = record(trail, { event: '$identify', path, fields });
  if (done) trail.identified = true;
  return done;
}

export const viewPage = (trail: Trail, path: string): boolean =>
  record(trail, { event: '$pageview', path });

/** Goes away in the middle of something and comes back within days, in a new session. */
export function takeBreak(trail: Trail, atMostMs: number): void {
  const { hoursEast } = trail.person.locale;
  const backMs = comeback(trail.random, trail.nowMs, { meanDays: 1.2, hoursEast });
  if (backMs - trail.nowMs <= atMostMs) startSession(trail, backMs);
}
