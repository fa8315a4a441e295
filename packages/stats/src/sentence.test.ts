/** Wording: no causal verb without chance behind it, over every sentence that can be made. */
import { expect, test } from 'vitest';
import type { CausalLabel } from './causal-label.ts';
import { compare, type Comparison } from './comparison.ts';
import { ofProportion, type Estimate } from './estimate.ts';
import { sentence } from './sentence.ts';

const causal =
  /\b(caus\w*|led to|leads? to|ma[dk]e\w*|dr[oi]ve\w*|increas\w*|rais\w*|lower(ed|s|ing)|reduc\w*|improv\w*|boost\w*|lift\w*|because|due to|thanks to|effects?|impact\w*|result(ed|s|ing)? in|chang\w*|affect\w*|w[oi]n\w*)\b/i;
const labels: readonly CausalLabel[] = ['randomised', 'quasi-experiment', 'observational'];
const names = { metric: 'revenue per order', base: 'the old page', variant: 'the new page' };

const base: Estimate = { n: 1000, value: 50, variance: 400 };
const groups: readonly (readonly [Estimate, Estimate])[] = [
  [base, { n: 1000, value: 57.35, variance: 400 }],
  [base, { n: 1000, value: 42, variance: 400 }],
  [base, { n: 1000, value: 50.5, variance: 400 }],
  [
    { n: 20, value: 0.1, variance: 1 },
    { n: 20, value: 3, variance: 1 },
  ],
  [
    { n: 20, value: 0.1, variance: 1 },
    { n: 20, value: 0.2, variance: 1 },
  ],
  [
    { n: 60, value: 5, variance: 60 },
    { n: 60, value: 12, variance: 60 },
  ],
  [ofProportion({ n: 1000, successes: 4 }), ofProportion({ n: 1000, successes: 30 })],
  [{ ...base, n: 1 }, base],
  [{ ...base, variance: 0 }, base],
  [{ ...base, value: Number.NaN }, base],
];
const made = (label: CausalLabel) =>
  groups.map(([one, other]): [Comparison, string] => {
    const comparison = compare(one, other, { label });
    return [comparison, sentence(comparison, names)];
  });

test.each(labels)('%s', (label) => {
  for (const [comparison, text] of made(label)) {
    expect(text).toMatch(/^[A-Z].*[^.]\.$/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    const { low, high } =
      comparison.outcome === 'compared' ? comparison.difference : { low: 0, high: 0 };
    const mayClaim = label === 'randomised' && (low > 0 || high < 0);
    if (mayClaim) expect(text).toMatch(causal);
    else expect(text).not.toMatch(causal);
  }
});

test('as it reads', () => {
  expect(labels.map((label) => made(label)[0]?.[1])).toEqual([
    'The new page raised revenue per order by 14.7 % against the old page (95 % interval +10.9 % to +18.5 %).',
    'Revenue per order was 14.7 % higher with the new page than with the old page (95 % interval +10.9 % to +18.5 %); the groups were not drawn by chance, so part of this may come from elsewhere.',
    'Revenue per order was 14.7 % higher with the new page than with the old page (95 % interval +10.9 % to +18.5 %); this is an observation and does not say why.',
  ]);
  const randomised = made('randomised').map(([, text]) => text);
  expect([randomised[2], randomised[3], randomised[8]]).toEqual([
    'Revenue per order with the new page cannot be told apart from that with the old page (95 % interval -2.5 % to +4.5 %).',
    'The new page raised revenue per order by 2.9 against the old page (95 % interval +2.26 to +3.54); the numbers are small, so take the interval as rough.',
    'The new page and the old page cannot be compared on revenue per order: in one group everybody is the same, so its uncertainty is not known yet.',
  ]);
});

test('a relative interval that disagrees about zero gives way to the absolute one', () => {
  const one = compare(
    { n: 100, value: 10, variance: 100 },
    { n: 100, value: 14, variance: 300 },
    {
      label: 'randomised',
      relativeMethod: 'delta',
    },
  );
  if (one.outcome === 'refused' || one.relative.method === 'refused') throw new Error('refused');
  expect([one.difference.low > 0, one.relative.low > 0]).toEqual([true, false]);
  expect(sentence(one, names)).toContain('by 4 against');
});
