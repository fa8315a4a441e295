import {
  acceptInvitation,
  getInvitation,
  getMe,
  inviteMember,
  listMembers,
  removeMember,
  updateMember,
  withdrawInvitation,
  type Client,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../testing/world.ts';
import { idIn, tokenOf } from './rules.ts';

const params = { workspace: 1 };
const password = 'a password of a guest';
let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  admin = world.as(await world.admin());
});
afterAll(() => world.close());

let guests = 0;
async function invite(isAdmin = false) {
  const email = `Guest${guests++}@Example.com`;
  const made = await admin(inviteMember, {
    params,
    body: { email, role: 'pmm', department: 'Market', isAdmin },
  });
  return { ...made, token: made.url.split('/').at(-1) ?? '' };
}
const accept = (token: string, name = 'Gus Guest') =>
  world.as({})(acceptInvitation, { params: { token }, body: { name, password } });
const statusOf = (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 200,
    (error: { status: number }) => error.status,
  );

describe('an invitation', () => {
  test('can be looked at any number of times and accepted once', async () => {
    const { token, email } = await invite();
    for (let i = 0; i < 3; i++) {
      expect(await world.as({})(getInvitation, { params: { token } })).toEqual({
        email,
        workspace: 'The world',
        role: 'pmm',
        invitedBy: 'Ada Admin (admin@world.example)',
      });
    }
    expect(await accept(token)).toEqual({ workspace: 1 });
    expect(await statusOf(accept(token))).toBe(404);
    expect(await statusOf(world.as({})(getInvitation, { params: { token } }))).toBe(404);
    const { members, invitations } = await admin(listMembers, { params });
    expect(members.filter((one) => one.email === email)).toMatchObject([
      { name: 'Gus Guest', role: 'pmm', department: 'Market', isAdmin: false },
    ]);
    expect(invitations.map((one) => one.email)).not.toContain(email);
  });

  test('of ten acceptances at the same moment one wins', async () => {
    const { token } = await invite();
    const all = await Promise.all(Array.from({ length: 10 }, () => statusOf(accept(token))));
    expect(all.toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 404)]);
  });

  test('of two invitations to one address one is accepted, and none leads back in after a removal', async () => {
    const email = 'twice@example.com';
    const body = { email, role: 'pm', department: 'Product' } as const;
    const tokens: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { url } = await admin(inviteMember, { params, body });
      tokens.push(url.split('/').at(-1) ?? '');
    }
    expect(await accept(tokens[0]!)).toEqual({ workspace: 1 });
    expect(await statusOf(accept(tokens[1]!))).toBe(404);
    expect(await statusOf(admin(inviteMember, { params, body }))).toBe(409);
    const { members } = await admin(listMembers, { params });
    const user = members.find((one) => one.email === email)!.userId;
    await admin(removeMember, { params: { ...params, user } });
    expect(await statusOf(accept(tokens[1]!))).toBe(404);
  });

  test('is withdrawn by an admin, once, and its link ends; an accepted one is not', async () => {
    const [open, used] = [await invite(true), await invite()];
    const withdraw = (call: Client, { id }: { id: string }) =>
      statusOf(call(withdrawInvitation, { params: { ...params, invitation: id } }));
    await accept(used.token);
    const member = world.as({ cookie: (await world.member()).cookie });
    expect(await withdraw(member, open)).toBe(403);
    expect(await withdraw(admin, used)).toBe(404);
    expect(await withdraw(admin, open)).toBe(200);
    expect(await withdraw(admin, open)).toBe(404);
    expect(await statusOf(accept(open.token))).toBe(404);
  });

  test('ends after seven days', async () => {
    const { id, token, expiresAt } = await invite();
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(6.99 * 86_400_000);
    await world.app.platform.records.installation.write((w) =>
      w
        .updateTable('invitations')
        .set({ expires_at: new Date(Date.now() - 1) })
        .where('id', '=', id)
        .execute(),
    );
    expect(await statusOf(accept(token))).toBe(404);
  });

  test('is not made up: neither from its id nor with another secret', async () => {
    const { id } = await invite();
    const forged = [id.padEnd(40, '.'), `${id}.${'A'.repeat(43)}`, tokenOf(id, 'another secret')];
    for (const token of forged) expect(await statusOf(accept(token))).toBe(404);
    expect(idIn(tokenOf(id, 's'), 's')).toBe(id);
    expect(idIn(`${tokenOf(id, 's')}x`, 's')).toBeUndefined();
  });

  test("shows its link to admins only: else a member could take an admin's place", async () => {
    const { id, url } = await invite(true);
    const member = world.as({ cookie: (await world.member()).cookie });
    const urlFor = async (call: Client) =>
      (await call(listMembers, { params })).invitations.find((one) => one.id === id)?.url;
    expect(await urlFor(admin)).toBe(url);
    expect(await urlFor(member)).toBe('');
  });

  test.each([
    `Robert'); DROP TABLE "user"; --`,
    '=HYPERLINK("http://evil.example")',
    '<img src=x onerror=alert(1)>',
    '名前 \u202e 🎉',
    '__proto__',
  ])('takes any name as it is: %s', async (name) => {
    const { token, email } = await invite();
    await accept(token, name);
    const { members } = await admin(listMembers, { params });
    expect(members.find((one) => one.email === email)?.name).toBe(name);
  });

  test('a name that cannot be stored is refused, and the invitation stays open', async () => {
    const { token } = await invite();
    expect(await statusOf(accept(token, 'a\u0000b'))).toBe(400);
    expect(await statusOf(accept(token, 'ab'))).toBe(200);
  });

  test('polluting keys in a body change nothing but are no harm', async () => {
    const { token, email } = await invite();
    const answer = await world.request(`/api/v1/invitations/${token}/accept`, {
      method: 'POST',
      body: `{"name":"Pol","password":"${password}","isAdmin":true,"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}`,
    });
    expect(answer.status).toBe(200);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    const { members } = await admin(listMembers, { params });
    expect(members.find((one) => one.email === email)).toMatchObject({ isAdmin: false });
  });
});

describe('members', () => {
  const change = (call: Client, user: string, body: { isAdmin?: boolean; department?: string }) =>
    call(updateMember, { params: { ...params, user }, body });
  const remove = (call: Client, user: string) =>
    call(removeMember, { params: { ...params, user } });

  test('whose right is taken lose it, and whose account goes are out, at once', async () => {
    const { cookie, userId } = await world.member({ isAdmin: true });
    const call = world.as({ cookie });
    expect(await statusOf(change(call, userId, { department: 'Sales' }))).toBe(200);
    await change(admin, userId, { isAdmin: false });
    expect(await statusOf(change(call, userId, { isAdmin: true }))).toBe(403);
    expect((await call(getMe, {})).permissions).not.toContain('workspace:admin');
    expect(await remove(admin, userId)).toEqual({ removed: true });
    expect(await statusOf(call(getMe, {}))).toBe(401);
    expect(await statusOf(remove(admin, userId))).toBe(404);
  });

  test('the last admin stays one', async () => {
    const me = (await admin(getMe, {})).user.id;
    expect(await statusOf(change(admin, me, { isAdmin: false }))).toBe(409);
    expect(await statusOf(remove(admin, me))).toBe(409);
    expect(await statusOf(change(admin, me, { department: 'Board' }))).toBe(200);
  });

  test('of two admins who remove each other at the same moment one stays', async () => {
    const me = (await admin(getMe, {})).user.id;
    const { cookie, userId } = await world.member({ isAdmin: true });
    const other = world.as({ cookie });
    const all = [
      statusOf(change(admin, userId, { isAdmin: false })),
      statusOf(change(other, me, { isAdmin: false })),
    ];
    expect((await Promise.all(all)).filter((status) => status === 200)).toHaveLength(1);
    const read = await admin(listMembers, { params });
    const admins = read.members.filter((one) => one.isAdmin);
    expect(admins).toHaveLength(1);
    // So that the tests after this one have their admin.
    if (admins[0]?.userId !== me) await change(other, me, { isAdmin: true });
  });

  test.each(['nobody', '%00', "' OR 1=1"])('there is no member %s', async (user) => {
    expect([400, 404]).toContain(await statusOf(remove(admin, decodeURIComponent(user))));
  });
});
