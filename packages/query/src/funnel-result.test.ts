import type { FunnelQuestion } from '@tandem/contract';
import { expect, test } from 'vitest';
import type { FunnelRow } from './funnel.ts';
import { funnelResult } from './funnel-result.ts';
import { funnelTraitsResult } from './funnel-traits.ts';

const question: FunnelQuestion = {
  kind: 'funnel',
  steps: [{ event: 'visit' }, { event: 'signup' }, { event: 'purchase' }],
  from: '2026-03-01',
  to: '2026-03-31',
  windowSeconds: null,
};
const context = { timeZone: 'UTC' };
const row = (
  value: string,
  people: number[],
  period: FunnelRow['period'] = 'current',
): FunnelRow => ({
  period,
  value,
  rest: 0,
  people,
  withWords: [],
});

test('steps, the worst first, times', () => {
  const result = funnelResult(question, context, {
    rows: [{ ...row('', [1000, 400, 100]), withWords: [0, 7, 2] }],
    between: [60_000, 3_500],
    tookMs: 3,
  });
  expect(result.steps.map(({ people, lost, withWords }) => ({ people, lost, withWords }))).toEqual([
    { people: 1000, lost: 0, withWords: 0 },
    { people: 400, lost: 600, withWords: 7 },
    { people: 100, lost: 300, withWords: 2 },
  ]);
  expect(result.steps.map(({ medianSeconds }) => medianSeconds)).toEqual([null, 60, 3.5]);
  expect(result.steps[0]?.rate).toBeNull();
  expect(result.steps[1]?.rate?.value).toBe(0.4);
  expect(result.worst).toEqual([1, 2]);
  expect(result.groups).toEqual([]);
  expect(result.people).toBe(1000);
});

test('nobody at all is an answer too', () => {
  const { steps } = funnelResult(question, context, { rows: [row('', [0, 0, 0])], tookMs: 0 });
  expect(steps.map(({ rate, shareOfFirst }) => ({ rate, shareOfFirst }))).toEqual(
    steps.map(() => ({ rate: null, shareOfFirst: 0 })),
  );
});

test('the change against the period before comes with its interval', () => {
  const compared = funnelResult({ ...question, compare: true }, context, {
    rows: [row('', [70, 56, 10]), row('', [80, 48, 0], 'previous')],
    tookMs: 0,
  });
  const change = compared.steps[1]?.change;
  expect(compared.steps[1]?.previous).toEqual({ people: 48, rate: 0.6 });
  expect(change?.value).toBeCloseTo(0.2, 12);
  expect(change?.low).toBeCloseTo(0.0524, 4);
  expect(compared.steps[0]?.change).toBeNull();
});

test('a value that loses more than the others stands out, at its step alone', () => {
  const breakdown = { on: 'event', key: '$browser' } as const;
  const rows = [
    row('Safari', [200, 100, 10]),
    row('Chrome', [800, 400, 300]),
    row('', [20, 10, 7]),
    { ...row('', [30, 15, 11]), rest: 1 },
  ];
  const result = funnelResult({ ...question, breakdown }, context, { rows, tookMs: 0 });
  expect(result.groups.map(({ value }) => value)).toEqual([
    'Chrome',
    'Safari',
    '(not set)',
    'Other',
  ]);
  expect(result.standsOut).toHaveLength(1);
  expect(result.standsOut[0]).toMatchObject({
    step: 2,
    key: '$browser',
    value: 'Safari',
    lostShare: 0.9,
  });
});

const counts = [
  { on: 'event', key: '$browser', value: 'Safari', lost: 90, passed: 10 },
  { on: 'event', key: '$browser', value: 'Chrome', lost: 110, passed: 290 },
  { on: 'person', key: 'plan', value: 'pro', lost: 100, passed: 151 },
] as const;

test('values over-represented among the lost', () => {
  const lost = funnelTraitsResult({ outcome: 'lost' }, counts, { lost: 200, passed: 300 });
  expect(lost.compared).toBe(3);
  expect(lost.traits.map(({ value }) => value)).toEqual(['Safari']);
  expect(lost.traits[0]).toMatchObject({ lostShare: 0.45, passedShare: 1 / 30 });
  expect(lost.traits[0]?.ratio).toBeCloseTo(13.5, 9);
  const reached = funnelTraitsResult({ outcome: 'reached' }, counts, { lost: 200, passed: 300 });
  expect(reached.traits.map(({ value }) => value)).toEqual(['Chrome', 'pro']);
  expect(reached.traits[1]?.pValue).toBeGreaterThan(0.5);
});
