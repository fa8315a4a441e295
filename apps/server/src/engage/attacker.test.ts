/** What somebody can get who holds the public key, guesses ids and joins what may be joined. */
import { createHmac } from 'node:crypto';
import {
  erasePerson,
  listEvidence,
  listSignals,
  moveSignal,
  setIdentityVerification,
} from '@tandem/contract';
import { source, sql } from '@tandem/query';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, sentence, wish } from '../testing/askers.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let now = new Date();
const later = (ms: number) => (now = new Date(now.getTime() + ms));
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => now } });
});
afterAll(() => world.close());
beforeEach(() => {
  now = new Date();
});
/** From a name of the test to a secret of a device. */
const device = (name: string) => `0192f3a0-0000-7000-8000-${name.padStart(12, '0')}`;

test('a guessed id gets no sentence, whatever device it claims or joins', async () => {
  const home = device('1');
  const it = await launch(world, [wish('user-17', { deviceId: home })]);
  const quoteFor = async (id: string, more: { deviceId?: string; proof?: string } = {}) => {
    later(61_000);
    return (await it.message(id, more))?.quote;
  };
  expect(await quoteFor('user-17')).toBeNull();
  for (const deviceId of [device('2'), 'user-17', '', `${home} `, home.toUpperCase()]) {
    expect(await quoteFor('user-17', { deviceId })).toBeNull();
  }
  // The public key joins any device to any user: that proves nothing.
  await it.merge('user-17', device('2'));
  expect(await quoteFor('user-17', { deviceId: device('2') })).toBeNull();
  expect(await quoteFor(device('2'), { deviceId: device('2') })).toBeNull();
  expect(await quoteFor('user-17', { proof: 'ab'.repeat(32) })).toBeNull();
  expect(await quoteFor('user-17', { deviceId: home })).toEqual({
    text: sentence,
    start: 0,
    end: sentence.length,
    at: '2026-05-04T10:00:00.000Z',
  });
});

test('the mark of a device can neither be claimed nor read', async () => {
  const it = await launch(world, []);
  const forged = { ...wish('user-17'), properties: { $device: 'x'.repeat(43) } };
  await it.project.send('/api/v1/signals', { signals: [{ source: 'widget', ...forged }] });
  await it.project.send('/api/v1/signals', {
    signals: [{ source: 'widget', ...wish('user-18', { deviceId: device('3') }) }],
  });
  const shown = await it.project.call(listSignals, { params: it.project.params });
  expect(JSON.stringify(shown)).not.toMatch(/\$device|000000000003/);
  const kept = await world.app.platform.events.rows<{ properties: string }>(
    it.project.id,
    sql`SELECT toString(properties) AS properties FROM ${source('signals', sql`properties`)}`,
  );
  expect(JSON.stringify(kept)).toContain('$device');
  expect(JSON.stringify(kept)).not.toMatch(/xxxx|000000000003/);
});

test('with verified ids only the proven one is told, in the words of that very id', async () => {
  const it = await launch(world, [wish('user-17'), wish('user-18', { deviceId: device('4') })]);
  const { project } = it;
  const { secret } = await project.call(setIdentityVerification, {
    params: project.params,
    body: { isOn: true },
  });
  const sign = (id: string, key = secret!) => createHmac('sha256', key).update(id).digest('hex');
  expect(await it.message('user-17')).toBeNull();
  expect(await it.message('user-17', { proof: sign('user-18') })).toBeNull();
  expect(await it.message('user-17', { proof: sign('user-17', 'guess') })).toBeNull();
  // Somebody proven, who joins an id that names nobody yet, is given none of its words.
  await it.merge('mallory', 'user-17');
  const stolen = await it.message('mallory', { proof: sign('mallory') });
  expect(stolen?.quote).toBeNull();
  later(61_000);
  const own = await it.message('user-17', { proof: sign('user-17') });
  expect(own?.quote?.text).toBe(sentence);
  expect((await it.message('user-18', { deviceId: device('4') }))?.quote?.text).toBe(sentence);
  const renewed = await project.call(setIdentityVerification, {
    params: project.params,
    body: { isOn: true },
  });
  later(61_000);
  expect(await it.message('user-17', { proof: sign('user-17') }), 'old secret').toBeNull();
  expect(await it.message('user-17', { proof: sign('user-17', renewed.secret!) })).not.toBeNull();
});

test('a redacted sentence and an erased person are told nothing', async () => {
  const it = await launch(world, [wish('ann'), wish('bob')]);
  const { project } = it;
  const { signals } = await project.call(listSignals, { params: project.params });
  const evidence = await project.call(listEvidence, {
    params: { ...project.params, id: it.plan.opportunity },
  });
  const anns = evidence.items.find(({ signal }) => signal.id === signals[0]!.id)!;
  await project.call(moveSignal, {
    params: { ...project.params, id: anns.signal.id },
    body: { move: 'redact', reason: 'asked for it' },
  });
  const told = [await it.message('ann'), await it.message('bob')];
  expect(told.filter((message) => message !== null)).toHaveLength(1);
  const left = told[0] === null ? 'bob' : 'ann';
  const person = signals[1]!.person!;
  await project.call(erasePerson, { params: { ...project.params, person } });
  later(61_000);
  expect(await it.message(left)).toBeNull();
  expect(await it.loop()).toMatchObject({ waiting: 0, told: 0 });
});
