import { gzipSync, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readJson, type BodyLimits } from './body.ts';
import { createRoom } from './body-room.ts';

type Body = NonNullable<ConstructorParameters<typeof Request>[1]>['body'];
const limits: BodyLimits = { maxBytes: 10_000, maxInflatedBytes: 50_000 };
const request = (body: Body, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body: body ?? null, headers });
const readIn = (asked: Request, within: BodyLimits) =>
  createRoom(1e9).hold((place) => readJson(asked, within, place));
const read = (body: Body, headers: Record<string, string> = {}) =>
  readIn(request(body, headers), limits);

test.each([
  ['plain', JSON.stringify({ a: 'ä' }), {}],
  ['gzip by header', gzipSync('{"a":"ä"}'), { 'content-encoding': 'gzip' }],
  ['gzip without a header', gzipSync('{"a":"ä"}'), {}],
  ['deflate', deflateSync('{"a":"ä"}'), { 'content-encoding': 'deflate' }],
])('JSON comes %s', async (_name, body, headers) => {
  expect(await read(body as Body, headers)).toEqual({ a: 'ä' });
});

test.each([
  ['malformed JSON', '{"a":', {}, 'invalid', /not valid JSON/],
  ['nothing', '', {}, 'invalid', /not valid JSON/],
  ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 'invalid', /UTF-8/],
  [
    'half a surrogate pair in UTF-8',
    new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]),
    {},
    'invalid',
    /UTF-8/,
  ],
  ['gzip cut short', gzipSync('{"a":1}').subarray(0, 15), {}, 'invalid', /gzip/],
  ['text that says it is gzip', '{"a":1}', { 'content-encoding': 'gzip' }, 'invalid', /gzip/],
  ['too many bytes', 'x'.repeat(10_001), {}, 'too_large', /larger/],
  ['a bomb', gzipSync('0'.repeat(5_000_000)), {}, 'too_large', /larger/],
])('%s is refused with a reason', async (_name, body, headers, code, message) => {
  const refused = read(body as Body, headers);
  await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('a body that never ends is read no further than the limit', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1000;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  const asked = new Request('http://localhost/', {
    method: 'POST',
    body: endless,
    duplex: 'half',
  });
  await expect(readIn(asked, limits)).rejects.toMatchObject({ code: 'too_large' });
  expect(sent).toBeLessThan(20_000);
});

test('keys that reach for the prototype stay data', async () => {
  const value = (await read('{"__proto__":{"admin":true},"constructor":1}')) as object;
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
});

test('a few bytes that stand for millions of values are refused before they are made', async () => {
  const roomy: BodyLimits = { maxBytes: 100_000, maxInflatedBytes: 32_000_000 };
  const many = gzipSync(`[${'{},'.repeat(2_000_000)}{}]`);
  const deep = gzipSync('['.repeat(2_000_000));
  for (const body of [many, deep]) {
    await expect(readIn(request(body), roomy)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/values/),
    });
  }
  // What looks like many values inside of a text is one.
  const text = String.raw`{},\"[{`.repeat(400_000);
  const [one] = (await readIn(request(gzipSync(`["${text}"]`)), roomy)) as string[];
  expect(one?.length).toBe(6 * 400_000);
});
