import { getMe, getToday, listMetrics } from '@tandem/contract';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { answerTo } from './api.ts';
import { asks, type Opening } from './asks.ts';

const at = (pathname: string, queries = new QueryClient()) => ({
  context: { queries },
  location: { pathname, search: { last: '7' } },
});

test('a page is told by its address, and today by the zone of its project', () => {
  const queries = new QueryClient();
  const projects = [{ id: 7, timeZone: 'Pacific/Kiritimati' }];
  const me: readonly unknown[] = answerTo(getMe, {}).queryKey;
  queries.setQueryData(me, { projects });
  const seen: Opening[] = [];
  asks((opening) => seen.push(opening))(at('/p/7/bets/b1', queries));
  expect(seen[0]).toMatchObject({ params: { project: 7 }, id: 'b1', search: { last: '7' } });
  const there = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' });
  expect(seen[0]?.today).toBe(there.format(new Date()));
});

test('nobody waits; an equal question is found answered, and a refusal is the page’s to tell', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 1000 } } });
  let asked = 0;
  const answers: unknown[] = [];
  const question = answerTo(getToday, { params: { project: 7 } });
  const load = asks(async ({ ask }) => {
    answers.push(await ask({ queryKey: question.queryKey, queryFn: () => (asked += 1) }));
    const refused = answerTo(listMetrics, { params: { project: 7 } }).queryKey;
    answers.push(await ask({ queryKey: refused, queryFn: () => Promise.reject(new Error('no')) }));
  });
  expect(load(at('/p/7/today', queries))).toBeUndefined();
  await expect.poll(() => answers).toEqual([1, undefined]);
  load(at('/p/7/today', queries));
  await expect.poll(() => answers.length).toBe(4);
  expect(asked).toBe(1);
});
