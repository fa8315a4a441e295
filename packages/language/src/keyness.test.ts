import { expect, test } from 'vitest';
import { keyness, type TermCounts } from './index.ts';

const counts = (record: Record<string, number>): TermCounts => new Map(Object.entries(record));

test('the formula by hand', () => {
  const [first] = keyness(counts({ dead: 8, nice: 2 }), counts({ dead: 1, nice: 19 }), {
    background: counts({ dead: 10, nice: 30 }),
    strength: 4,
  });
  // alpha(dead) = 1: odds 9/(14-9) against 2/(24-2).
  const delta = Math.log(9 / 5) - Math.log(2 / 22);
  expect(first?.term).toBe('dead');
  expect(first?.delta).toBeCloseTo(delta, 12);
  expect(first?.z).toBeCloseTo(delta / Math.sqrt(1 / 9 + 1 / 2), 12);
});

test('swapping the groups turns the sign', () => {
  const [one, two] = [counts({ a: 5, b: 9, c: 1 }), counts({ a: 7, b: 2, d: 4 })];
  const there = new Map(keyness(one, two).map(({ term, z }) => [term, z]));
  for (const { term, z } of keyness(two, one)) expect(z).toBeCloseTo(-there.get(term)!, 12);
});

test('a rare word stands behind an equally one-sided frequent one', () => {
  const ranked = keyness(counts({ often: 40, once: 1, even: 50 }), counts({ even: 50 }));
  expect(ranked.map((one) => one.term)).toEqual(['often', 'once', 'even']);
});

test('nothing to compare is no error', () => {
  expect(keyness(new Map(), new Map())).toEqual([]);
  expect(keyness(counts({ a: 3 }), new Map()).every(({ z }) => Number.isFinite(z))).toBe(true);
});

/** A seeded generator (mulberry32), so that a failure can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('where nothing differs, |z| > 1.96 is no more frequent than it should be', () => {
  const random = randomOf(7);
  const terms = Array.from({ length: 60 }, (_, i) => ({ term: `w${i}`, share: 1 / (i + 2) }));
  let [flagged, compared] = [0, 0];
  for (let run = 0; run < 200; run += 1) {
    const groups = [120, 300].map((people) => {
      const group = new Map<string, number>();
      for (const { term, share } of terms) {
        const n = Array.from({ length: people }).filter(() => random() < share).length;
        if (n > 0) group.set(term, n);
      }
      return group;
    });
    const ranked = keyness(groups[0]!, groups[1]!);
    compared += ranked.length;
    flagged += ranked.filter(({ z }) => Math.abs(z) > 1.96).length;
  }
  expect(flagged / compared).toBeLessThan(0.055);
  expect(flagged / compared).toBeGreaterThan(0.005);
});
