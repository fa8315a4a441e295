import { createKey, listKeys, listPeople, revokeKey } from '@tandem/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../testing/world.ts';
import { createKeys } from './reads.ts';
import { displayOf, keyIn, newKey } from './rules.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const inHeader = (authorization: string) =>
  new Request('http://tandem.test/', { headers: { authorization } });

test.each([
  ['Bearer', inHeader('Bearer one'), undefined, 'one'],
  ['bearer in small letters', inHeader('bearer one'), undefined, 'one'],
  ['Basic with an empty password', inHeader(`Basic ${btoa('one:')}`), undefined, 'one'],
  ['Basic with a password', inHeader(`Basic ${btoa('one:two')}`), undefined, 'one'],
  ['the header before the body', inHeader('Bearer one'), { key: 'two' }, 'one'],
  ['the body before the query', new Request('http://t.test/?key=two'), { key: 'one' }, 'one'],
  ['the query', new Request('http://t.test/?key=one'), { key: 1 }, 'one'],
  ['nothing', new Request('http://t.test/'), undefined, undefined],
])('a key is read from: %s', (_, request, body, key) => {
  expect(keyIn(request, body)).toBe(key);
});

test('keys differ, and a private one shows too little to be used', () => {
  const made = Array.from({ length: 1000 }, () => newKey('private'));
  expect(new Set(made).size).toBe(1000);
  for (const key of made) expect(displayOf('private', key).length).toBeLessThan(key.length / 2);
});

test('a private key is shown once and nowhere in the store; a public one stays readable', async () => {
  const project = await world.project();
  const { keys } = await project.call(listKeys, { params: project.params });
  expect(JSON.stringify(keys)).not.toContain(project.privateKey);
  expect(keys.map(({ display }) => display)).toContain(project.publicKey);
  const { rows } = await sql<{ row: string }>`
    SELECT row_to_json(k)::text AS row FROM keys k
    UNION ALL SELECT row_to_json(a)::text FROM audit_contents a`.execute(
    world.app.platform.records.installation.kysely,
  );
  expect(rows.some(({ row }) => row.includes(project.privateKey.slice(12)))).toBe(false);
});

test('a revoked key is out at once, twice is no error, and the list tells when', async () => {
  const project = await world.project();
  const { params } = project;
  const made = await project.call(createKey, {
    params,
    body: { kind: 'private', name: 'short-lived', scopes: ['read'] },
  });
  const call = world.as({ authorization: `Bearer ${made.secret}` });
  await call(listPeople, { params });
  const revoke = () => project.call(revokeKey, { params: { ...params, key: made.id } });
  const { revokedAt } = await revoke();
  expect(revokedAt).not.toBeNull();
  await expect(call(listPeople, { params })).rejects.toMatchObject({ status: 401 });
  expect((await revoke()).revokedAt).toBe(revokedAt);
});

test('a revoked public key sends nothing more', async () => {
  const project = await world.project();
  const { params } = project;
  const { keys } = await project.call(listKeys, { params });
  const key = keys.find(({ display }) => display === project.publicKey)!.id;
  const send = async () => (await project.send('/api/v1/events', { events: [] })).status;
  expect(await send()).not.toBe(401);
  await project.call(revokeKey, { params: { ...params, key } });
  expect(await send()).toBe(401);
});

test("another project's key can't be revoked or seen", async () => {
  const [mine, other] = [await world.project(), await world.project()];
  const { keys } = await other.call(listKeys, { params: other.params });
  const key = keys[0]!.id;
  await expect(mine.call(revokeKey, { params: { ...mine.params, key } })).rejects.toMatchObject({
    status: 404,
  });
  await expect(mine.call(listKeys, { params: other.params })).rejects.toMatchObject({
    status: 404,
  });
});

test('the last use of a key is noted', async () => {
  const project = await world.project();
  const { params } = project;
  await project.call(listPeople, { params });
  await expect
    .poll(async () => {
      const { keys } = await project.call(listKeys, { params });
      return keys.find(({ kind }) => kind === 'private')?.lastUsedAt;
    })
    .not.toBeNull();
});

test('a public key has no scopes, whatever is asked for', async () => {
  const project = await world.project();
  const made = await project.call(createKey, {
    params: project.params,
    body: { kind: 'public', name: 'p', scopes: ['read', 'admin'] },
  });
  expect(made).toMatchObject({ scopes: [], display: made.secret });
});

test('a clock that was set back keeps no revoked key alive', async () => {
  const project = await world.project();
  const { records } = world.app.platform;
  let now = new Date('2026-06-01T12:00:00Z');
  const keys = createKeys({ records, clock: { now: () => now } });
  expect((await keys.find(project.publicKey))?.project).toBe(project.id);
  // By another process: this one is not told.
  await records.installation.write((w) =>
    w
      .updateTable('keys')
      .set({ revoked_at: now })
      .where('display', '=', project.publicKey)
      .execute(),
  );
  now = new Date('2026-05-31T12:00:00Z');
  expect(await keys.find(project.publicKey)).toBeUndefined();
});
