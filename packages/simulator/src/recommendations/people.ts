/** The shoppers: one per index, each from an own stream, so that any of them can be made alone. */
import { plans } from '../company.ts';
import { devices, type Device } from '../devices.ts';
import { locales, type Locale } from '../names.ts';
import { draw, exponential, normal, pick, stream, urn } from '../random.ts';
import { keyOf, type RecommendationPlan } from './plan.ts';

export type Shopper = {
  readonly index: number;
  readonly key: string;
  readonly userId: string;
  /** Under which some of them wrote before they signed in. */
  readonly secondId: string;
  readonly name: string;
  readonly email: string;
  readonly plan: string;
  readonly locale: Locale;
  readonly device: Device;
  /** Expected visits in the whole period. */
  readonly visits: number;
  /** Logarithm of what their orders are worth, over everybody's. */
  readonly taste: number;
};

const purpose = 0x53484f50;
const meanVisits = 4;
/** Of the logarithm of order values, between people. */
const tasteSpread = 0.4;
const speakers = locales.filter(({ language }) => language === 'en');
const byLocale = urn(speakers, (locale) => locale.weight);
const byPlan = urn(plans, (plan) => plan.weight);
const byDevice = urn<Device>(devices, (device) => device.weight);

export function shopperAt(plan: RecommendationPlan, index: number): Shopper {
  const random = stream(plan.seed, purpose, index);
  const key = keyOf(plan, index);
  const locale = draw(random, byLocale);
  const given = pick(random, locale.given);
  const family = pick(random, locale.family);
  return {
    index,
    key,
    userId: `member-${key}`,
    secondId: `letter-${key}`,
    name: `${given} ${family}`,
    email: `${given}.${family}.m${index}@mail.example`.toLowerCase(),
    plan: draw(random, byPlan).name,
    locale,
    device: draw(random, byDevice),
    // Gamma with shape 2: a few come often, most now and then.
    visits: (exponential(random, meanVisits) + exponential(random, meanVisits)) / 2,
    taste: tasteSpread * normal(random),
  };
}
