import {
  createEntry,
  createFlag,
  createRelease,
  getEntry,
  getRelease,
  listEntries,
  moveEntry,
  updateEntry,
  updateFlag,
  updateRelease,
  type Call,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { question, sayMerged, type Definitions } from '../testing/askers.ts';
import { openWorld, type World } from '../testing/world.ts';
import { isHeldOut } from './entries/rules.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Entry = Partial<Call<typeof createEntry>['body']>;

async function changelog() {
  const project = await world.project();
  const { params, call } = project;
  const made = await call(createFlag, {
    params,
    body: { key: 'picks', name: 'Picks', kind: 'boolean' },
  });
  const rules = [{ id: 'some', condition: { early: true }, variant: 'on' }];
  const at = { ...params, id: made.id };
  await call(updateFlag, { params: at, body: { version: made.version, rules } });
  return {
    project,
    flag: made.id,
    write: async (more: Entry = {}) => {
      const body = { kind: 'new', title: 'Picks', text: 'What fits your trip.', ...more } as const;
      return call(createEntry, { params, body });
    },
    publish: ({ id, version }: { id: string; version: number }) =>
      call(moveEntry, { params: { ...params, id }, body: { version, move: 'publish' } }),
    /** Titles that this client is given. */
    async titles(distinctId: string, isEarly = false) {
      const flags = await world.request(`/api/v1/flags?key=${project.publicKey}`);
      const asked = question((await flags.json()) as Definitions, {
        distinctId,
        attributes: { early: isEarly },
      });
      const answer = await project.send('/api/v1/changelog', asked);
      const { entries } = (await answer.json()) as { entries: { title: string }[] };
      return entries.map(({ title }) => title);
    },
    async feed() {
      const answer = await world.request(`/api/v1/changelog?key=${project.publicKey}`, {
        headers: { origin: 'https://shop.example' },
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
      const { entries } = (await answer.json()) as { entries: { title: string }[] };
      return entries.map(({ title }) => title);
    },
  };
}

test('drafts are nobody’s, what is for a flag is for those who have it, the feed is for all', async () => {
  const { write, publish, titles, feed, flag } = await changelog();
  const all = await write({ title: 'Faster' });
  const some = await write({ title: 'Picks', flag });
  expect(await feed()).toEqual([]);
  await publish(all);
  await publish(some);
  expect(await feed()).toEqual(['Faster']);
  expect(await titles('guest')).toEqual(['Faster']);
  expect(await titles('mia', true)).toEqual(['Picks', 'Faster']);
});

test('a text has versions, an old one is refused with both; to withdraw needs a reason', async () => {
  const { project, write, publish, feed } = await changelog();
  const entry = await write();
  const params = { ...project.params, id: entry.id };
  const edited = await project.call(updateEntry, { params, body: { version: 1, title: 'Mine' } });
  expect(edited).toMatchObject({ version: 2, title: 'Mine', state: 'draft' });
  await expect(
    project.call(updateEntry, { params, body: { version: 1, title: 'Yours' } }),
  ).rejects.toMatchObject({
    rule: 'record.version',
    body: { version: 2, theirs: { title: 'Mine' }, yours: { title: 'Yours' } },
  });
  const { version } = await publish(edited);
  const withdraw = (reason?: string) =>
    project.call(moveEntry, {
      params,
      body: { version, move: 'withdraw', ...(reason && { reason }) },
    });
  await expect(withdraw()).rejects.toMatchObject({ rule: 'changelog_entry.withdraw.reason' });
  await withdraw('it was wrong');
  expect(await feed()).toEqual([]);
  const { history } = await project.call(getEntry, { params });
  expect(history.map(({ move, reason }) => [move, reason ?? null])).toEqual([
    ['create', null],
    ['edit', null],
    ['publish', null],
    ['withdraw', 'it was wrong'],
  ]);
  const { entries } = await project.call(listEntries, { params: project.params });
  expect(entries[0]).not.toHaveProperty('history');
  const other = await world.project();
  const foreign = { ...other.params, id: entry.id };
  await expect(other.call(getEntry, { params: foreign })).rejects.toMatchObject({ status: 404 });
});

test('a release is announced by an entry that is there, and only to those who have it', async () => {
  const { project, write, flag } = await changelog();
  const { params, call } = project;
  const release = await call(createRelease, {
    params,
    body: { name: 'Picks', flag, rings: [{ name: 'All', share: 1 }] },
  });
  const at = { ...params, id: release.id };
  const announce = async (entry: string) => {
    const { version } = await call(getRelease, { params: at });
    const announcement = { kind: 'entry', entry } as const;
    return call(updateRelease, { params: at, body: { version, announcement } });
  };
  await expect(announce(release.id)).rejects.toMatchObject({ code: 'not_found' });
  const other = await changelog();
  await expect(announce((await other.write()).id)).rejects.toMatchObject({ code: 'not_found' });
  const soon = await write({ kind: 'coming_soon', flag });
  await expect(announce(soon.id)).rejects.toMatchObject({ rule: 'announcement.coming_soon' });
  const all = await write();
  await expect(announce(all.id)).rejects.toMatchObject({ rule: 'announcement.audience' });
  const right = await write({ flag });
  expect((await announce(right.id)).announcement).toEqual({ kind: 'entry', entry: right.id });
  const widen = call(updateEntry, {
    params: { ...params, id: right.id },
    body: { version: 1, flag: null },
  });
  await expect(widen).rejects.toMatchObject({ rule: 'announcement.audience' });
  const { entries } = await call(listEntries, { params });
  expect(entries.find(({ id }) => id === right.id)?.releases).toEqual([
    { id: release.id, name: 'Picks' },
  ]);
});

test('who is held out gets it never, also not after a merge; about the share of ids is', async () => {
  const { project, write, publish, titles, feed } = await changelog();
  const entry = await publish(await write({ title: 'Held', holdout: 0.2 }));
  expect(await feed(), 'nobody known, so nobody to hold out').toEqual([]);
  const ids = Array.from({ length: 60 }, (_, i) => `u${i}`);
  const given = await Promise.all(ids.map(async (id) => (await titles(id)).includes('Held')));
  const out = ids.filter((_, i) => !given[i]);
  const told = ids.find((_, i) => given[i])!;
  expect(out.length).toBeGreaterThan(3);
  expect(out.length).toBeLessThan(25);
  await sayMerged(project.send, told, out[0]!);
  expect(await titles(told)).toEqual([]);
  expect(await titles(out[0]!)).toEqual([]);
  const many = Array.from({ length: 20_000 }, (_, i) => [`${i}`]);
  const share = many.filter((people) => isHeldOut(entry, people)).length / many.length;
  expect(Math.abs(share - 0.2)).toBeLessThan(0.01);
});

test('what clients say they showed and what people replied is counted by entry', async () => {
  const { project, write, publish } = await changelog();
  const entry = await publish(await write());
  const event = (distinctId: string, n: number) => ({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    event: '$message_shown',
    distinctId,
    timestamp: '2026-05-04T10:00:00.000Z',
    properties: { kind: 'entry', entry: entry.id },
  });
  const events = [event('ann', 1), event('ann', 2), event('bob', 3)];
  await project.send('/api/v1/events', { historical: true, events });
  await project.send('/api/v1/signals', {
    signals: [
      { source: 'changelog', text: 'Love it', distinctId: 'ann', properties: { entry: entry.id } },
    ],
  });
  const { entries } = await project.call(listEntries, { params: project.params });
  expect(entries).toMatchObject([{ id: entry.id, shownTo: 2, replies: 1 }]);
});
