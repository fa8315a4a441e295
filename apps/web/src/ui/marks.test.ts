import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, piecesOf, spansOf } from './marks.ts';
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

const sentence = 'I waste too much time browsing. ';
const long = sentence.repeat(100);
const shown = (text: string, marks: Parameters<typeof excerptOf>[1]) => {
  const span = excerptOf(text, marks);
  return span && text.slice(span.start, span.end);
};

test('a list shows a long text from its beginning, a short one whole', () => {
  expect(shown(sentence.repeat(13), [])).toBeUndefined();
  expect(shown(long, [])).toBe(long.slice(0, 417));
  expect(shown(long, [{ start: 2, end: 300 }])).toBe(long.slice(0, 417));
});

test('of a long text with words marked far behind it shows what stands around them', () => {
  const at = 64 * sentence.length;
  const part = shown(long, [{ start: at, end: at + 31 }])!;
  expect(part).toMatch(/^too much time browsing\. I waste/);
  expect(part.length).toBeLessThanOrEqual(420);
});

test('an excerpt is short, holds the beginning of the first mark, and cuts no letter in two', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 3000 });
  fc.assert(
    fc.property(texts, fc.nat(3000), fc.nat(3000), (text, start, length) => {
      fc.pre(start < text.length && !/[\uDC00-\uDFFF]/.test(text[start]!));
      const mark = { start, end: Math.min(text.length, start + 1 + length) };
      const span = excerptOf(text, [mark]) ?? { start: 0, end: text.length };
      const part = text.slice(span.start, span.end);
      expect([part.isWellFormed(), span.start <= start, span.end > start]).toEqual([
        true,
        true,
        true,
      ]);
      expect(part.length).toBeLessThanOrEqual(801);
    }),
  );
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
