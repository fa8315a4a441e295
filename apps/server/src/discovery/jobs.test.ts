import {
  createOpportunity,
  getOpportunity,
  opportunityMachine,
  type MoveOf,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';
import { moveOpportunity } from './index.ts';
import { expireOpportunities } from './jobs.ts';
import { criteriaOf } from './opportunities/rules.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('only what is validated and not spoken of for long becomes stale, once', async () => {
  const project = await world.project();
  const { records } = world.app.platform;
  const [old, young, open] = await Promise.all(
    ['Nobody says so any more', 'Everybody says so now', 'Not yet validated'].map((statement) =>
      project.call(createOpportunity, { params: project.params, body: { statement } }),
    ),
  );
  const validated = [old!.id, young!.id];
  await records.write(project.id, (writer) =>
    writer
      .updateTable('opportunities')
      .set({ state: 'validated' })
      .where('id', 'in', validated)
      .execute(),
  );
  const { counts } = open!;
  const evidence = {
    counts: async (_: unknown, { ids }: { readonly ids: readonly string[] }) =>
      ids.map((id) => ({
        ...counts,
        lastAt: id === young!.id ? '2026-05-30T00:00:00.000Z' : '2026-01-01T00:00:00.000Z',
      })),
  };
  const now = new Date('2026-06-01T00:00:00Z');
  const needs = { records, clock: { now: () => now }, evidence };
  expect(criteriaOf({ ...counts, lastAt: null }, now).at(-1)?.passes).toBe(false);
  expect(await expireOpportunities(needs, project.id)).toEqual([old!.id]);
  expect(await expireOpportunities(needs, project.id)).toEqual([]);
  const shown = await project.call(getOpportunity, { params: { ...project.params, id: old!.id } });
  expect(shown).toMatchObject({
    state: 'stale',
    history: [{}, { move: 'expire', actor: 'Tandem' }],
  });
});

type Move = MoveOf<typeof opportunityMachine>;
const walks: readonly (readonly Move[])[] = [
  ['explore', 'reject'],
  ['explore', 'validate', 'expire', 'explore'],
  ['explore', 'validate', 'bet', 'unbet', 'bet', 'address', 'verify', 'reopen', 'explore'],
  ['explore', 'validate', 'bet', 'address', 'reopen', 'bet'],
];

test('higher domains move it along every edge; every other move is refused by name', async () => {
  const project = await world.project();
  const by = {
    actor: { id: 'u', name: 'Una', kind: 'user', role: 'pm' },
    at: new Date('2026-06-01T00:00:00Z'),
  } as const;
  const seen = new Set<string>();
  for (const walk of walks) {
    const body = { statement: walk.join(' ') };
    const { id } = await project.call(createOpportunity, { params: project.params, body });
    const move = (name: Move) =>
      world.app.platform.records.write(project.id, (writer) =>
        moveOpportunity(writer, by, { id, move: name, reason: 'because' }),
      );
    let state: string = opportunityMachine.first;
    for (const next of walk) {
      const names = Object.keys(opportunityMachine.moves) as Move[];
      for (const name of names) {
        const from: readonly string[] = opportunityMachine.moves[name].from;
        if (from.includes(state)) continue;
        await expect(move(name)).rejects.toMatchObject({ detail: { rule: `opportunity.${name}` } });
      }
      await move(next);
      seen.add(`${state} ${next}`);
      state = opportunityMachine.moves[next].to;
    }
  }
  const edges = Object.values<{ from: readonly string[] }>(opportunityMachine.moves);
  expect(seen.size).toBe(edges.reduce((sum, { from }) => sum + from.length, 0));
});
