/** Patterns match as the engine matches them, and never for long. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from './patterns.ts';

const seed = 20_261_123;

describe('as the engine matches', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '\\w',
    '\\d',
    '^',
    '$',
    '\\b',
    '\\x61',
  );
  const many = fc.constantFrom('', '', '*', '+', '?', '*?', '{2}', '{1,}', '{0,2}');
  const { source } = fc.letrec<{ source: string; part: string }>((tie) => ({
    source: fc
      .array(fc.array(tie('part'), { maxLength: 3 }), { minLength: 1, maxLength: 2 })
      .map((branches) => branches.map((parts) => parts.join('')).join('|')),
    part: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(atom, many).map(([one, times]) => (/^[$^]|^\\b/.test(one) ? one : one + times)),
      fc
        .tuple(fc.constantFrom('(', '(?:', '(?<n>'), tie('source'), many)
        .map(([open, inner, times]) => `${open}${inner})${times}`),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '-'), maxLength: 6 });

  test('on random patterns', () => {
    fc.assert(
      fc.property(
        source,
        text,
        fc.constantFrom('' as const, 'i' as const),
        (source, text, flags) => {
          let native: RegExp;
          try {
            native = new RegExp(source, flags);
          } catch {
            expect(compilePattern(source, flags)(text)).toBe(false);
            return;
          }
          expect([source, compilePattern(source, flags)(text)]).toEqual([
            source,
            native.test(text),
          ]);
        },
      ),
      { seed, numRuns: 5_000 },
    );
  });

  test.each([
    ['^(\\w+\\.)+example\\.com$', 'a.b.example.com', true],
    ['^(\\w+\\.)+example\\.com$', 'a.b.example.org', false],
    ['^[\\w.+-]+@(?:[a-z]+\\.)+(fi|se)$', 'ann.b+c@mail.firm.fi', true],
    ['Chrome/(1[2-9]\\d|[2-9]\\d\\d)\\..*Safari', 'Chrome/131.0.0.0 Safari/537.36', true],
    ['(a|b){2,3}\\/{x}]?$', 'ab/{x}', true],
    ['(\\u{2}|\\x41+)*$', 'uuAA', true],
  ])('%s on %s', (source, text, expected) => {
    expect(new RegExp(source).test(text)).toBe(expected);
    expect(compilePattern(source, '')(text)).toBe(expected);
  });
});

describe('what would take the engine for ever', () => {
  const long = 'a'.repeat(4_000);
  test.each([
    '(a+)+$',
    '(a|a)*b',
    '(a|aa)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    'a*a*a*a*a*a*b',
    `${'a?'.repeat(100)}${'a'.repeat(100)}b`,
    `${'(a|a)'.repeat(40)}b`,
    '((a{30}){30}){30}',
    '((){1000}){1000}',
  ])('%s', (source) => {
    const began = performance.now();
    expect(compilePattern(source, '')(`${long}!`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

test('what states cannot do, and no pattern at all, match nothing', () => {
  expect(compilePattern('(a+)+\\1(b)(c)', '')('aabc')).toBe(false);
  expect(compilePattern('(?=(a+)+)(b)(c)', '')('abc')).toBe(false);
  expect(compilePattern('/???***[)', '')('hello')).toBe(false);
  expect(compilePattern(`${'('.repeat(100_000)}a${')'.repeat(100_000)}`, '')('a')).toBe(false);
  expect(compilePattern('a', '')('a'.repeat(5_000))).toBe(false);
});
