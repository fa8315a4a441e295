/**
 * Assignment is a pure function of (salt, unit): no ring that is added and no value that is edited
 * moves anybody; and the buckets are as fair as chance.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileFlags,
  evaluate,
  hash,
  type Evaluation,
  type FlagDefinition,
  type HashVersion,
  type Json,
  type Rule,
} from './index.ts';

const seed = 20_261_123;
const people = Array.from({ length: 400 }, (_, n) => `person-${n}`);
const version = fc.constantFrom<HashVersion>(1, 2);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const salt = fc.string({ minLength: 1, maxLength: 12 });
const condition = fc.constantFrom(
  { plan: 'team' },
  { plan: { $ne: 'team' } },
  { age: { $gt: 40 } },
);

function results(flag: FlagDefinition): readonly Evaluation[] {
  const flags = compileFlags({ features: { flag } });
  return people.map((id, n) => {
    const attributes = { id, plan: n % 3 === 0 ? 'team' : 'free', age: 20 + (n % 50) };
    return evaluate(flags, 'flag', { attributes });
  });
}

const weightsOf = (parts: readonly number[]) => {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
};
const experiment = fc
  .record({
    parts: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 5 }),
    seed: salt,
    coverage: share,
    hashVersion: version,
  })
  .map(({ parts, ...rest }): Rule => ({
    ...rest,
    id: 'test',
    key: 'test',
    variations: parts.map((_, n) => `v${n}`),
    weights: weightsOf(parts),
  }));
const ring = fc
  .record({ seed: salt, coverage: share, hashVersion: version, condition })
  .map((rule): Rule => ({ ...rule, id: 'ring', force: 'early' }));

const place = ({ assignment, bucket }: Evaluation) => [assignment?.variation, bucket];

describe('nobody is moved', () => {
  test('by a ring that is added after', () => {
    fc.assert(
      fc.property(experiment, ring, (rule, added) => {
        const before = results({ rules: [rule] });
        const after = results({ rules: [rule, added] });
        for (const [i, one] of before.entries()) {
          if (one.assignment !== undefined) expect(after[i]).toEqual(one);
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  test('by a ring that is added before, except into the ring itself', () => {
    fc.assert(
      fc.property(experiment, ring, (rule, added) => {
        const before = results({ rules: [rule] });
        const after = results({ rules: [added, rule] });
        for (const [i, one] of after.entries()) {
          if (one.rule?.id !== 'ring') expect(place(one)).toEqual(place(before[i]!));
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  test('by editing values, names and the default', () => {
    fc.assert(
      fc.property(experiment, fc.json(), salt, (rule, text, name) => {
        const value = JSON.parse(text) as Json;
        const variations = rule.variations?.map(() => value) ?? [];
        const edited: Rule = { ...rule, variations, name, id: name };
        expect(results({ defaultValue: value, rules: [edited] }).map(place)).toEqual(
          results({ rules: [rule] }).map(place),
        );
      }),
      { seed, numRuns: 100 },
    );
  });

  test('by raising the coverage: it only adds people, each to a place of their own', () => {
    fc.assert(
      fc.property(experiment, ring, share, (rule, released, other) => {
        const [low, high] = [Math.min(other, rule.coverage!), Math.max(other, rule.coverage!)];
        const [few, many] = [low, high].map((coverage) =>
          results({ rules: [{ ...rule, coverage }] }),
        );
        for (const [i, one] of few!.entries()) {
          if (one.assignment !== undefined) expect(place(many![i]!)).toEqual(place(one));
        }
        const [before, after] = [low, high].map((coverage) =>
          results({ rules: [{ ...released, coverage }] }),
        );
        for (const [i, one] of before!.entries()) if (one.on) expect(after![i]!.on).toBe(true);
      }),
      { seed, numRuns: 100 },
    );
  });

  test('by the order of evaluation or what else is known of them', () => {
    fc.assert(
      fc.property(salt, fc.string({ minLength: 1 }), version, (seed, id, hashVersion) => {
        const rule: Rule = { key: 'test', seed, hashVersion, variations: ['a', 'b'] };
        const flags = compileFlags({
          features: { one: { rules: [rule] }, two: { rules: [rule] } },
        });
        const first = evaluate(flags, 'one', { attributes: { id } });
        const second = evaluate(flags, 'two', { attributes: { plan: 'team', id } });
        expect(place(second)).toEqual(place(first));
        expect(first.bucket).toBe(hash(seed, id, hashVersion));
      }),
      { seed, numRuns: 500 },
    );
  });
});

/** Pearson's statistic against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

describe('the buckets are fair', () => {
  const salts = Array.from({ length: 40 }, (_, n) => `release-${n}-${(n * 7919) % 1009}`);
  const ids = Array.from({ length: 10_000 }, (_, n) => `${(n * 2_654_435_761) % 2 ** 32}-${n}`);
  /** 0.999 of chi-square: one salt in a thousand would be beyond it by chance. */
  const limit = { 19: 43.82, 15: 37.7 };

  test.each([1, 2] as const)('uniform over the ids, version %i', (hashVersion) => {
    const beyond = salts.filter((salt) => {
      const counts = Array.from({ length: 20 }, () => 0);
      for (const id of ids) counts[Math.floor(hash(salt, id, hashVersion)! * 20)]!++;
      return chiSquare(counts) > limit[19];
    });
    expect(beyond.length).toBeLessThanOrEqual(1);
  });

  test('two salts know nothing of each other, version 2', () => {
    const beyond = salts.slice(1).filter((salt, n) => {
      const counts = Array.from({ length: 16 }, () => 0);
      for (const id of ids) {
        const [a, b] = [hash(salts[n]!, id, 2)!, hash(salt, id, 2)!];
        counts[Math.floor(a * 4) * 4 + Math.floor(b * 4)]!++;
      }
      return chiSquare(counts) > limit[15];
    });
    expect(beyond.length).toBeLessThanOrEqual(1);
  });
});
