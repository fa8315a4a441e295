import fc from 'fast-check';
import lz from 'lz-string';
import { expect, test } from 'vitest';
import { tooLong, unpackLz } from './lz.ts';

test('unpacks whatever their library packs', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('a', 'b', '"', 'ü'), minLength: 1, maxLength: 500 }),
    fc.json(),
  );
  fc.assert(
    fc.property(texts, (text) => unpackLz(lz.compressToBase64(text), text.length) === text),
  );
});

test('what is cut short or changed never throws', () => {
  const packed = lz.compressToBase64(
    JSON.stringify({ event: 'paid', many: 'aaaaaaaaaaaaaaaaaaa' }),
  );
  fc.assert(
    fc.property(fc.nat(packed.length - 1), fc.string(), (at, text) => {
      unpackLz(packed.slice(0, at), 1000);
      unpackLz(packed.slice(0, at) + text + packed.slice(at + 1), 1000);
    }),
  );
  expect(unpackLz('', 10)).toBeUndefined();
  expect(unpackLz('????', 10)).toBeUndefined();
});

test('a bomb is unpacked no further than the limit', () => {
  const bomb = lz.compressToBase64('a'.repeat(200_000));
  expect(bomb.length).toBeLessThan(1500);
  expect(unpackLz(bomb, 199_999)).toBe(tooLong);
  expect(unpackLz(bomb, 200_000)).toHaveLength(200_000);
});
