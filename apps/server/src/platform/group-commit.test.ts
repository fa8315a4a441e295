import { expect, test } from 'vitest';
import { createGroupCommit, type GroupCommitOptions } from './group-commit.ts';

const bad = new Error('bad row');

/** A store that cannot hold lines that say "bad"; it notes every write that succeeded. */
function store(over: Partial<GroupCommitOptions> = {}) {
  const written: (readonly string[])[] = [];
  const commit = createGroupCommit({
    write: async (lines) => {
      await new Promise((wait) => setTimeout(wait, 5));
      if (lines.some((line) => line.includes('bad'))) throw bad;
      written.push(lines);
    },
    isBadRow: (error) => error === bad,
    maxGroupBytes: 1000,
    maxQueuedBytes: 2000,
    lingerMs: 0,
    ...over,
  });
  return { commit, written };
}

test('what arrives while a write runs goes out together, in order', async () => {
  const { commit, written } = store();
  await Promise.all(['a', 'b', 'c', 'd'].map((line) => commit.append([line])));
  expect(written).toEqual([['a'], ['b', 'c', 'd']]);
  await Promise.all([commit.append(['e']), commit.append(['f'])]);
  expect(written.flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('a caller is told only once its rows are written', async () => {
  const { commit, written } = store();
  const told: number[] = [];
  await Promise.all(
    [1, 2].map((n) => commit.append([`${n}`]).then(() => told.push(written.length))),
  );
  expect(told).toEqual([1, 2]);
});

test('a bad row is named by its place; nobody else is harmed', async () => {
  const { commit, written } = store();
  const [mine, theirs, both] = await Promise.all([
    commit.append(['a', 'b']),
    commit.append(['c', 'bad 1', 'd', 'bad 2', 'e']),
    commit.append(['bad 3']),
  ]);
  expect(mine).toEqual([]);
  expect(theirs.map(({ index }) => index)).toEqual([1, 3]);
  expect(both).toEqual([{ index: 0, reason: 'bad row' }]);
  expect(written.flat().toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('an error that is not the rows’ fault reaches every caller of the group, and the next group goes on', async () => {
  let down = true;
  const { commit } = store({
    write: async () => {
      if (down) throw new Error('no room');
    },
  });
  const all = await Promise.allSettled([commit.append(['a']), commit.append(['b'])]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  down = false;
  expect(await commit.append(['a'])).toEqual([]);
});

test('a full queue is refused, nothing is dropped, and room comes back', async () => {
  const { commit, written } = store({ maxQueuedBytes: 30 });
  const waiting = ['0123456789', '0123456789'].map((line) => commit.append([line]));
  await expect(commit.append(['0123456789'])).rejects.toMatchObject({
    code: 'busy',
    retryAfterSeconds: 2,
  });
  await Promise.all(waiting);
  expect(commit.queuedBytes).toBe(0);
  await commit.append(['0123456789']);
  expect(written.flat()).toHaveLength(3);
});

test('one batch larger than the queue still goes through alone', async () => {
  const { commit, written } = store({ maxQueuedBytes: 5 });
  await commit.append(['0123456789']);
  expect(written).toEqual([['0123456789']]);
});

test('groups stay below their size', async () => {
  const { commit, written } = store({ maxGroupBytes: 25, lingerMs: 1 });
  await Promise.all(Array.from({ length: 6 }, (_, i) => commit.append([`${i}23456789`])));
  expect(written.map((group) => group.length)).toEqual([2, 2, 2]);
});

test('draining waits for what is queued', async () => {
  const { commit, written } = store({ lingerMs: 5 });
  void commit.append(['a']);
  await commit.drain();
  expect(written).toEqual([['a']]);
});

test('a group touches so many partitions and no more, a full queue is refused whole, one caller is always let in', async () => {
  const { commit, written } = store({ maxGroupPartitions: 5, maxQueuedPartitions: 12 });
  const append = (n: number) => commit.append([`${n}`], n);
  const [first, second, third] = [append(9), append(2), append(2)];
  await expect(third).rejects.toMatchObject({ code: 'busy' });
  await Promise.all([first, second, append(1)]);
  await Promise.all([append(1), append(4), append(2)]);
  expect(written.map((group) => group.map(Number))).toEqual([[9], [2, 1], [1], [4], [2]]);
});
