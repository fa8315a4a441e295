import {
  createFlag,
  createRelease,
  getRelease,
  listFlags,
  listReleases,
  moveRelease,
  updateFlag,
  updateRelease,
  type Call,
  type Release,
} from '@tandem/contract';
import { compileFlags, evaluate, type FlagsDefinition } from '@tandem/flags';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const people = Array.from({ length: 400 }, (_, i) => `person-${i}`);
const newFlag = (project: TestProject, more: Partial<Call<typeof createFlag>['body']> = {}) =>
  project.call(createFlag, {
    params: project.params,
    body: { key: 'recommendations', name: 'Recommendations', kind: 'boolean', ...more },
  });
const rings = [
  { name: 'Staff', share: 1, condition: { staff: true } },
  { name: 'Early', share: 0.1 },
  { name: 'Half', share: 0.5 },
];
const newRelease = (project: TestProject, flag: string) =>
  project.call(createRelease, { params: project.params, body: { name: 'First', flag, rings } });
function mover(project: TestProject, id: string) {
  const params = { ...project.params, id };
  return async (move: Call<typeof moveRelease>['body']['move'], reason?: string) => {
    const { version } = await project.call(getRelease, { params });
    return project.call(moveRelease, {
      params,
      body: { version, move, ...(reason && { reason }) },
    });
  };
}
/** Decided in the changelog's place: nothing is announced. */
const unannounced = (project: TestProject, { id, version }: Release) =>
  project.call(updateRelease, {
    params: { ...project.params, id },
    body: { version, announcement: { kind: 'none', reason: 'an internal tool' } },
  });

async function definitionsOf(project: TestProject, etag?: string) {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
  const answer = await world.request(`/api/v1/flags?key=${project.publicKey}`, { headers });
  return {
    status: answer.status,
    etag: answer.headers.get('etag') ?? '',
    text: await answer.text(),
  };
}
/** Who has the flag on, by what clients are given. */
async function on(project: TestProject, flag = 'recommendations') {
  const flags = compileFlags(JSON.parse((await definitionsOf(project)).text) as FlagsDefinition);
  return people.filter((id) => evaluate(flags, flag, { attributes: { id } }).on);
}

describe('flags', () => {
  test('a new flag gives everybody the fallback; a share lets in that share, a larger one more', async () => {
    const project = await world.project();
    const { id, version } = await newFlag(project);
    expect(await on(project)).toEqual([]);
    const params = { ...project.params, id };
    const rule = (share: number) => [{ id: 'r', share, variant: 'on' }];
    const some = await project.call(updateFlag, { params, body: { version, rules: rule(0.2) } });
    const early = await on(project);
    expect(early.length).toBeGreaterThan(50);
    expect(early.length).toBeLessThan(110);
    await project.call(updateFlag, {
      params,
      body: { version: some.version, rules: rule(0.6), name: 'Another name' },
    });
    const more = await on(project);
    expect(more.length).toBeGreaterThan(200);
    expect(more).toEqual(expect.arrayContaining(early));
  });

  test('from nobody to everybody needs a reason; switched off is off; archived is gone', async () => {
    const project = await world.project();
    const { id } = await newFlag(project);
    const params = { ...project.params, id };
    const edit = async (body: Omit<Call<typeof updateFlag>['body'], 'version'>) => {
      const [flag] = (await project.call(listFlags, { params: project.params })).flags;
      return project.call(updateFlag, { params, body: { version: flag!.version, ...body } });
    };
    const rules = [{ id: 'all', variant: 'on' }];
    await expect(edit({ rules })).rejects.toMatchObject({ rule: 'flag.all_at_once' });
    await edit({ rules, reason: 'a legal duty from today on' });
    expect(await on(project)).toHaveLength(people.length);
    await edit({ isEnabled: false });
    expect(await on(project)).toEqual([]);
    await edit({ isEnabled: true, isArchived: true });
    expect((await definitionsOf(project)).text).not.toContain('recommendations');
  });

  test.each([
    [{ fallback: 'maybe' }, /none called "maybe"/],
    [{ rules: [{ id: 'r', variant: 'blue' }] }, /none called "blue"/],
    [{ rules: [1, 2].map(() => ({ id: 'r', variant: 'on' })) }, /"r" is there twice/],
    [{ variants: [1, 2].map((value) => ({ key: `${value}`, value })) }, /boolean flag/],
    [
      { rules: [{ id: 'r', variant: 'on', prerequisites: [{ flag: 'nobody', value: true }] }] },
      /no flag "nobody"/,
    ],
    [
      {
        rules: [
          { id: 'r', variant: 'on', prerequisites: [{ flag: 'recommendations', value: true }] },
        ],
      },
      /depend on itself/,
    ],
  ])('%j is refused with its reason', async (wrong, reason) => {
    const project = await world.project();
    await expect(newFlag(project, wrong)).rejects.toThrow(reason);
  });

  test('what every browser is given stays small', async () => {
    const project = await world.project();
    const condition = { plan: { $in: Array.from({ length: 1500 }, (_, i) => `plan ${i}`) } };
    const rules = [{ id: 'r', variant: 'on', condition }];
    await expect(newFlag(project, { rules })).rejects.toThrow(/at most 8,192 characters/);
  });

  test('a key is used once; an old version is refused with both texts', async () => {
    const project = await world.project();
    const { id } = await newFlag(project);
    await expect(newFlag(project)).rejects.toMatchObject({ rule: 'flag.key' });
    const params = { ...project.params, id };
    await project.call(updateFlag, { params, body: { version: 1, name: 'Mine' } });
    const late = project.call(updateFlag, { params, body: { version: 1, name: 'Yours' } });
    await expect(late).rejects.toMatchObject({
      rule: 'record.version',
      body: { version: 2, theirs: { name: 'Mine' }, yours: { name: 'Yours' } },
    });
  });
});

describe('releases', () => {
  test('ring by ring, nobody who was in falls out, and the history says who and why', async () => {
    const project = await world.project();
    const release = await newRelease(project, (await newFlag(project)).id);
    const move = mover(project, release.id);
    expect(await on(project)).toEqual([]);
    await move('start');
    expect(await on(project)).toEqual([]);
    await move('advance');
    const early = await on(project);
    await move('advance', 'the guardrails held');
    const half = await on(project);
    expect(half).toEqual(expect.arrayContaining(early));
    await expect(move('advance')).rejects.toMatchObject({ rule: 'release.advance.last' });
    await move('pause', 'errors went up');
    expect(await on(project)).toEqual([]);
    await expect(move('restore')).rejects.toMatchObject({ rule: 'release.restore.paused_from' });
    await move('resume');
    expect(await on(project)).toEqual(half);
    await expect(move('complete')).rejects.toMatchObject({ rule: 'release.complete.announcement' });
    const params = { ...project.params, id: release.id };
    await unannounced(project, await project.call(getRelease, { params }));
    const done = await move('complete');
    expect(await on(project)).toHaveLength(people.length);
    await move('pause', 'a doubt');
    await expect(move('resume')).rejects.toMatchObject({ rule: 'release.resume.paused_from' });
    await move('restore');
    expect(await on(project)).toHaveLength(people.length);
    expect(done.history.map(({ move: name }) => name)).toEqual([
      'create',
      'start',
      'advance',
      'advance',
      'pause',
      'resume',
      'edit',
      'complete',
    ]);
    expect(done.history[3]).toMatchObject({
      actor: 'private key',
      reason: 'the guardrails held',
      detail: { ring: 'Half' },
    });
    await move('roll_back', 'it lost money');
    expect(await on(project)).toEqual([]);
  });

  test('to everybody past the rings needs a reason; so do a pause and a roll back', async () => {
    const project = await world.project();
    const release = await newRelease(project, (await newFlag(project)).id);
    const move = mover(project, release.id);
    await unannounced(project, release);
    await expect(move('complete')).rejects.toMatchObject({ rule: 'release.complete.all_at_once' });
    await move('start');
    await expect(move('pause')).rejects.toMatchObject({ rule: 'release.pause.reason' });
    await expect(move('roll_back')).rejects.toMatchObject({ rule: 'release.roll_back.reason' });
    await expect(move('start')).rejects.toMatchObject({ rule: 'release.start' });
    await move('complete', 'the others wait for it');
    expect(await on(project)).toHaveLength(people.length);
  });

  test('one of a flag at a time, also when two begin at once', async () => {
    const project = await world.project();
    const { id: flag } = await newFlag(project);
    const [one, two] = [await newRelease(project, flag), await newRelease(project, flag)];
    const begun = await Promise.allSettled([one, two].map(({ id }) => mover(project, id)('start')));
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { releases } = await project.call(listReleases, { params: project.params });
    expect(releases.map(({ state }) => state).toSorted()).toEqual(['in_rings', 'planned']);
  });

  test('what began stays; what lies ahead may change', async () => {
    const project = await world.project();
    const release = await newRelease(project, (await newFlag(project)).id);
    const params = { ...project.params, id: release.id };
    await mover(project, release.id)('start');
    const edit = (changed: typeof rings) =>
      project.call(updateRelease, { params, body: { version: 2, rings: changed } });
    const [staff, early, half] = rings as [(typeof rings)[0], (typeof rings)[0], (typeof rings)[0]];
    await expect(edit([{ ...staff, share: 0.5 }, early, half])).rejects.toMatchObject({
      rule: 'release.rings.begun',
    });
    await expect(edit([staff, half, early])).rejects.toMatchObject({ rule: 'release.rings.grow' });
    const after = await edit([
      { ...staff, name: 'Our people' },
      { ...early, share: 0.25 },
    ]);
    expect(after.rings.map(({ name }) => name)).toEqual(['Our people', 'Early']);
  });
});

describe('what clients are given', () => {
  test('an unchanged version costs nothing; a wrong key and another project get nothing', async () => {
    const [mine, other] = [await world.project(), await world.project()];
    await newFlag(mine);
    const first = await definitionsOf(mine);
    expect(first.status).toBe(200);
    expect(await definitionsOf(mine, first.etag)).toMatchObject({ status: 304, text: '' });
    expect((await definitionsOf(other)).text).not.toContain('recommendations');
    const wrong = await world.request('/api/v1/flags?key=tdm_pub_unknown');
    expect(wrong.status).toBe(401);
  });

  test('a change is told to those who wait, within a second', async () => {
    const project = await world.project();
    const { id } = await newFlag(project);
    const answer = await world.request(`/api/v1/flags/stream?key=${project.publicKey}`);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader.read()).value;
    expect(await next()).toBe('event: flags\ndata: {"version":1}\n\n');
    const began = performance.now();
    await project.call(updateFlag, {
      params: { ...project.params, id },
      body: { version: 1, isEnabled: false },
    });
    expect(await next()).toBe('event: flags\ndata: {"version":2}\n\n');
    expect(performance.now() - began).toBeLessThan(1000);
    await reader.cancel();
  });

  test('who leaves before the first word is not waited for', async () => {
    const project = await world.project();
    const streams = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.request(`/api/v1/flags/stream?key=${project.publicKey}`),
      ),
    );
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
    await Promise.all(streams.map((one) => one.body!.cancel()));
    await expect.poll(() => timers().length).toBeLessThan(20);
  });

  test('a public key changes no flag', async () => {
    const project = await world.project();
    const stranger = world.as({ authorization: `Bearer ${project.publicKey}` });
    const body = { key: 'x', name: 'X', kind: 'boolean' } as const;
    await expect(stranger(createFlag, { params: project.params, body })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

test('what everybody has cannot be paused into the way of one in rings: refused in words', async () => {
  const project = await world.project();
  const { id: flag } = await newFlag(project);
  const first = await newRelease(project, flag);
  await unannounced(project, first);
  await mover(project, first.id)('complete', 'small');
  const second = await newRelease(project, flag);
  await mover(project, second.id)('start');
  await expect(mover(project, first.id)('pause', 'it broke')).rejects.toMatchObject({
    code: 'conflict',
  });
  expect((await mover(project, first.id)('roll_back', 'it broke')).state).toBe('rolled_back');
});
