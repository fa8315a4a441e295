import type { CausalLabel } from './causal-label.ts';
import type { Compared, Comparison, RefusedBecause } from './comparison.ts';

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
 * "caused"; the others name what they are. A relative effect where it could be told, the absolute one
 * otherwise.
 */
export function sentence(comparison: Comparison, names: Names): string {
  if (comparison.outcome === 'refused') return refused(comparison.because, names);
  const { low, high } = comparison.difference;
  const told = low > 0 || high < 0 ? found : open;
  return `${told[comparison.label](comparison, names)}${careful(comparison)}.`;
}

type Teller = (comparison: Compared, names: Names) => string;

const found: Readonly<Record<CausalLabel, Teller>> = {
  randomised: (one, names) =>
    `${capital(names.variant)} caused ${names.metric} to be ${amount(one, names)} than with ${names.base} (${range(one, names)})`,
  'quasi-experiment': (one, names) =>
    `${capital(names.metric)} was ${amount(one, names)} with ${names.variant} than with ${names.base} (${range(one, names)}); the groups were not drawn by chance, so part of this may come from elsewhere`,
  observational: (one, names) =>
    `${capital(names.metric)} was ${amount(one, names)} with ${names.variant} than with ${names.base} (${range(one, names)}); this is an observation and does not say why`,
};

const undecided: Teller = (one, names) =>
  `${capital(names.metric)} with ${names.variant} cannot be told apart from ${names.base} (${range(one, names)})`;

const open: Readonly<Record<CausalLabel, Teller>> = {
  randomised: undecided,
  'quasi-experiment': (one, names) =>
    `${undecided(one, names)}; the groups were not drawn by chance`,
  observational: (one, names) => `${undecided(one, names)}; this is an observation`,
};

const amount: Teller = ({ difference, relative }, { format = digits }) => {
  const size =
    relative.method === 'refused'
      ? format(Math.abs(difference.value))
      : percent(Math.abs(relative.value));
  return `${size} ${difference.value > 0 ? 'higher' : 'lower'}`;
};

const range: Teller = ({ confidence, difference, relative }, { format = digits }) => {
  const share = `${percent(confidence)} interval`;
  return relative.method === 'refused'
    ? `${share} ${signed(difference.low, format)} to ${signed(difference.high, format)}`
    : `${share} ${signed(relative.low, percent)} to ${signed(relative.high, percent)}`;
};

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
const digits = (value: number) => String(Number(value.toPrecision(3)));
const percent = (share: number) => `${digits(share * 100)} %`;
const signed = (value: number, format: (value: number) => string) =>
  `${value < 0 ? '-' : '+'}${format(Math.abs(value))}`;
