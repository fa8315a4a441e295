import type { Opportunity, Outcome, TreeBet, TreeSolution } from '@tandem/contract';
import { expect, test } from 'vitest';
import { branchesOf, flat, narrowed, orderOf, orphansOf, rootsOf, solutionWords } from './tree.ts';

const one = (id: string, parent: string | null = null) => ({ id, parent }) as Opportunity;
const outcome = (id: string) => ({ id }) as Outcome;
const bet = (number: number, more: Partial<TreeBet> = {}): TreeBet => ({
  id: `b${number}`,
  number,
  title: `Bet ${number}`,
  state: 'building',
  opportunity: 'time',
  outcome: 'aov',
  release: null,
  ...more,
});
const built = (id: string, of: string, people: number, state: 'in' | 'cut' = 'in') =>
  ({ id, bet: of, text: id, state, counts: { people, contradicting: 0 } }) as TreeSolution;

test('branches keep the order of what is given, and lose nobody', () => {
  const all = [one('b'), one('a'), one('b2', 'b'), one('lost', 'gone'), one('b1', 'b')];
  expect(flat(branchesOf(all)).map(({ id }) => id)).toEqual(['b', 'b2', 'b1', 'a', 'lost']);
});

const right = {
  bets: [bet(1), bet(2, { opportunity: 'size', outcome: null }), bet(3, { state: 'killed' })],
  solutions: [
    built('picks', 'b1', 14),
    built('camera', 'b1', 0),
    built('magazine', 'b1', 0, 'cut'),
    built('dead', 'b3', 0),
    built('advisor', 'b2', 9),
  ],
  tests: [{ id: 'e1', bet: 'b1', name: 'On and off', state: 'running', startedAt: null } as const],
};
const needs = [one('repair'), one('time'), one('time on a phone', 'time'), one('size')];

test('needs stand under the outcome of their bet, smaller ones with the larger; the rest apart', () => {
  const roots = rootsOf(needs, [outcome('unused'), outcome('aov')], right);
  expect(roots.map(({ outcome: at, needs: some }) => [at?.id, some.length])).toEqual([
    ['aov', 2],
    [undefined, 2],
  ]);
  expect(orderOf(roots)).toEqual(['time', 'time on a phone', 'repair', 'size']);
  expect(roots[0]?.needs.map(({ depth }) => depth)).toEqual([0, 1]);
});

test('what nobody asked for stands outside, what was cut stays, what was killed is gone', () => {
  const [time] = rootsOf(needs, [outcome('aov')], right)[0]!.needs;
  expect(
    time?.answers.map(({ bet: { id }, solutions, tests }) => [
      id,
      solutions.map(({ text }) => text),
      tests.length,
    ]),
  ).toEqual([['b1', ['picks', 'magazine'], 1]]);
  expect(orphansOf(right).map(({ solution }) => solution.text)).toEqual(['camera']);
});

test.each([
  ['in', { state: 'building', release: null }, 'being built'],
  ['in', { state: 'launching', release: { state: 'in_rings', ring: 2 } }, 'on, ring 3'],
  ['in', { state: 'measuring', release: { state: 'rolled_back', ring: null } }, 'pulled back'],
  ['cut', { state: 'measuring', release: { state: 'general', ring: 3 } }, 'cut'],
] as const)('%s while %o reads %s', (state, of, words) => {
  expect(solutionWords({ state }, of)[0]).toBe(words);
});

test('what is looked at: of one outcome, or with new words, also in what is below', () => {
  const said = (id: string, lastAt: string | null, parent: string | null = null) =>
    ({ id, parent, counts: { lastAt } }) as Opportunity;
  const all = [
    said('time', '2026-01-01T00:00:00.000Z'),
    said('time on a phone', '2026-03-02T00:00:00.000Z', 'time'),
    said('time at work', null, 'time'),
    said('size', '2026-03-05T00:00:00.000Z'),
    said('repair', '2026-02-01T00:00:00.000Z'),
  ];
  const roots = rootsOf(all, [outcome('aov')], right);
  const since = '2026-03-01T00:00:00.000Z';
  expect(orderOf(narrowed(roots, {}))).toHaveLength(5);
  expect(orderOf(narrowed(roots, { outcome: 'aov' }))).toEqual([
    'time',
    'time on a phone',
    'time at work',
  ]);
  expect(orderOf(narrowed(roots, { outcome: 'none' }))).toEqual(['size', 'repair']);
  expect(orderOf(narrowed(roots, { since }))).toEqual(['time', 'time on a phone', 'size']);
  expect(narrowed(roots, { since, outcome: 'gone' })).toEqual([]);
});
