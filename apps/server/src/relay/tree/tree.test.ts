import { getTree, moveScopeItem } from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePair, makeReady, onBet } from '../../testing/bets.ts';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the tree of an empty project has no right half', async () => {
  const project = await world.project();
  expect(await project.call(getTree, { params: project.params })).toEqual({
    bets: [],
    solutions: [],
    tests: [],
  });
});

test('what is built stands under its bet with the people behind it; what is cut is told', async () => {
  const project = await world.project();
  const id = await makeReady(world, project, await makePair(world));
  const bet = onBet(project, id);
  await bet.add('Asked for', 'ann');
  const guess = await bet.add('A guess');
  await project.call(moveScopeItem, {
    params: { ...bet.params, item: guess },
    body: { version: 1, move: 'cut', reason: 'Nobody asked for it' },
  });
  const tree = await project.call(getTree, { params: project.params });
  expect(tree.bets).toMatchObject([{ id, number: 1, state: 'ready', release: null }]);
  expect(tree.bets[0]?.opportunity).not.toBeNull();
  expect(tree.solutions).toMatchObject([
    { bet: id, text: 'Asked for', state: 'in', counts: { people: 1 } },
    { bet: id, text: 'A guess', state: 'cut', counts: { people: 0 } },
  ]);
  expect(tree.tests).toEqual([]);
});
