import type { CausalLabel } from './causal-label.ts';
import type { Compared, Comparison, RefusedBecause } from './comparison.ts';
import type { Interval } from './intervals.ts';

/** Three of them: a value or a difference in its own unit. */
export const formatDigits = (value: number): string => String(Number(value.toPrecision(3)));
/** An effect and the ends of its interval in per cent, all to the tenth: more would feign to be exact. */
export const formatEffect = (share: number): string =>
  `${Math.abs(share) < 0.01 ? formatDigits(share * 100) : (share * 100).toFixed(1)} %`;
export const formatSigned = (value: number, format: (value: number) => string): string =>
  `${value < 0 ? '-' : '+'}${format(Math.abs(value))}`;

/** Names as the reader knows them, lower case, to stand inside a sentence. */
export type Names = {
  readonly metric: string;
  readonly base: string;
  readonly variant: string;
  /** A value or difference of the metric with its unit; plain digits unless told. */
  readonly format?: (value: number) => string;
};

/**
 * One plain English sentence that says no more than the comparison does. Only a randomised one says
 * "raised" or "lowered"; the others name what they are. The effect is relative where that could be told, absolute
 * otherwise; a difference whose interval contains zero is never called one.
 */
export function sentence(comparison: Comparison, names: Names): string {
  if (comparison.outcome === 'refused') return refused(comparison.because, names);
  const tellers = excludesZero(comparison.difference) ? found : open;
  return `${tellers[comparison.label](comparison, names)}${careful(comparison)}.`;
}

type Teller = (comparison: Compared, names: Names) => string;

const found: Readonly<Record<CausalLabel, Teller>> = {
  randomised: (one, names) =>
    `${capital(names.variant)} ${one.difference.value > 0 ? 'raised' : 'lowered'} ${names.metric} by ${size(one, names)} against ${names.base} (${range(one, names)})`,
  'quasi-experiment': (one, names) =>
    `${capital(names.metric)} was ${amount(one, names)} with ${names.variant} than with ${names.base} (${range(one, names)}); the groups were not drawn by chance, so part of this may come from elsewhere`,
  observational: (one, names) =>
    `${capital(names.metric)} was ${amount(one, names)} with ${names.variant} than with ${names.base} (${range(one, names)}); this is an observation and does not say why`,
};

const undecided: Teller = (one, names) =>
  `${capital(names.metric)} with ${names.variant} cannot be told apart from that with ${names.base} (${range(one, names)})`;

const open: Readonly<Record<CausalLabel, Teller>> = {
  randomised: undecided,
  'quasi-experiment': (one, names) =>
    `${undecided(one, names)}; the groups were not drawn by chance`,
  observational: (one, names) => `${undecided(one, names)}; this is an observation`,
};

const amount: Teller = (one, names) =>
  `${size(one, names)} ${one.difference.value > 0 ? 'higher' : 'lower'}`;

const size: Teller = (one, { format = formatDigits }) => {
  const share = told(one);
  return share === undefined
    ? format(Math.abs(one.difference.value))
    : formatEffect(Math.abs(share.value));
};

const range: Teller = (one, { format = formatDigits }) => {
  const share = told(one);
  const { low, high } = share ?? one.difference;
  const write = share === undefined ? format : formatEffect;
  return `${percent(one.confidence)} interval ${formatSigned(low, write)} to ${formatSigned(high, write)}`;
};

/** The relative effect, where it exists and agrees with the absolute one on whether zero is excluded. */
function told({ difference, relative }: Compared): Interval | undefined {
  if (relative.method === 'refused') return undefined;
  return excludesZero(relative) === excludesZero(difference) ? relative : undefined;
}

const excludesZero = ({ low, high }: Interval) => low > 0 || high < 0;

const careful = ({ cautions }: Compared) =>
  cautions.length > 0 ? '; the numbers are small, so take the interval as rough' : '';

const refused = (because: RefusedBecause, names: Names) =>
  `${capital(names.variant)} and ${names.base} cannot be compared on ${names.metric}: ${reasons[because]}.`;

const reasons: Readonly<Record<RefusedBecause, string>> = {
  'too-few-units': 'each group needs at least two people',
  'no-value': 'one group has no value for it',
  'no-variation': 'in one group everybody is the same, so its uncertainty is not known yet',
};

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const percent = (share: number) => `${formatDigits(share * 100)} %`;
