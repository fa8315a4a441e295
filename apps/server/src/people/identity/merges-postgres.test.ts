/** The same on a real PostgreSQL, where transactions do run side by side. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { aChange, alias, anId, oracle } from '../../testing/identities.ts';
import { startPostgres, type TestPostgres } from '../../testing/postgres.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { personOf } from '../rules.ts';
import { createMerges, type Merges } from './actions.ts';

let server: TestPostgres;
let world: World;
let writers: readonly Merges[];
let lastProject = 100;

beforeAll(async () => {
  server = await startPostgres();
  world = await openWorld({ env: { TANDEM_DATABASE_URL: await server.database('merges') } });
  const { platform } = world.app;
  const facts = { ...platform.facts, on: () => {} };
  writers = Array.from({ length: 4 }, () => createMerges({ ...platform, facts }));
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

/** Whom each id of the slow rule is now, by the records. */
async function personsNow(project: ProjectId, slow: ReadonlyMap<string, string>) {
  const rows = await world.app.platform.records.read(project, (r) =>
    r.selectFrom('person_ids').select(['own', 'person']).execute(),
  );
  const persons = new Map(rows.map((row) => [row.own, row.person]));
  return new Map(
    [...slow.keys()].map((id) => [id, persons.get(personOf(project, id)) ?? personOf(project, id)]),
  );
}

test('aliases in both directions from four writers at once end in one person', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anId, anId), { maxLength: 40 }), async (pairs) => {
      const project = ++lastProject as ProjectId;
      const changes = pairs.map(([one, two], i) =>
        i % 2 === 0 ? alias(one, two) : alias(two, one),
      );
      await Promise.all(changes.map((change, i) => writers[i % 4]!.learn(project, [change])));
      const slow = oracle(project, changes);
      expect(await personsNow(project, slow)).toEqual(slow);
    }),
    { numRuns: 15 },
  );
});

test('random histories match the slow rule', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aChange, { maxLength: 12 }), async (changes) => {
      const project = ++lastProject as ProjectId;
      for (const [i, change] of changes.entries()) await writers[i % 4]!.learn(project, [change]);
      const slow = oracle(project, changes);
      expect(await personsNow(project, slow)).toEqual(slow);
    }),
    { numRuns: 15 },
  );
});
