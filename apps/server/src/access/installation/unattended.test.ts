import {
  claimInstallation,
  getInstallation,
  getMe,
  listAudit,
  listKeys,
  listPeople,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, signIn, type World } from '../../testing/world.ts';

const keys = {
  TANDEM_PROJECT_KEY: 'tdm_pub_of_the_settings',
  TANDEM_API_KEY: 'tdm_sk_of_the_settings_000000',
};
const admin = {
  TANDEM_ADMIN_EMAIL: 'Boss@Example.com',
  TANDEM_ADMIN_PASSWORD: 'a password of the settings',
};
const claimBody = {
  name: 'Cleo',
  email: 'cleo@example.com',
  password: 'a long password',
  workspace: 'Chosen',
};

describe('with all of the unattended settings', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ env: { ...keys, ...admin } });
  });
  afterAll(() => world.close());

  test('everything is there before the first request, and nobody else can claim', async () => {
    expect(await world.as({})(getInstallation, {})).toMatchObject({ claimed: true });
    await expect(world.as({})(claimInstallation, { body: claimBody })).rejects.toMatchObject({
      status: 403,
    });
    const cookie = await signIn(world.request, {
      email: 'boss@example.com',
      password: admin.TANDEM_ADMIN_PASSWORD,
    });
    const me = await world.as({ cookie })(getMe, {});
    expect(me).toMatchObject({ isAdmin: true, user: { name: 'Boss', email: 'boss@example.com' } });
    expect(me.projects).toHaveLength(1);
    const params = { project: me.projects[0]!.id };
    const call = world.as({ authorization: `Bearer ${keys.TANDEM_API_KEY}` });
    expect((await call(listPeople, { params })).total).toBe(0);
    const sent = await world.request('/api/v1/events', {
      method: 'POST',
      body: JSON.stringify({ key: keys.TANDEM_PROJECT_KEY, events: [] }),
    });
    expect([401, 403]).not.toContain(sent.status);
  });

  test('a further start changes nothing', async () => {
    const { records } = world.app.platform;
    const count = () =>
      records.installation.read(async (r) => ({
        users: (await r.selectFrom('user').select('id').execute()).length,
        projects: (await r.selectFrom('projects').select('id').execute()).length,
        keys: (await r.selectFrom('keys').select('id').execute()).length,
      }));
    const before = await count();
    await Promise.all([world.app.access.setUp(), world.app.access.setUp()]);
    expect(await count()).toEqual(before);
  });

  test('a key of the settings that was revoked stays revoked', async () => {
    const { records } = world.app.platform;
    await records.installation.write((w) =>
      w.updateTable('keys').set({ revoked_at: new Date() }).where('kind', '=', 'private').execute(),
    );
    await world.app.access.setUp();
    const revoked = await records.installation.read((r) =>
      r.selectFrom('keys').select('revoked_at').where('kind', '=', 'private').execute(),
    );
    expect(revoked.map((one) => one.revoked_at !== null)).toEqual([true]);
  });
});

describe('with keys only', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ env: keys });
  });
  afterAll(() => world.close());

  test('the first visitor gets the very project that the keys send to', async () => {
    expect(await world.as({})(getInstallation, {})).toMatchObject({ claimed: false });
    const claimed = await world.as({})(claimInstallation, { body: claimBody });
    const cookie = await signIn(world.request, claimBody);
    const me = await world.as({ cookie })(getMe, {});
    expect(me.workspace).toEqual({ id: claimed.workspace, name: 'Chosen' });
    const params = { project: claimed.project };
    const shown = await world.as({ cookie })(listKeys, { params });
    expect(shown.keys.map(({ display }) => display)).toContain(keys.TANDEM_PROJECT_KEY);
    expect(JSON.stringify(shown)).not.toContain(keys.TANDEM_API_KEY);
    const log = await world.as({ cookie })(listAudit, {
      params: { workspace: claimed.workspace },
    });
    expect(log.entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['installation.claimed', 'session.opened']),
    );
    expect(log.chain.valid).toBe(true);
  });
});
