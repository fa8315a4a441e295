/** Who comes by: one person per index, each from an own stream, so that any of them can be made alone. */
import { accounts, channels, plans, type Channel } from './company.ts';
import { devices, type Device } from './devices.ts';
import { locales, type Language, type Locale } from './names.ts';
import { plantedBrowserShare, stuckShare, type Plan } from './plant.ts';
import { chance, draw, hex, pick, scramble, stream, urn, type Random } from './random.ts';

type Account = (typeof accounts)[number];

export type Person = {
  readonly index: number;
  /** Sixteen hex digits: unique among the people of this seed and unlike those of other seeds. */
  readonly key: string;
  readonly anonymousId: string;
  /** Theirs once they sign up. */
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly plan: string;
  readonly account: Account | undefined;
  readonly locale: Locale;
  readonly language: Language;
  readonly channel: Channel;
  readonly device: Device;
  /** A second one, seen after signing in there; nobody on the planted browser has one. */
  readonly second: { readonly device: Device; readonly anonymousId: string } | undefined;
  /** The planted step stops them, as often as they try. */
  readonly prone: boolean;
};

const purpose = 0x50454f50;
const byLocale = urn(locales, (locale) => locale.weight);
const byChannel = urn(channels, (channel) => channel.weight);
const byPlan = urn(plans, (plan) => plan.weight);

/** How this simulation hands out devices. */
export type DeviceDraw = {
  readonly planted: Device;
  readonly others: ReturnType<typeof urn<Device>>;
};

export function deviceDrawOf(plan: Plan): DeviceDraw {
  const planted = devices.find((device) => device.browser === plan.stuck.browser);
  if (planted === undefined) {
    throw new RangeError(`Nobody has the browser "${plan.stuck.browser}"; see browsers`);
  }
  const others = devices.filter((device) => device !== planted);
  return { planted, others: urn<Device>(others, (device) => device.weight) };
}

const secondDeviceShare = 0.12;
const accountShare = 0.09;
const ownLanguageShare = 0.8;

export function personAt(plan: Plan, deviceDraw: DeviceDraw, index: number): Person {
  const random = stream(plan.seed, purpose, index);
  const locale = draw(random, byLocale);
  const key = `${hex(scramble(index + 1))}${hex(scramble(plan.seed))}`;
  const onPlanted = chance(random, plantedBrowserShare);
  const prone = onPlanted && chance(random, stuckShare);
  const device = onPlanted ? deviceDraw.planted : draw(random, deviceDraw.others);
  const other = draw(random, deviceDraw.others);
  const hasSecond = chance(random, secondDeviceShare) && !onPlanted && other !== device;
  return {
    index,
    key,
    anonymousId: `anon-${key}`,
    userId: `user-${key}`,
    ...calledIn(random, locale, index),
    plan: draw(random, byPlan).name,
    account: chance(random, accountShare) ? pick(random, accounts) : undefined,
    locale,
    language: chance(random, ownLanguageShare) ? locale.language : 'en',
    channel: draw(random, byChannel),
    device,
    second: hasSecond ? { device: other, anonymousId: `anon2-${key}` } : undefined,
    prone,
  };
}

/** A name of that place and an address that can belong to nobody (RFC 2606). */
function calledIn(random: Random, locale: Locale, index: number) {
  const given = pick(random, locale.given);
  const family = pick(random, locale.family);
  const email = `${given}.${family}.${index}@mail.example`.toLowerCase();
  return { name: `${given} ${family}`, email };
}
