import { dropFinding, keepFinding, listFindings } from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePair, makeReady, onBet, type Pair } from '../../testing/bets.ts';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
let pair: Pair;
beforeAll(async () => {
  world = await openWorld();
  pair = await makePair(world);
});
afterAll(() => world.close());

const shown = { page: 'funnel' as const, search: 'steps=a~b&from=2026-03-01&to=2026-03-28' };

async function ready() {
  const project = await world.project();
  return { project, bet: onBet(project, await makeReady(world, project, pair)) };
}

test('what a question showed is kept once, with who kept it, and is on record', async () => {
  const { project, bet } = await ready();
  const { params } = bet;
  await pair.pm.call(keepFinding, { params, body: { ...shown, says: '371 of 1,046 are lost' } });
  const body = { ...shown, says: '380 of 1,050 are lost' };
  const { findings } = await pair.pmm.call(keepFinding, { params, body });
  expect(findings).toMatchObject([{ ...body, author: 'Tomás', bet: params.id }]);
  await pair.pm.call(keepFinding, { params, body: { ...body, page: 'trends' } });
  expect((await project.call(listFindings, { params })).findings).toHaveLength(2);
  expect((await bet.page()).history.filter(({ move }) => move === 'finding_keep')).toHaveLength(3);
});

test('it can be taken back once, and nothing is kept with a bet that ended', async () => {
  const { project, bet } = await ready();
  const { params } = bet;
  const body = { ...shown, says: '371 of 1,046 are lost' };
  const { findings } = await project.call(keepFinding, { params, body });
  const one = { ...params, finding: findings[0]!.id };
  expect((await project.call(dropFinding, { params: one })).findings).toEqual([]);
  await expect(project.call(dropFinding, { params: one })).rejects.toMatchObject({
    code: 'not_found',
  });
  await bet.move('kill', 'The contract fell through');
  await expect(project.call(keepFinding, { params, body })).rejects.toMatchObject({
    rule: 'bet.ended',
  });
});

test('of another project there is no bet to keep it with', async () => {
  const { bet } = await ready();
  const other = await world.project();
  const params = { ...bet.params, project: other.params.project };
  await expect(other.call(listFindings, { params })).rejects.toMatchObject({ code: 'not_found' });
});
