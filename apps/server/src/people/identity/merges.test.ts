import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { sql } from '@tandem/query';
import { sql as sqlOf } from 'kysely';
import { openWorld, type World } from '../../testing/world.ts';
import { overrides } from '../reads.ts';
import { personOf } from '../rules.ts';
import { aChange, alias, anId, identify, join, oracle } from '../../testing/identities.ts';
import { applySteps, mostIds, stepOf, type KnownId, type Step } from './rules.ts';
import { createMerges } from './actions.ts';

let world: World;
let lastProject = 100;
const newProject = () => ++lastProject as ProjectId;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

/** Merges that leave the outbox to those of the app. */
const openMerges = () =>
  createMerges({ ...world.app.platform, facts: { ...world.app.platform.facts, on: () => {} } });

/** Keeps what the records would keep between calls. */
function keep(known: readonly KnownId[], steps: readonly Step[]): readonly KnownId[] {
  const { fresh, identified, moves } = applySteps(known, steps);
  const target = new Map(moves.map(({ from, to }) => [from, to]));
  const kept = known.map((row) => ({
    own: row.own,
    person: target.get(row.person) ?? row.person,
    identified: row.identified || identified.includes(row.own),
  }));
  return [...kept, ...fresh.map(({ own, person, identified }) => ({ own, person, identified }))];
}

test('any sequence, cut into any batches, ends where the slow rule ends', () => {
  const project = 1 as ProjectId;
  fc.assert(
    fc.property(fc.array(fc.array(aChange, { maxLength: 5 }), { maxLength: 8 }), (batches) => {
      let known: readonly KnownId[] = [];
      for (const batch of batches) {
        const steps = batch.map((change) => stepOf(project, change));
        known = keep(
          known,
          steps.filter((step) => step !== undefined),
        );
      }
      const persons = new Map(known.map((row) => [row.own, row.person]));
      for (const [id, person] of oracle(project, batches.flat())) {
        expect(persons.get(personOf(project, id)) ?? personOf(project, id)).toBe(person);
      }
    }),
    { numRuns: 500 },
  );
});

test('nobody gets more ids than anybody has, however they are joined; what is refused stays as it is', async () => {
  const project = newProject();
  const merges = openMerges();
  const many = (name: string, n: number) =>
    Array.from({ length: n }, (_, i) => identify(name, `${name}-device-${i}`));
  expect(await merges.learn(project, many('ann', mostIds + 20))).toEqual({
    ofTwoUsers: 0,
    crowded: 21,
  });
  await merges.learn(project, many('bob', 10));
  const later = [identify('ann', 'late'), join('ann', 'bob'), identify('bob', 'bobs')];
  expect(await merges.learn(project, later)).toEqual({ ofTwoUsers: 0, crowded: 2 });
  expect(await merges.learn(project, later)).toEqual({ ofTwoUsers: 0, crowded: 0 });
  const { rows } = await sqlOf<{ n: number }>`SELECT count(*)::integer AS n FROM person_ids
    WHERE project = ${project} GROUP BY person ORDER BY n DESC LIMIT 3`.execute(
    world.app.platform.records.installation.kysely,
  );
  expect(rows.map(({ n }) => n)).toEqual([mostIds, 12, 1]);
});

test('what was applied changes nothing when it comes again', () => {
  const project = 1 as ProjectId;
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 20 }), (changes) => {
      const steps = changes
        .map((change) => stepOf(project, change))
        .filter((step) => step !== undefined);
      const known = keep([], steps);
      expect(applySteps(known, steps)).toMatchObject({
        fresh: [],
        identified: [],
        moves: [],
      });
    }),
  );
});

async function stored(project: ProjectId): Promise<ReadonlyMap<string, string>> {
  const rows = await world.app.platform.events.rows<{ person: string; canonical: string }>(
    project,
    sql`SELECT person, canonical FROM ${overrides()}`,
  );
  return new Map(rows.map((row) => [row.person, row.canonical]));
}

/** Whom each id of the slow rule is now, by the override rows. */
async function personsNow(project: ProjectId, slow: ReadonlyMap<string, string>) {
  const persons = await stored(project);
  return new Map(
    [...slow.keys()].map((id) => [id, persons.get(personOf(project, id)) ?? personOf(project, id)]),
  );
}

test('random histories through the stores match the slow rule', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aChange, { maxLength: 12 }), async (changes) => {
      const project = newProject();
      const merges = openMerges();
      for (const change of changes) await merges.learn(project, [change]);
      await merges.learn(project, changes);
      const slow = oracle(project, changes);
      expect(await personsNow(project, slow)).toEqual(slow);
    }),
    { numRuns: 12 },
  );
});

test('concurrent aliases in both directions end in one person', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anId, anId), { maxLength: 25 }), async (pairs) => {
      const project = newProject();
      const writers = [openMerges(), openMerges()];
      const changes = pairs.map(([one, two]) => alias(one, two));
      await Promise.all([
        ...changes.map((change, i) => writers[i % 2]!.learn(project, [change])),
        ...pairs.map(([one, two], i) => writers[(i + 1) % 2]!.learn(project, [alias(two, one)])),
      ]);
      const slow = oracle(project, changes);
      expect(await personsNow(project, slow)).toEqual(slow);
    }),
    { numRuns: 12 },
  );
});

test('the second user of a shared computer stays somebody else', async () => {
  const project = newProject();
  const changes = [identify('ann', 'device'), identify('bob', 'device')];
  await openMerges().learn(project, changes);
  const persons = await stored(project);
  expect(persons.get(personOf(project, 'device'))).toBe(personOf(project, 'ann'));
  expect(persons.get(personOf(project, 'bob'))).toBeUndefined();
});

test('an alias of two users needs a private key; what was not believed is counted', async () => {
  const project = newProject();
  const merges = openMerges();
  await merges.learn(project, [identify('ann'), identify('bob')]);
  const told = await merges.learn(project, [alias('ann', 'bob'), alias('ann', 'a-42')]);
  expect(told).toEqual({ ofTwoUsers: 1, crowded: 0 });
  const persons = await stored(project);
  expect(persons.get(personOf(project, 'a-42'))).toBe(personOf(project, 'ann'));
  expect(persons.get(personOf(project, 'bob'))).toBeUndefined();
  const joined = await merges.learn(project, [join('ann', 'bob')]);
  expect(joined).toEqual({ ofTwoUsers: 0, crowded: 0 });
  const ids = ['ann', 'bob'].map((id) => personOf(project, id)).toSorted();
  expect((await stored(project)).get(ids[1]!)).toBe(ids[0]);
});

test('ids that stand for nobody join nobody', async () => {
  const project = newProject();
  const merges = openMerges();
  await merges.learn(project, [identify('ann', 'undefined'), identify('bob', 'undefined')]);
  await merges.learn(project, [alias('ann', 'null'), alias('null', 'bob')]);
  expect((await stored(project)).size).toBe(0);
});

test('override rows lost by a crash are written when the fact is delivered', async () => {
  const project = newProject();
  const { platform } = world.app;
  const dying = createMerges({
    ...platform,
    facts: { ...platform.facts, on: () => {} },
    events: { ...platform.events, append: () => Promise.reject(new Error('killed')) },
  });
  await expect(dying.learn(project, [identify('ann', 'device')])).rejects.toThrow('killed');
  expect((await stored(project)).size).toBe(0);
  await platform.facts.deliver();
  expect((await stored(project)).get(personOf(project, 'device'))).toBe(personOf(project, 'ann'));
});

test('a returning visitor costs no transaction', async () => {
  const project = newProject();
  let transactions = 0;
  const { platform } = world.app;
  const merges = createMerges({
    ...platform,
    facts: { ...platform.facts, on: () => {} },
    records: {
      ...platform.records,
      write: (...args) => {
        transactions += 1;
        return platform.records.write(...args);
      },
    },
  });
  for (let i = 0; i < 5; i += 1) await merges.learn(project, [identify('ann', 'device')]);
  expect(transactions).toBe(1);
});

test('two projects with the same ids know nothing of each other', async () => {
  const [one, two] = [newProject(), newProject()];
  const merges = openMerges();
  await merges.learn(one, [identify('ann', 'device')]);
  await merges.learn(two, [identify('bob', 'device')]);
  expect(await stored(one)).toEqual(new Map([[personOf(one, 'device'), personOf(one, 'ann')]]));
  expect(await stored(two)).toEqual(new Map([[personOf(two, 'device'), personOf(two, 'bob')]]));
});
