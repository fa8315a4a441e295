import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createRoom, type Room } from './body-room.ts';
import { readJson } from './body.ts';

const limits = { maxBytes: 1000, maxInflatedBytes: 5000 };

/** A body of which so many bytes have come; the rest comes when it is told to go on. */
function slowBody(room: Room, firstBytes: number) {
  const goOn = Promise.withResolvers<void>();
  const seen = { isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from('"'.padEnd(firstBytes, 'x'))),
    async pull(controller) {
      await goOn.promise;
      controller.enqueue(Buffer.from('"'));
      controller.close();
    },
    cancel: () => void (seen.isCancelled = true),
  });
  const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' });
  const answer = room.hold((place) => readJson(request, limits, place));
  answer.catch(() => {});
  return { answer, goOn: goOn.resolve, seen };
}
const settle = () => new Promise((done) => setTimeout(done, 5));

test('where the room is full the largest that still arrives has to go, and is asked to come again', async () => {
  const room = createRoom(1500);
  const [small, large] = [slowBody(room, 500), slowBody(room, 900)];
  await settle();
  const late = slowBody(room, 300);
  await settle();
  await expect(large.answer).rejects.toMatchObject({ code: 'busy', retryAfterSeconds: 2 });
  expect(large.seen.isCancelled).toBe(true);
  for (const one of [small, late]) one.goOn();
  expect(await small.answer).toBe('x'.repeat(499));
  expect(await late.answer).toBe('x'.repeat(299));
  expect(room.takenBytes).toBe(0);
});

test('whose body has arrived keeps its place until it is answered; who comes then is refused', async () => {
  const room = createRoom(1000);
  const answered = Promise.withResolvers<void>();
  const working = room.hold(async (place) => {
    place.take(900);
    place.arrived();
    await answered.promise;
  });
  const refused = slowBody(room, 200);
  await expect(refused.answer).rejects.toMatchObject({ code: 'busy' });
  answered.resolve();
  await working;
  expect(room.takenBytes).toBe(0);
});

test('what a body unpacks to counts as well', async () => {
  const room = createRoom(2000);
  const packed = gzipSync(JSON.stringify('y'.repeat(4000)));
  const request = new Request('http://localhost/', { method: 'POST', body: packed });
  await expect(room.hold((place) => readJson(request, limits, place))).rejects.toMatchObject({
    code: 'busy',
  });
  expect(room.takenBytes).toBe(0);
});
