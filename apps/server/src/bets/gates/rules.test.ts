import type { GateCheck } from '@tandem/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import {
  checkSignable,
  gateOf,
  passGate,
  unsupportedShare,
  type GateFacts,
  type GateMove,
} from './rules.ts';

const product = { side: 'product', name: 'Maya' } as const;
const marketing = { side: 'marketing', name: 'Tomás' } as const;

/** Everything holds. */
const whole: GateFacts = {
  opportunity: { state: 'validated', statement: 'I waste time on what goes together' },
  holdsOpportunity: false,
  outcome: { state: 'agreed', sentence: 'AOV +10% in 3 months' },
  framework: { missing: [] },
  questions: [
    { name: 'real_problem', answer: 'Twelve interviews say so', support: 3 },
    { name: 'why_this', answer: 'It is one press', support: 1 },
  ],
  sides: { product: 2, marketing: 1 },
  scope: { items: 5, unsupported: 1 },
  releases: [{ name: 'Picks', state: 'in_rings' }],
  verdict: 'scale',
  learning: { rests: 1 },
  signatures: [product, marketing],
};
const unmetOf = (move: GateMove, facts: Partial<GateFacts>) =>
  gateOf(move, { ...whole, ...facts })
    .filter(({ isMet }) => !isMet)
    .map(({ rule }) => rule);
const answers = (first: object, second: object) => ({
  questions: [
    { ...whole.questions[0]!, ...first },
    { ...whole.questions[1]!, ...second },
  ],
});

describe('each gate', () => {
  test.each<[GateMove, Partial<GateFacts>, string[]]>([
    ['shape', {}, []],
    ['shape', { opportunity: null }, ['bet.shape.opportunity']],
    ['ready', {}, []],
    ['ready', { opportunity: null }, ['bet.shape.opportunity']],
    ['ready', { outcome: null }, ['bet.ready.outcome']],
    ['ready', { outcome: { state: 'proposed', sentence: 'x' } }, ['bet.ready.outcome']],
    ['ready', { outcome: { state: 'superseded', sentence: 'x' } }, ['bet.ready.outcome']],
    ['ready', { outcome: { state: 'measuring', sentence: 'x' } }, []],
    ['ready', { framework: null }, ['bet.ready.framework']],
    ['ready', { framework: { missing: ['problem'] } }, ['bet.ready.framework']],
    ['ready', answers({ answer: '' }, {}), ['bet.ready.real_problem']],
    ['ready', answers({ support: 0 }, {}), ['bet.ready.real_problem']],
    ['ready', answers({}, { support: 0 }), ['bet.ready.why_this']],
    ['ready', { questions: [] }, ['bet.ready.real_problem', 'bet.ready.why_this']],
    ['ready', { sides: null }, ['bet.ready.sides']],
    ['ready', { sides: { product: 4, marketing: 0 } }, ['bet.ready.sides']],
    ['ready', { sides: { product: 0, marketing: 1 } }, ['bet.ready.sides']],
    ['build', {}, []],
    ['build', { opportunity: { state: 'exploring', statement: 'x' } }, ['bet.build.opportunity']],
    ['build', { opportunity: { state: 'stale', statement: 'x' } }, ['bet.build.opportunity']],
    ['build', { opportunity: { state: 'in_bet', statement: 'x' } }, ['bet.build.opportunity']],
    ['build', { opportunity: { state: 'in_bet', statement: 'x' }, holdsOpportunity: true }, []],
    ['build', { opportunity: { state: 'reopened', statement: 'x' } }, []],
    ['build', { scope: { items: 4, unsupported: 2 } }, []],
    ['build', { scope: { items: 5, unsupported: 3 } }, ['bet.build.scope']],
    ['build', { scope: { items: 0, unsupported: 0 } }, ['bet.build.scope']],
    ['launch', {}, []],
    ['launch', { releases: [] }, ['bet.launch.release']],
    ['measure', { outcome: { state: 'measuring', sentence: 'x' } }, []],
    ['measure', {}, ['bet.measure.outcome']],
    [
      'measure',
      { releases: [{ name: 'P', state: 'planned' }] },
      ['bet.measure.release', 'bet.measure.outcome'],
    ],
    [
      'measure',
      {
        releases: [{ name: 'P', state: 'paused' }],
        outcome: { state: 'measuring', sentence: 'x' },
      },
      ['bet.measure.release'],
    ],
    ['conclude', {}, []],
    ['conclude', { verdict: null }, ['bet.conclude.verdict']],
    ['conclude', { learning: null }, ['bet.conclude.learning']],
    ['conclude', { learning: { rests: 0 } }, ['bet.conclude.learning']],
    ['conclude', { signatures: [product] }, ['bet.conclude.signatures']],
    ['conclude', { signatures: [] }, ['bet.conclude.signatures']],
  ])('%s with %j lacks %j', (move, facts, rules) => {
    expect(unmetOf(move, facts)).toEqual(rules);
  });

  test('every rule says its fact and its way out, met or not', () => {
    const nothing: GateFacts = {
      opportunity: null,
      holdsOpportunity: false,
      outcome: null,
      framework: null,
      questions: [],
      sides: null,
      scope: { items: 0, unsupported: 0 },
      releases: [],
      verdict: null,
      learning: null,
      signatures: [],
    };
    const moves = ['shape', 'ready', 'build', 'launch', 'measure', 'conclude'] as const;
    const all: GateCheck[] = moves.flatMap((move) => [
      ...gateOf(move, nothing),
      ...gateOf(move, whole),
    ]);
    for (const check of all) {
      expect(check.rule).toMatch(/^bet\.[a-z]+\.[a-z_]+$/);
      expect([check.says, check.fact, check.wayOut].every((words) => words.length > 3)).toBe(true);
    }
  });
});

const refused = (act: () => unknown): Problem => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('a refusal', () => {
  test('names the first rule, every fact and every way out', () => {
    const facts = { ...whole, outcome: null, sides: null };
    const { message, hint, detail } = refused(() => passGate('ready', facts));
    expect(detail).toMatchObject({ rule: 'bet.ready.outcome', unmet: [{}, {}] });
    expect(message).toContain('No outcome chosen');
    expect(message).toContain('No pod chosen');
    expect(hint).toContain('Choose a pod');
  });

  test('only building may go on against its gate, and only with a reason', () => {
    const facts = { ...whole, scope: { items: 5, unsupported: 4 }, outcome: null };
    expect(refused(() => passGate('build', facts)).hint).toContain('signed reason');
    expect(passGate('build', facts, 'a customer pays for it')).toEqual(['bet.build.scope']);
    expect(refused(() => passGate('ready', facts, 'because')).detail).toMatchObject({
      rule: 'bet.ready.outcome',
      mayOverride: false,
    });
    expect(passGate('build', whole, 'not needed')).toEqual([]);
  });

  test('there is nothing to sign without a verdict and a learning', () => {
    expect(() => checkSignable({ ...whole, signatures: [] })).not.toThrow();
    expect(refused(() => checkSignable({ ...whole, verdict: null })).detail).toMatchObject({
      rule: 'bet.sign.incomplete',
    });
  });
});

test('the share is exact, and the gate falls at more than half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (items, some) => {
      const unsupported = some % (items + 1);
      expect(unsupportedShare({ items, unsupported })).toBe(unsupported / items);
      const isHeld = unmetOf('build', { scope: { items, unsupported } }).length > 0;
      expect(isHeld).toBe(unsupported * 2 > items);
    }),
  );
});
