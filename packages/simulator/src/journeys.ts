/**
 * What a person does. How far somebody gets in each funnel is decided before they come, by one draw
 * per step, and a funnel is only ever walked from its first step on, in order and well within its
 * window. So the furthest step taken *is* the answer of an exact ordered funnel query.
 */
import type { EventInput } from '@tandem/contract';
import { arrival, comeback, day } from './calendar.ts';
import { features, funnels, journal, type Feature, type Funnel, type FunnelId } from './company.ts';
import type { Person } from './people.ts';
import type { Plan } from './plant.ts';
import { between, chance, exponential, pick, stream, type Random } from './random.ts';
import { detailsOf, look, pathOf } from './steps.ts';
import {
  identify,
  record,
  startSession,
  takeBreak,
  trailOf,
  viewPage,
  type Moment,
  type Trail,
} from './trail.ts';

/** Everything one person did. */
export type Life = {
  readonly person: Person;
  /** In order; timestamps strictly increase. */
  readonly events: readonly EventInput[];
  /** Furthest step reached in each funnel; -1 for never entered. */
  readonly depth: Readonly<Record<FunnelId, number>>;
  /** Each time the planted step stopped them; empty for everybody else. */
  readonly stuck: readonly Moment[];
  /** The user id of those who signed up, else the anonymous id. */
  readonly id: string;
  /** All ids they appear under. */
  readonly distinctIds: readonly string[];
  readonly shown: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
  readonly orders: number;
};

const purpose = 0x4c494645;

export function lifeOf(plan: Plan, person: Person): Life {
  const trail = trailOf(plan, person, stream(plan.seed, purpose, person.index));
  live(trail);
  const { events, depth, stuck, distinctIds, shown, used, orders, identified } = trail;
  const id = identified ? person.userId : person.anonymousId;
  return { person, events, depth, stuck, id, distinctIds, shown, used, orders };
}

/** How far they mean to get (index of the last step, -1: not interested) and on which visit. */
type Aim = { readonly last: number; readonly visit: number };
type Aims = Readonly<Record<FunnelId, Aim>> & { readonly visits: number };

const interest = { order: 0.93, onboarding: 0.5, invitation: 0.6 } as const;
const [order, onboarding, invitation] = funnels;

function aimsOf(plan: Plan, person: Person, random: Random): Aims {
  const visits = 1 + Math.floor(exponential(random, 1.25));
  const soon = (share: number): number =>
    visits === 1 || chance(random, share) ? 0 : between(random, 1, Math.min(visits - 1, 3));
  const aim = (funnel: Funnel, share: number): Aim => ({
    last: chance(random, interest[funnel.id]) ? furthest(plan, person, funnel, random) : -1,
    visit: soon(share),
  });
  return {
    visits,
    order: aim(order, 0.8),
    onboarding: aim(onboarding, 0.65),
    invitation: aim(invitation, 0),
  };
}

function furthest(plan: Plan, person: Person, funnel: Funnel, random: Random): number {
  let last = 0;
  for (const step of funnel.steps.slice(1)) {
    if (chance(random, step.loss)) break;
    last += 1;
  }
  const stopped = person.prone && plan.stuck.funnel === funnel.id;
  return stopped ? Math.min(last, plan.stuck.index - 1) : last;
}

function live(trail: Trail): void {
  const { plan, person, random } = trail;
  const { hoursEast } = person.locale;
  const aims = aimsOf(plan, person, random);
  let atMs = arrival(random, plan.calendar, hoursEast);
  for (let visit = 0; visit < aims.visits && !trail.over; visit += 1) {
    startSession(trail, atMs);
    spend(trail, aims, visit);
    atMs = comeback(random, trail.nowMs, { meanDays: 6, hoursEast });
  }
}

/** One visit: its errands, and something to look at when there is none. */
function spend(trail: Trail, aims: Aims, visit: number): void {
  const before = trail.events.length;
  const early = chance(trail.random, 0.3);
  if (early) join(trail, aims.onboarding, visit);
  shop(trail, aims.order, visit);
  if (!early) join(trail, aims.onboarding, visit);
  invite(trail, aims.invitation, visit);
  if (trail.events.length === before || chance(trail.random, 0.2)) lookAround(trail);
  if (chance(trail.random, 0.4)) glimpse(trail);
}

function shop(trail: Trail, aim: Aim, visit: number): void {
  if (aim.last < 0) return;
  if (visit === aim.visit) walk(trail, order, aim.last);
  else if (chance(trail.random, 0.34)) walk(trail, order, between(trail.random, 0, aim.last));
}

function join(trail: Trail, aim: Aim, visit: number): void {
  if (aim.last < 0 || visit < aim.visit) return;
  const again = trail.depth.onboarding >= 0;
  // Who has an account has no second sign-up; who has none may try again and gets no further.
  if (trail.identified || (again && !chance(trail.random, 0.5))) return;
  walk(trail, onboarding, aim.last);
}

function invite(trail: Trail, aim: Aim, visit: number): void {
  if (aim.last < 0 || visit < aim.visit || !trail.identified) return;
  const again = trail.depth.invitation >= 0;
  if (!again || chance(trail.random, 0.25)) walk(trail, invitation, aim.last);
}

/** Takes the steps of a funnel up to and including `last`, and is stuck there if that was planted. */
function walk(trail: Trail, funnel: Funnel, last: number): void {
  const { plan, person } = trail;
  if (funnel.id === 'order') look(trail);
  for (let index = 0; index <= last; index += 1) {
    if (!takeStep(trail, funnel, index)) return;
    trail.depth[funnel.id] = Math.max(trail.depth[funnel.id], index);
    if (index < last) linger(trail, funnel, index);
  }
  const { stuck } = plan;
  if (person.prone && stuck.funnel === funnel.id && stuck.index === last + 1) {
    struggle(trail, pathOf(funnel.steps[last]?.path ?? '/', trail));
  }
}

function takeStep(trail: Trail, funnel: Funnel, index: number): boolean {
  const step: Funnel['steps'][number] | undefined = funnel.steps[index];
  if (step === undefined) throw new RangeError(`${funnel.id} has no step ${index}`);
  if (step.event === 'account created' && !signIn(trail, step.path)) return false;
  const path = pathOf(step.path, trail);
  if (step.page && !viewPage(trail, path)) return false;
  return record(trail, { event: step.event, path, properties: detailsOf(step.event, trail) });
}

/** The account is created under the user id; colleagues bring their company along. */
function signIn(trail: Trail, path: string): boolean {
  const { account, anonymousId } = trail.person;
  if (!identify(trail, anonymousId, path)) return false;
  if (account === undefined) return true;
  trail.groups = { company: account.key };
  const set = { name: account.name, seats: account.seats };
  const group = { type: 'company', key: account.key, set };
  return record(trail, { event: '$groupidentify', path, fields: { group } });
}

/** What people do between two steps: look at more products, or come back another day. */
function linger(trail: Trail, funnel: Funnel, index: number): void {
  if (funnel.id !== 'order') return;
  const { event } = order.steps[index] ?? order.steps[0];
  if (event === 'product viewed' && chance(trail.random, 0.35)) takeStep(trail, order, index);
  if (event === 'basket viewed' && chance(trail.random, 0.1)) takeBreak(trail, 4 * day);
}

/** The planted step again and again, without success. */
function struggle(trail: Trail, path: string): void {
  const { random, plan } = trail;
  trail.stuck.push({ atMs: trail.nowMs, distinctId: trail.distinctId, path });
  const properties = { place: plan.stuck.step, code: 'interaction' };
  for (let times = between(random, 0, 2); times > 0; times -= 1) {
    record(trail, { event: 'error shown', path, properties });
  }
}

const corners = ['/help', '/stores', '/account/orders', '/sale', '/about/repairs'] as const;

function lookAround(trail: Trail): void {
  const { random } = trail;
  for (let pages = between(random, 1, 3); pages > 0; pages -= 1) {
    const article = chance(random, 0.5) ? pick(random, journal) : undefined;
    const path = article === undefined ? pick(random, corners) : `/journal/${article}`;
    viewPage(trail, path);
    if (article !== undefined && chance(random, 0.6)) {
      record(trail, { event: 'article read', path, properties: { article } });
    }
  }
}

/** A feature comes into view; some use it, the planted one nobody does. */
function glimpse(trail: Trail): void {
  const { random, plan } = trail;
  const { name, rate } = pick(random, features);
  const path = '/account';
  const properties: { readonly feature: Feature } = { feature: name };
  if (!record(trail, { event: 'feature shown', path, properties })) return;
  trail.shown.add(name);
  if (!chance(random, rate) || name === plan.unused) return;
  if (record(trail, { event: 'feature used', path, properties })) trail.used.add(name);
}
