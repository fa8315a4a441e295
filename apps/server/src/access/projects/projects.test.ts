import { createProject, getMe, listAudit, listKeys, updateProject } from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['ASIA/KOLKATA', 'Asia/Kolkata'],
  ['utc', 'UTC'],
  ['Etc/UTC', 'Etc/UTC'],
  ['America/Port-au-Prince', 'America/Port-au-Prince'],
])('the time zone %s becomes %s, in which the store can count days', async (given, kept) => {
  const project = await world.project({ timeZone: given });
  expect(await world.app.access.timeZoneOf(project.id)).toBe(kept);
  const days = await world.app.platform.events.maintenance.rows(
    `SELECT toString(toDate(now(), '${kept}')) AS day`,
  );
  expect(days).toHaveLength(1);
});

test.each(['+01:00', 'Nowhere/Land', '', "UTC' OR 1", 'a\u0000b', '__proto__', 'localtime'])(
  '%j is no time zone',
  async (timeZone) => {
    await expect(world.project({ timeZone })).rejects.toMatchObject({ status: 400 });
    const { call, params } = await world.project();
    await expect(call(updateProject, { params, body: { timeZone } })).rejects.toMatchObject({
      status: 400,
    });
  },
);

test('a change is seen at once and on record, under any name', async () => {
  const { id, call, params } = await world.project({ timeZone: 'UTC' });
  await world.app.access.timeZoneOf(id);
  const name = `'; DROP TABLE projects; --`;
  const changed = await call(updateProject, { params, body: { name, timeZone: 'Asia/Tokyo' } });
  expect(changed).toMatchObject({ id, name, timeZone: 'Asia/Tokyo', isDemo: false });
  expect(await world.app.access.timeZoneOf(id)).toBe('Asia/Tokyo');
  const admin = world.as(await world.admin());
  const { entries } = await admin(listAudit, { params: { workspace: 1 } });
  expect(entries[0]).toMatchObject({
    action: 'project.updated',
    actor: 'key private key',
    subject: `project ${id}`,
    detail: { name, timeZone: 'Asia/Tokyo' },
  });
  expect(await call(updateProject, { params, body: {} })).toEqual(changed);
});

test('a new project comes with its public key, is told of once, and stands in the list', async () => {
  const admin = world.as(await world.admin());
  const made = await admin(createProject, { params: { workspace: 1 }, body: { name: 'Fresh' } });
  const { keys } = await admin(listKeys, { params: { project: made.id } });
  expect(keys).toMatchObject([{ kind: 'public', scopes: [], revokedAt: null }]);
  expect((await admin(getMe, {})).projects).toContainEqual(made);
  expect(await world.app.access.projects()).toContain(made.id);
  const facts = await world.app.platform.records.installation.read((r) =>
    r.selectFrom('facts').select(['kind', 'payload']).where('project', '=', made.id).execute(),
  );
  expect(facts).toMatchObject([{ kind: 'project.created', payload: { demo: false } }]);
});
