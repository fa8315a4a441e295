import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, shortened, spansOf } from './marks.ts';
import { iconOfSource } from './sources.ts';

test('pieces are the text again, whatever the spans', () => {
  const span = fc.record({ start: fc.nat(60), end: fc.nat(60) });
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
      const pieces = piecesOf(text, spans);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { start, end } of spans.filter((one) => one.end > one.start)) {
        for (let at = start; at < Math.min(end, text.length); at += 1) {
          const piece = pieces.findLast((one) => one.start <= at);
          expect(piece?.isMarked).toBe(true);
        }
      }
    }),
  );
});

test('searched words are marked in any case, and are no pattern', () => {
  expect(spansOf('Greyed out. All greyed.', 'greyed')).toEqual([
    { start: 0, end: 6 },
    { start: 16, end: 22 },
  ]);
  expect(spansOf('a (b', '(b')).toEqual([{ start: 2, end: 4 }]);
  expect(spansOf('anything', '')).toEqual([]);
});

test('no words are cut below 280 characters', () => {
  expect(shortened('a'.repeat(280), 10)).toBeUndefined();
  expect(shortened('word '.repeat(100), 10)?.length).toBeLessThanOrEqual(281);
});

test.each([
  ['app store', 'store'],
  ['Google Play review', 'store'],
  ['exit survey', 'survey'],
  ['ticket', 'ticket'],
  ['interview 6', 'interview'],
  ['Instagram', 'public'],
  ['widget', 'chat'],
])('%s is drawn as %s', (source, icon) => {
  expect(iconOfSource(source)).toBe(icon);
});
