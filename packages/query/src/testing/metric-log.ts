/** Random events for metrics of every kind, and each person's pair computed the obvious way. */
import type { MetricDefinition } from '@tandem/contract';
import fc from 'fast-check';

export const hour = 3_600_000;
export const start = Date.parse('2026-03-01T00:00:00Z');
export const hostile = `a'"\\{p0:String}\``;
const filters = [
  { kind: 'property' as const, on: 'event' as const, key: hostile, op: 'gt' as const, value: 1 },
];
const [a, b] = [{ event: 'a' }, { event: hostile }];
export const metrics: readonly MetricDefinition[] = [
  { kind: 'count', of: { ...a, filters } },
  { kind: 'unique', of: b },
  { kind: 'sum', of: { ...a, property: hostile } },
  { kind: 'mean', of: { ...b, property: hostile } },
  { kind: 'ratio', numerator: { ...a, property: hostile }, denominator: b },
  { kind: 'conversion', from: a, to: b, windowSeconds: 7200 },
  { kind: 'conversion', from: a, to: a, windowSeconds: 7200 },
  { kind: 'retention', start: a, back: b, day: 1 },
];

export type LoggedEvent = {
  readonly person: number;
  readonly name: string;
  /** Hours since the start. */
  readonly at: number;
  readonly number: number;
};
export const event = fc.record({
  person: fc.integer({ min: 0, max: 5 }),
  name: fc.constantFrom('$exposure', '$exposure', 'a', hostile),
  at: fc.integer({ min: -2, max: 100 }),
  number: fc.integer({ min: 0, max: 3 }),
});
export const variantOf = ({ number }: LoggedEvent) => (number === 3 ? 'y' : 'x');

const id = (kind: string, n: number) =>
  `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The facts of a project; `gone` are the people who were merged into person 0. */
export function rowsOf(project: number, events: readonly LoggedEvent[], gone: readonly number[]) {
  const rows = events.map((one, i) => ({
    project,
    name: one.name,
    day: '2026-03-01',
    id: id('e', i),
    time: new Date(start + one.at * hour).toISOString(),
    received_at: '2026-03-10T00:00:00Z',
    person: id('a', one.person),
    distinct_id: '',
    properties:
      one.name === '$exposure' ? { flag: hostile, v: variantOf(one) } : { [hostile]: one.number },
    precedence: 1,
  }));
  const overrides = gone.map((one) => ({
    project,
    person: id('a', one),
    canonical: id('a', 0),
    precedence: 1,
  }));
  return { rows, overrides };
}

/** Numerator and denominator. */
export type Pair = readonly [number, number];

/** What one person's events make of each of `metrics`; hours count to `end`. */
export function pairsOf(events: readonly LoggedEvent[], end: number): readonly Pair[] {
  const [as, bs] = ['a', hostile].map((name) => events.filter((one) => one.name === name));
  const [ones, others] = [as ?? [], bs ?? []];
  const sum = (of: readonly LoggedEvent[]) => of.reduce((all, { number }) => all + number, 0);
  const first = Math.min(...ones.map(({ at }) => at));
  const over = first + 48 <= end;
  const pairs = (of: readonly LoggedEvent[], least: number) =>
    ones.some((x) => of.some((y) => y.at - x.at >= least && y.at - x.at <= 2));
  const back = others.some(({ at }) => at >= first + 24 && at < first + 48);
  return [
    [ones.filter(({ number }) => number > 1).length, 1],
    [others.length > 0 ? 1 : 0, 1],
    [sum(ones), 1],
    [sum(others), others.length],
    [sum(ones), others.length],
    [pairs(others, 0) ? 1 : 0, ones.length > 0 ? 1 : 0],
    [pairs(ones, 1) ? 1 : 0, ones.length > 0 ? 1 : 0],
    [over && back ? 1 : 0, over ? 1 : 0],
  ];
}
