import { expect, test } from 'vitest';
import { funnelQuestion, trendsQuestion } from './insights.ts';

const series = [{ event: 'paid', measure: 'count' }];

test.each([
  ['a year of hours', '2025-01-01', '2025-12-31', 'hour', undefined],
  ['all days there are', '1970-01-01', '2099-12-31', 'month', undefined],
  ['too many points', '2000-01-01', '2025-12-31', 'hour', /more than 10000 points/],
  ['a day before there were any', '0000-01-01', '2025-12-31', 'day', /is not from/],
  [
    'a day that no longer has ten letters after it',
    '9999-12-31',
    '9999-12-31',
    'day',
    /is not from/,
  ],
])('%s', (_, from, to, interval, message) => {
  const asked = trendsQuestion.safeParse({ kind: 'trends', series, from, to, interval });
  expect(asked.error?.issues[0]?.message ?? '').toMatch(message ?? /^$/);
});

test('a funnel is asked of days that exist in both stores', () => {
  const steps = [{ event: 'seen' }, { event: 'paid' }];
  const range = { from: '2026-01-01', to: '9999-12-31' };
  const asked = funnelQuestion.safeParse({ kind: 'funnel', steps, ...range, windowSeconds: 60 });
  expect(asked.error?.issues).toMatchObject([{ path: ['to'] }]);
});
