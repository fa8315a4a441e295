/** The fold of traits here and the fold in SQL, by which segments judge, are one. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { traitTexts, sql } from '@tandem/query';
import { openWorld, type World } from '../../testing/world.ts';
import { createMerges } from '../identity/actions.ts';
import { foldedTraits, resolvePerson } from '../reads.ts';
import { personOf, type PersonChange } from '../rules.ts';
import { createTraits } from './actions.ts';

let world: World;
let lastProject = 700;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

/** Whole hours apart, so that what repeats is news again. */
const at = (hour: number) => new Date(Date.UTC(2026, 2, 1) + hour * 7_200_000);
const aChange = fc
  .record({
    distinctId: fc.constantFrom('ann', 'device'),
    hour: fc.nat(30),
    kind: fc.constantFrom('set', 'setOnce', 'unset'),
    value: fc.constantFrom('a', 'b', '"', 'null', 7, false),
  })
  .map(({ distinctId, hour, kind, value }): PersonChange => {
    const traits = kind === 'unset' ? { unset: ['plan'] } : { [kind]: { plan: value } };
    // Never both at one instant: which of two equals counts is nobody's business.
    return { distinctId, time: at(distinctId === 'ann' ? hour : hour + 0.25), traits };
  });

test('random histories, in any batches and twice, fold alike in both places', async () => {
  const { platform } = world.app;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.array(aChange, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      async (batches) => {
        const project = ++lastProject as ProjectId;
        const traits = createTraits(platform);
        for (const batch of [...batches, ...batches]) await traits.learn(project, batch);
        const facts = { ...platform.facts, on: () => {} };
        await createMerges({ ...platform, facts }).learn(project, [
          { distinctId: 'ann', time: at(0), identity: { kind: 'identify', anonymousId: 'device' } },
        ]);
        const who = await resolvePerson(platform, project, personOf(project, 'ann'));
        const here = (await foldedTraits(platform, project, who)).get('plan');
        const rows = await platform.events.rows<{ text: string }>(
          project,
          sql`SELECT text FROM ${traitTexts('plan')}`,
        );
        expect(rows.map((row) => row.text)).toEqual(
          here === undefined ? [] : [String(here as string | number | boolean)],
        );
      },
    ),
    { numRuns: 25 },
  );
});

test('a trait repeated with every event is stored once an hour at most, a once once', async () => {
  const { platform } = world.app;
  let rows = 0;
  const append: typeof platform.events.append = (project, table, given) => {
    rows += given.length;
    return platform.events.append(project, table, given);
  };
  const traits = createTraits({ events: { ...platform.events, append } });
  const project = ++lastProject as ProjectId;
  const say = (minute: number, plan: string): PersonChange => ({
    distinctId: 'ann',
    time: new Date(Date.UTC(2026, 2, 1, 0, minute)),
    traits: { set: { plan }, setOnce: { first: minute } },
  });
  for (const minute of [0, 1, 2, 30]) await traits.learn(project, [say(minute, 'free')]);
  expect(rows).toBe(2);
  await traits.learn(project, [say(61, 'free')]);
  expect(rows).toBe(3);
  await traits.learn(project, [say(62, 'pro')]);
  expect(rows).toBe(4);
});
