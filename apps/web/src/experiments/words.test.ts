import { experimentPlan } from '@tandem/contract';
import { expect, test } from 'vitest';
import { draftOf, gateOf, planFrom, wantedOf, withRole } from './draft.ts';
import { effectSentence, toldDays } from './effect-picture.ts';
import {
  armWords,
  axisOf,
  changesOf,
  formatEffect,
  formatP,
  formatRange,
  onPage,
  shortShare,
  ticksOf,
  valueOf,
} from './words.ts';

test.each([
  [84.2, 'EUR', '€84.20'],
  [0.132, 'share', '13.2%'],
  [61, 'seconds', '1 min 01 s'],
  [0.01963, 'count', '0.0196'],
  [-4.5, 'count', '−4.5'],
  [12_345, 'orders', '12,345'],
  [null, 'EUR', 'none'],
] as const)('%s %s', (value, unit, words) => {
  expect(valueOf(value, unit)).toBe(words);
});

test('effects, intervals and chances as pages write them', () => {
  expect([formatEffect(0.147), formatEffect(-0.051)]).toEqual(['+14.7%', '−5.1%']);
  expect(formatRange({ value: 0, low: -0.0931, high: 0.201 })).toBe('−9.3 to +20.1');
  expect([formatP(0.4912), formatP(0.00001)]).toEqual(['p = 0.49', 'p < 0.001']);
  expect([shortShare(0.1), shortShare(0.025)]).toEqual(['10%', '2.5%']);
  expect(onPage('14.7 % higher (95 % interval -2.53 % to +4 %), -1')).toBe(
    '14.7% higher (95% interval −2.53% to +4%), −1',
  );
});

test('one axis holds every interval, zero and the target; its ticks are round', () => {
  const axis = axisOf([{ value: 0.1, low: 0.05, high: 0.15 }], 0.2);
  expect(axis[0]).toBeLessThan(0);
  expect(axis[1]).toBeGreaterThan(0.2);
  const wide = axisOf(
    [
      { value: 0.1, low: 0.05, high: 0.15 },
      { value: 2, low: -0.1, high: 10 },
    ],
    null,
  );
  expect(wide[1]).toBeCloseTo(0.48, 2);
  expect(ticksOf([-0.45, 0.25])).toEqual([-0.4, -0.2, 0, 0.2]);
});

const plan = experimentPlan.parse({
  hypothesis: 'If, then, because',
  arms: [{ variant: 'off' }, { variant: 'on', weight: 3 }],
  control: 'off',
  primary: { id: '00000000-0000-4000-8000-000000000001', version: 2 },
  guardrails: [{ id: '00000000-0000-4000-8000-000000000002', version: 1 }],
  minimumEffect: 0.05,
  people: 100,
  days: 14,
});
const versionOf = (version: number) => [
  {
    version,
    definition: { kind: 'unique' as const, of: { event: 'order' } },
    reason: null,
    author: 'Maya',
    at: '2026-03-01T00:00:00Z',
  },
];
const metrics = [1, 2].map((n) => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  versions: versionOf(n === 1 ? 2 : 1),
}));

test('a plan becomes a draft and comes back as it was', () => {
  expect(planFrom(draftOf({ name: 'One', plan }, ['off', 'on', 'bold']), metrics)).toEqual(plan);
  expect(armWords(plan)).toBe('off 25%, on 75%');
});

test('what is missing is named; the calculator waits for the essentials', () => {
  const open = { ...plan, hypothesis: '', primary: null, people: null };
  const missing = gateOf(open, undefined).filter(({ isMet }) => !isMet);
  expect(missing.map(({ key }) => key)).toEqual(['hypothesis', 'primary', 'size']);
  expect(wantedOf(open)).toBeUndefined();
  expect(wantedOf(plan)).toMatchObject({ minimumEffect: 0.05, control: 'off' });
});

test('one metric decides: another one in its place is watched from then on', () => {
  expect(withRole({ a: 'primary', b: 'guardrail' }, 'b', 'primary')).toEqual({
    a: 'secondary',
    b: 'primary',
  });
});

test('versions of a plan say what differs', () => {
  const after = { ...plan, people: 1200, mayDecideEarly: true, secondary: [plan.guardrails[0]!] };
  expect(changesOf(plan, after)).toEqual([
    'watched metrics',
    'people 100 → 1,200',
    'early decision not allowed → allowed',
  ]);
});

test('days without an effect that can be told are left out of the picture', () => {
  const told = toldDays(
    [
      { day: '2026-03-02', people: 1, effects: [{ variant: 'on', relative: null }] },
      {
        day: '2026-03-03',
        people: 9,
        effects: [{ variant: 'on', relative: { value: 0.1, low: -0.1, high: 0.3 } }],
      },
    ],
    'on',
  );
  expect(effectSentence(told, 'orders')).toBe(
    'Effect on orders at the end of each day: +10.0% on 3 Mar, between −10.0% and +30.0%.',
  );
  expect(effectSentence([], 'orders')).toBe('Nothing can be told of orders yet.');
});
