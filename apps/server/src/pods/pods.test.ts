import {
  createPod,
  leaveSeat,
  listPods,
  takeSeat,
  updateMember,
  updatePod,
  type Role,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { openWorld, type TestProject, type World } from '../testing/world.ts';
import { bothSigned, sign, signaturesOf, voidSignatures } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function member(name: string, role: Role) {
  const made = await world.member({ name, role });
  return { ...made, call: world.as({ cookie: made.cookie }) };
}
const podOf = (project: TestProject, name = 'Growth') =>
  project.call(createPod, { params: project.params, body: { name } });

test('a name with half of a letter is refused in words', async () => {
  const project = await world.project();
  await expect(podOf(project, 'Growth \ud800')).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('cannot be stored') as string,
  });
});

describe('seats', () => {
  test('a pod of five lacks nobody; what is missing is named', async () => {
    const project = await world.project();
    const { id, missing } = await podOf(project);
    expect(missing).toEqual(['pm', 'pmm', 'engineer', 'designer', 'analyst']);
    const pm = await member('Pia', 'pm');
    const params = { ...project.params, id, user: pm.userId };
    const pod = await pm.call(takeSeat, { params, body: {} });
    expect(pod.seats).toMatchObject([{ name: 'Pia', role: 'pm', side: 'product', share: 1 }]);
    expect(pod.missing).toEqual(['pmm', 'engineer', 'designer', 'analyst']);
    const left = await pm.call(leaveSeat, { params });
    expect(left.seats).toEqual([]);
  });

  test('only the five roles sit; only an analyst is given a side', async () => {
    const project = await world.project();
    const { id } = await podOf(project);
    const sales = await member('Sal', 'sales');
    const seat = (user: string, body: { side?: 'product' }) =>
      project.call(takeSeat, { params: { ...project.params, id, user }, body });
    await expect(seat(sales.userId, {})).rejects.toMatchObject({ rule: 'pod.seat_role' });
    const pmm = await member('Mel', 'pmm');
    await expect(seat(pmm.userId, { side: 'product' })).rejects.toMatchObject({
      rule: 'pod.seat_side',
    });
    await expect(seat('nobody', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the leader holds a seat; an old version is refused with both texts', async () => {
    const project = await world.project();
    const { id, version } = await podOf(project);
    const pm = await member('Pia', 'pm');
    const params = { ...project.params, id };
    const lead = (of: number) =>
      project.call(updatePod, { params, body: { version: of, leader: pm.userId } });
    await expect(lead(version)).rejects.toMatchObject({ rule: 'pod.seat' });
    await project.call(takeSeat, { params: { ...params, user: pm.userId }, body: {} });
    expect((await lead(version)).leader).toBe(pm.userId);
    await expect(lead(version)).rejects.toMatchObject({
      rule: 'record.version',
      body: { version: 2, theirs: { name: 'Growth' }, yours: { leader: pm.userId } },
    });
    const left = await project.call(leaveSeat, { params: { ...params, user: pm.userId } });
    expect(left.leader).toBeNull();
  });

  test('another project sees and changes none of it', async () => {
    const [mine, other] = [await world.project(), await world.project()];
    const { id } = await podOf(mine);
    expect(await other.call(listPods, { params: other.params })).toEqual({ pods: [] });
    const params = { ...other.params, id };
    await expect(
      other.call(updatePod, { params, body: { version: 1, name: 'Mine now' } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('signatures', () => {
  const at = new Date('2026-03-01T12:00:00Z');
  const by = (who: { userId: string }, name: string, role: Role): By => ({
    at,
    actor: actorOf({ kind: 'user', id: who.userId, name, email: '', workspace: 1, role }),
  });
  const newRecord = () => ({ object: 'outcome', record: crypto.randomUUID() });

  test('two people of different sides; a change voids both', async () => {
    const project = await world.project();
    const what = newRecord();
    const { records } = world.app.platform;
    const given = (who: By) => records.write(project.id, (w) => sign(w, who, what));
    const pia = by({ userId: 'u-pia' }, 'Pia', 'pm');
    const eve = by({ userId: 'u-eve' }, 'Eve', 'engineer');
    const mel = by({ userId: 'u-mel' }, 'Mel', 'pmm');
    const sal = by({ userId: 'u-sal' }, 'Sal', 'sales');
    expect(bothSigned(await given(pia))).toBe(false);
    const rule = (name: string) => ({ detail: { rule: name } });
    await expect(given(pia)).rejects.toMatchObject(rule('signature.two_people'));
    await expect(given(eve)).rejects.toMatchObject(rule('signature.two_sides'));
    await expect(given(sal)).rejects.toMatchObject(rule('signature.side'));
    expect(bothSigned(await given(mel))).toBe(true);
    expect(await records.write(project.id, (w) => voidSignatures(w, mel, what))).toBe(2);
    expect(await records.read(project.id, (r) => signaturesOf(r, what.record))).toEqual([]);
    expect(await given(eve)).toHaveLength(1);
  });

  test('an analyst signs for the side on the seat', async () => {
    const project = await world.project();
    const { id } = await podOf(project);
    const ana = await member('Ana', 'analyst');
    const { records } = world.app.platform;
    const signing = () =>
      records.write(project.id, (w) => sign(w, by(ana, 'Ana', 'analyst'), newRecord()));
    await expect(signing()).rejects.toMatchObject({ detail: { rule: 'signature.side' } });
    const params = { ...project.params, id, user: ana.userId };
    await project.call(takeSeat, { params, body: { side: 'marketing' } });
    expect(await signing()).toMatchObject([{ name: 'Ana', side: 'marketing' }]);
    // Another role from now on: the written side no longer counts.
    const admin = world.as(await world.admin());
    await admin(updateMember, {
      params: { workspace: 1, user: ana.userId },
      body: { role: 'pm' },
    });
    const [pod] = (await project.call(listPods, { params: project.params })).pods;
    expect(pod?.seats[0]?.side).toBe('product');
  });
});
