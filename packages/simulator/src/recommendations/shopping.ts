/**
 * What shoppers do: they come, look at something, and often order. An order has two values, with the
 * engine and without; which of them happens depends on the arm alone, so the true effect is known
 * exactly on whichever people an experiment measures.
 */
import type { EventInput } from '@tandem/contract';
import { comeback, day, minute, second } from '../calendar.ts';
import { products, site } from '../company.ts';
import { between, chance, exponential, normal, pick, stream, type Random } from '../random.ts';
import type { Shopper } from './people.ts';
import type { Arm, RecommendationPlan } from './plan.ts';

export type Order = {
  readonly atMs: number;
  /** Cents, as it happened, and had the engine been there for nobody or for everybody. */
  readonly cents: number;
  readonly without: number;
  readonly with: number;
};

/** Everything one shopper did. */
export type Shopping = {
  readonly shopper: Shopper;
  readonly events: readonly EventInput[];
  readonly orders: readonly Order[];
  /** What the flag gave them, and when it first did: since then they are measured. */
  readonly met: Met | undefined;
};

export type Met = { readonly arm: Arm; readonly atMs: number };

const purpose = 0x53484f32;
const orderShare = 0.62;
/** Euro. */
const medianOrder = 74;
const leastOrder = 9.9;
/** Of the logarithm of order values, within one person. */
const orderSpread = 0.5;
/** By weekday, Monday first: at weekends people buy for the whole tour. */
const weekdays = [0.97, 0.96, 0.97, 0.98, 1, 1.07, 1.08] as const;

type Making = {
  readonly plan: RecommendationPlan;
  readonly shopper: Shopper;
  readonly random: Random;
  readonly events: EventInput[];
  readonly orders: Order[];
  met: Met | undefined;
  nowMs: number;
};

/** @param writes When they ask for the engine; then they are known also without a visit. */
export function shoppingOf(
  plan: RecommendationPlan,
  shopper: Shopper,
  writes: { readonly atMs: number; readonly twice: boolean } | undefined,
): Shopping {
  const random = stream(plan.seed, purpose, shopper.index);
  const making: Making = {
    plan,
    shopper,
    random,
    events: [],
    orders: [],
    met: undefined,
    nowMs: plan.startMs,
  };
  const who = {
    meanDays: plan.days / Math.max(shopper.visits, 0.01),
    hoursEast: shopper.locale.hoursEast,
  };
  let atMs = comeback(random, plan.startMs - day, who);
  while (atMs < plan.startMs) atMs = comeback(random, atMs, who);
  const introducedMs = writes === undefined ? atMs : Math.min(atMs, writes.atMs - minute);
  if (introducedMs < plan.endMs) introduce(making, introducedMs, writes?.twice ?? false);
  while (atMs < plan.endMs) {
    visit(making, Math.max(atMs, making.nowMs + second));
    atMs = comeback(random, making.nowMs, who);
  }
  const { events, orders, met } = making;
  return { shopper, events, orders, met };
}

/** Says who they are, and that a second id is theirs too: by signing in, or by an alias. */
function introduce(making: Making, atMs: number, twice: boolean): void {
  const { name, email, plan, locale, index, userId, secondId } = making.shopper;
  making.nowMs = Math.max(making.plan.startMs, atMs);
  const set = { name, email, plan, country: locale.country, language: locale.language };
  const isIdentified = twice && index % 3 !== 2;
  record(making, '$identify', {}, { set, ...(isIdentified && { anonymousId: secondId }) });
  if (!twice || isIdentified) return;
  making.nowMs += second;
  record(making, '$create_alias', {}, { distinctId: userId, alias: secondId });
}

function visit(making: Making, atMs: number): void {
  const { plan, shopper, random } = making;
  making.nowMs = atMs;
  if (atMs >= plan.launchMs) meet(making);
  making.nowMs += second + Math.floor(exponential(random, 40 * second));
  const { name: product, sku, category, price } = pick(random, products);
  record(making, 'product viewed', { product, sku, category, price, currency: 'EUR' });
  const buys = chance(random, orderShare);
  making.nowMs += second + Math.floor(exponential(random, 4 * minute));
  const order = orderAt(making, making.nowMs);
  if (!buys) return;
  const revenue = order.cents / 100;
  const properties = {
    order_id: `NR-${shopper.key}-${making.orders.length + 1}`,
    items: between(random, 1, 4),
    value: revenue,
    revenue,
    currency: 'EUR',
  };
  if (record(making, 'order placed', properties)) making.orders.push(order);
}

/** The page asks for the flag, and says so once per visit. */
function meet(making: Making): void {
  const { plan, shopper } = making;
  const arm = plan.assign(shopper.userId);
  if (arm === undefined) return;
  const { flag, experiment } = plan;
  const { value, variation, ring } = arm;
  const by = variation === undefined ? {} : { experiment, variation };
  const seen = { flag, value, ...(ring !== undefined && { ring }), ...by };
  if (!record(making, '$exposure', seen)) return;
  making.met ??= { arm, atMs: making.nowMs };
}

function orderAt({ plan, shopper, random, met }: Making, atMs: number): Order {
  const passed = (atMs - plan.startMs) / (plan.days * day);
  const weekday = weekdays[(Math.floor(atMs / day) + 3) % 7] ?? 1;
  const spread = Math.exp(shopper.taste + orderSpread * normal(random));
  const euro = medianOrder * spread * (1 + plan.season * passed) * weekday;
  const value = Math.max(leastOrder, euro);
  const without = Math.round(value * 100);
  const engine = Math.round(value * (1 + plan.effect) * 100);
  return { atMs, without, with: engine, cents: met?.arm.isTreated === true ? engine : without };
}

/** False once the end has come; then nothing was recorded. */
function record(
  { plan, shopper, events, nowMs }: Making,
  event: string,
  properties: Readonly<Record<string, unknown>>,
  fields: Partial<EventInput> = {},
): boolean {
  if (nowMs >= plan.endMs) return false;
  const { key, userId: distinctId, device } = shopper;
  const id = `r-${key}-${events.length}`;
  const timestamp = new Date(nowMs).toISOString();
  const of = { $browser: device.browser, $os: device.os, $host: site.slice('https://'.length) };
  events.push({
    id,
    event,
    distinctId,
    timestamp,
    properties: { ...of, ...properties },
    ...fields,
  });
  return true;
}
