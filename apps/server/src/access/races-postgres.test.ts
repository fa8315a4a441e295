/** Races on a real PostgreSQL, where transactions do run side by side; PGlite runs them in turn. */
import {
  acceptInvitation,
  claimInstallation,
  getMe,
  inviteMember,
  listAudit,
  listMembers,
  removeMember,
  updateMember,
} from '@tandem/contract';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { openWorld, type World } from '../testing/world.ts';

const params = { workspace: 1 };
let server: TestPostgres;
let world: World;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const outcome = (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 200,
    (error: { status: number }) => error.status,
  );
const times = <T>(count: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)));

test('of twenty claims at the same moment one wins, and leaves one of everything', async () => {
  world = await openWorld({ env: { TANDEM_DATABASE_URL: await server.database('claim') } });
  const claim = (i: number) =>
    outcome(
      world.as({})(claimInstallation, {
        body: {
          name: `Ada ${i}`,
          email: `a${i}@example.com`,
          password: 'a long password',
          workspace: 'One',
        },
      }),
    );
  const all = await times(20, claim);
  expect(all.toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 403)]);
  const left = await world.app.platform.records.installation.read(async (r) => [
    (await r.selectFrom('user').select('id').execute()).length,
    (await r.selectFrom('workspaces').select('id').execute()).length,
    (await r.selectFrom('projects').select('id').execute()).length,
    (await r.selectFrom('keys').select('id').execute()).length,
  ]);
  expect(left).toEqual([1, 1, 1, 1]);
  await world.close();
});

describe('once there is an admin', () => {
  beforeAll(async () => {
    world = await openWorld({ env: { TANDEM_DATABASE_URL: await server.database('access') } });
  });
  afterAll(() => world.close());

  test("the library's own tables are as it wants them here too", async () => {
    const plan = await getMigrations(world.app.access.signIn.options);
    expect({ create: plan.toBeCreated, add: plan.toBeAdded }).toEqual({ create: [], add: [] });
  });

  test('the audit chain never forks', async () => {
    const { id } = await world.project();
    const entry = { action: 'test.noted', actor: 'Tess', subject: 'thing', detail: {} };
    await times(60, () => world.app.access.audit(id, entry));
    const { chain } = await world.as(await world.admin())(listAudit, { params });
    expect(chain).toMatchObject({ valid: true, brokenAt: null });
    expect(chain.length).toBeGreaterThan(60);
  });

  test('an invitation is accepted once', async () => {
    const { url } = await world.as(await world.admin())(inviteMember, {
      params,
      body: { email: 'once@example.com', role: 'pm', department: 'Product' },
    });
    const token = url.split('/').at(-1) ?? '';
    const body = { name: 'Onny', password: 'a long password' };
    const accept = () => outcome(world.as({})(acceptInvitation, { params: { token }, body }));
    expect((await times(10, accept)).filter((status) => status === 200)).toHaveLength(1);
  });

  test('two invitations of one address, accepted at once, make one account', async () => {
    const admin = world.as(await world.admin());
    const body = { email: 'double@example.com', role: 'pm', department: 'Product' } as const;
    const urls = [
      await admin(inviteMember, { params, body }),
      await admin(inviteMember, { params, body }),
    ];
    const statuses = await times(2, (i) =>
      outcome(
        world.as({})(acceptInvitation, {
          params: { token: urls[i]!.url.split('/').at(-1) ?? '' },
          body: { name: 'Dou', password: 'a long password' },
        }),
      ),
    );
    // One that comes a moment later finds that the first has ended it.
    const [made, other] = statuses.toSorted();
    expect(made).toBe(200);
    expect([404, 409]).toContain(other);
  });

  test('admins who take each other out at the same moment leave one', async () => {
    const { cookie } = await world.admin();
    const me = (await world.as({ cookie })(getMe, {})).user.id;
    for (let round = 0; round < 4; round++) {
      const other = await world.member({ isAdmin: true });
      const first = world.as({ cookie });
      const second = world.as({ cookie: other.cookie });
      const onOther = { params: { ...params, user: other.userId } };
      const onMe = { params: { ...params, user: me }, body: { isAdmin: false } };
      const statuses = await Promise.all([
        outcome(
          round % 2 === 0
            ? first(removeMember, onOther)
            : first(updateMember, { ...onOther, body: { isAdmin: false } }),
        ),
        outcome(second(updateMember, onMe)),
      ]);
      const won = statuses.filter((status) => status === 200);
      expect({ statuses, won: won.length }).toEqual({ statuses, won: 1 });
      const survivor = statuses[0] === 200 ? first : second;
      const { members } = await survivor(listMembers, { params });
      expect(members.filter((one) => one.isAdmin)).toHaveLength(1);
      // For the next round.
      if (survivor === second) await second(updateMember, { ...onMe, body: { isAdmin: true } });
      if (members.some((one) => one.userId === other.userId)) await first(removeMember, onOther);
    }
  });
});
