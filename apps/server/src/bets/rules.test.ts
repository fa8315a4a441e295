import type { GateCheck, HistoryEntry } from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import type { EvidenceItem } from '../evidence/index.ts';
import { checkBound, marketingLead, medianAgeDays, stuckOf } from './rules.ts';

const now = new Date('2026-06-20T12:00:00Z');
const unmet: GateCheck = {
  rule: 'bet.ready.outcome',
  says: 'The outcome is agreed',
  isMet: false,
  fact: 'No outcome chosen',
  wayOut: 'Choose one.',
};

describe('stuck', () => {
  const bet = {
    state: 'shaping',
    since: '2026-06-10T12:00:00Z',
    appetiteDays: 30,
    checks: [unmet],
    buildAt: null,
    isMeasured: false,
  } as const;
  const noVerdict = { ...unmet, rule: 'bet.conclude.verdict' };
  test.each([
    [{}, 'bet.ready.outcome'],
    [{ since: '2026-06-18T12:00:00Z' }, undefined],
    [{ checks: [{ ...unmet, isMet: true }] }, undefined],
    [{ state: 'building', checks: [], buildAt: '2026-05-01T00:00:00Z' }, 'bet.appetite'],
    [{ state: 'building', checks: [], buildAt: '2026-06-01T00:00:00Z' }, undefined],
    [{ state: 'measuring', checks: [], buildAt: '2026-05-01T00:00:00Z' }, undefined],
    [{ state: 'measuring', checks: [noVerdict] }, 'bet.conclude.verdict'],
    [{ state: 'measuring', checks: [noVerdict], isMeasured: true }, undefined],
    [
      { state: 'building', checks: [], appetiteDays: null, buildAt: '2026-01-01T00:00:00Z' },
      undefined,
    ],
  ] as const)('%j waits for %s', (more, rule) => {
    expect(stuckOf({ ...bet, ...more }, now)?.rule).toBe(rule);
  });
});

describe('the age of evidence', () => {
  const item = (id: string, time: string, relation = 'supports', isRedacted = false) =>
    ({ highlight: { id, isRedacted }, relation, signal: { time } }) as unknown as EvidenceItem;
  test.each<[string, EvidenceItem[], number | null]>([
    ['nothing', [], null],
    ['one', [item('a', '2026-06-10T12:00:00Z')], 10],
    [
      'the same words twice',
      [item('a', '2026-06-10T12:00:00Z'), item('a', '2026-06-10T12:00:00Z')],
      10,
    ],
    ['an even count', [item('a', '2026-06-10T12:00:00Z'), item('b', '2026-06-16T12:00:00Z')], 7],
    ['what speaks against', [item('a', '2026-06-10T12:00:00Z', 'contradicts')], null],
    ['what was taken away', [item('a', '2026-06-10T12:00:00Z', 'supports', true)], null],
  ])('of %s', (_, items, days) => expect(medianAgeDays(items, now)).toBe(days));
});

test('marketing contributed first, or not', () => {
  const entry = (at: string, move: string, side: string | null) =>
    ({ at, object: 'bet', move, detail: { side } }) as unknown as HistoryEntry;
  const built = entry('2026-06-05T00:00:00Z', 'build', 'product');
  expect(marketingLead([entry('2026-06-01T00:00:00Z', 'create', 'product'), built])).toEqual({
    marketingAt: null,
    buildAt: built.at,
  });
  const words = entry('2026-06-02T00:00:00Z', 'scope_add', 'marketing');
  expect(marketingLead([built, words]).marketingAt).toBe(words.at);
});

describe('what is bound', () => {
  const before = { opportunity: 'o1', pod: 'p1', outcome: 'x1' };
  test.each([
    ['idea', { opportunity: 'o2' }, 'draft', undefined],
    ['shaping', { pod: 'p2', outcome: 'x2' }, 'draft', undefined],
    ['ready', {}, 'agreed', undefined],
    ['ready', { opportunity: 'o2' }, 'agreed', 'bet.edit.bound'],
    ['building', { pod: null }, 'agreed', 'bet.edit.bound'],
    ['ready', { outcome: 'x2' }, 'proposed', 'bet.edit.outcome'],
    ['ready', { outcome: null }, undefined, 'bet.edit.outcome'],
    ['measuring', { outcome: 'x2' }, 'measuring', undefined],
    ['concluded', {}, 'agreed', 'bet.ended'],
    ['killed', {}, 'agreed', 'bet.ended'],
  ] as const)('%s, changing %j to one that is %s: %s', (state, more, outcome, rule) => {
    const act = () => checkBound({ ...before, state }, { ...before, ...more }, outcome);
    if (rule === undefined) expect(act).not.toThrow();
    else expect(act).toThrow(expect.objectContaining({ detail: { rule } }));
  });
});
