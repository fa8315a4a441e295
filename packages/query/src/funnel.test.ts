/** The rules of a funnel, one by one: what a person did, and how far that counts. */
import type { FunnelQuestion } from '@tandem/contract';
import { afterAll, expect, test } from 'vitest';
import { funnel, funnelTimes, type FunnelRow } from './funnel.ts';
import { openStore } from './testing/store.ts';

const store = await openStore();
afterAll(() => store.close());
const context = { timeZone: 'UTC', now: new Date('2026-04-01') };
let project = 0;

/** `a0 b5`: a at the start of the day, b five minutes later. */
async function does(story: string): Promise<number> {
  project += 1;
  const rows = story.split(' ').map((word, i) => ({
    project,
    name: word.slice(0, 1),
    day: '2026-03-01',
    id: `e0000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    time: new Date(Date.parse('2026-03-01') + Number(word.slice(1)) * 60_000).toISOString(),
    received_at: '2026-03-01T00:00:00Z',
    person: 'a0000000-0000-4000-8000-000000000000',
    distinct_id: 'one',
    precedence: 1,
  }));
  await store.insert('events', rows);
  return project;
}

const asked = (steps: string, more: Partial<FunnelQuestion> = {}): FunnelQuestion => ({
  kind: 'funnel',
  steps: [...steps].map((event) => ({ event })),
  from: '2026-03-01',
  to: '2026-03-01',
  windowSeconds: 600,
  ...more,
});
const without = (event: string, fromStep: number, toStep: number) => ({
  exclusions: [{ event, fromStep, toStep }],
});

const cases: readonly [string, string, FunnelQuestion, number][] = [
  ['in order', 'a0 b1 c2', asked('abc'), 3],
  ['out of order', 'b0 a1 c2', asked('abc'), 1],
  ['others between do not matter', 'a0 x1 b2 x3 c4', asked('abc'), 3],
  ['the end of the window is within', 'a0 b10', asked('ab'), 2],
  ['after the window', 'a0 b11', asked('ab'), 1],
  ['the window begins with any first step', 'a0 a5 b11', asked('ab'), 2],
  ['the window is from the first step to the last', 'a0 b8 c12', asked('abc'), 2],
  ['one instant is in order', 'b0 a0 c0', asked('abc'), 3],
  ['the same step twice takes two events', 'a0', asked('aa'), 1],
  ['and two are enough', 'a0 a0', asked('aa'), 2],
  ['there and back', 'a0 b1 a2', asked('aba'), 3],
  ['no window', 'a0 b1000', asked('ab', { windowSeconds: null }), 2],
  ['outside the range', 'a0 b1440', asked('ab', { windowSeconds: null }), 1],
  ['an exclusion between ends it', 'a0 x1 b2', asked('ab', without('x', 0, 1)), 1],
  ['before it does not', 'x0 a1 b2', asked('ab', without('x', 0, 1)), 2],
  ['nor after it', 'a0 b1 x2 c3', asked('abc', without('x', 0, 1)), 3],
  ['unless it reaches further', 'a0 b1 x2 c3', asked('abc', without('x', 0, 2)), 2],
  ['a later beginning may go on', 'a0 x1 a2 b3', asked('ab', without('x', 0, 1)), 2],
  ['at the instant of the next step it ends it', 'a0 x1 b1', asked('ab', without('x', 0, 1)), 1],
  ['at the instant of the step itself it does not', 'a1 x1 b2', asked('ab', without('x', 0, 1)), 2],
];

test.each(cases)('%s: %s', async (_, story, question, level) => {
  const one = await does(story);
  const [row] = await store.rows<FunnelRow>(one, funnel(question, context));
  expect(row?.people).toEqual(question.steps.map((_step, i) => (i < level ? 1 : 0)));
});

test('times are those of the latest beginning and the earliest next steps', async () => {
  const one = await does('a0 a2 b5 b6 c9 a20 b21');
  const [row] = await store.rows<{ between: number[] }>(one, funnelTimes(asked('abc'), context));
  expect(row?.between).toEqual([3 * 60_000, 4 * 60_000]);
});
