import {
  listBetEvidence,
  listBetParts,
  listBets,
  moveScopeItem,
  moveSignal,
} from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import { linkWords, openPair, makeReady, onBet } from '../../testing/bets.ts';

const { world, pair } = await openPair();

describe('the dashboard nobody needed', () => {
  test('four fifths without evidence are stopped; the override stands for ever', async () => {
    const project = await world.project();
    const id = await makeReady(world, project, pair);
    const bet = onBet(project, id, pair.pm.call);
    await bet.add('Figures of my team', 'ann');
    await bet.add('Export to CSV', 'bert');
    for (let i = 0; i < 8; i++) await bet.add(`Chart number ${i}`);
    expect((await bet.page()).scope).toEqual({ items: 10, unsupported: 8, share: 0.8 });
    await expect(bet.move('build')).rejects.toMatchObject({
      rule: 'bet.build.scope',
      hint: expect.stringContaining('signed reason'),
      body: { mayOverride: true, unmet: [{ fact: '8 of 10 items unsupported, 80%' }] },
    });
    const byKey = onBet(project, id).move('build', 'The contract names it');
    await expect(byKey).rejects.toMatchObject({ rule: 'bet.override.side' });
    const built = await bet.move('build', 'The contract names it');
    const override = {
      rules: ['bet.build.scope'],
      reason: 'The contract names it',
      author: 'Maya',
      side: 'product',
      unsupportedShare: 0.8,
    };
    expect(built).toMatchObject({ state: 'building', podOverrides: 1, overrides: [override] });
    await bet.move('kill', 'The contract fell through');
    const { bets, overrides } = await project.call(listBets, { params: project.params });
    expect(bets[0]).toMatchObject({ state: 'killed', overrides: [override] });
    expect(overrides).toEqual([{ pod: built.pod, count: 1 }]);
  });

  test('what is cut does not count, and says why; half is enough', async () => {
    const project = await world.project();
    const id = await makeReady(world, project, pair);
    const bet = onBet(project, id);
    await bet.add('Asked for', 'ann');
    const [first, second] = [await bet.add('A guess'), await bet.add('Another guess')];
    await expect(bet.move('build')).rejects.toMatchObject({ rule: 'bet.build.scope' });
    const at = { ...bet.params, item: first };
    const cutting = { version: 1, move: 'cut' } as const;
    await expect(project.call(moveScopeItem, { params: at, body: cutting })).rejects.toMatchObject({
      rule: 'bet.scope.cut.reason',
    });
    const doubt = await linkWords(
      project,
      { kind: 'scope_item', id: first },
      'dora',
      'contradicts',
    );
    const body = { ...cutting, reason: 'Nobody would use it', because: [doubt.highlight] };
    const after = await pair.pmm.call(moveScopeItem, { params: at, body });
    expect(after.scope).toEqual({ items: 2, unsupported: 1, share: 0.5 });
    expect(after.items.find((item) => item.id === first)).toMatchObject({
      state: 'cut',
      cut: { by: 'Tomás', reason: 'Nobody would use it', because: [doubt.highlight] },
    });
    const again = { ...cutting, version: 2, reason: 'twice' };
    await expect(project.call(moveScopeItem, { params: at, body: again })).rejects.toMatchObject({
      rule: 'bet.scope.cut',
    });
    expect((await bet.move('build')).items.find((item) => item.id === second)).toMatchObject({
      isSupported: false,
    });
  });

  test('words that were taken away support nothing any more', async () => {
    const project = await world.project();
    const id = await makeReady(world, project, pair);
    const bet = onBet(project, id);
    const item = await bet.add('Asked for');
    const { signal } = await linkWords(project, { kind: 'scope_item', id: item }, 'ann');
    expect((await bet.page()).scope.share).toBe(0);
    await project.call(moveSignal, {
      params: { ...project.params, id: signal },
      body: { move: 'redact', reason: 'Ann asked for it' },
    });
    expect((await bet.page()).scope.share).toBe(1);
  });
});

test('contradicting words under any part are in sight on the card', async () => {
  const project = await world.project();
  const id = await makeReady(world, project, pair);
  const bet = onBet(project, id);
  const item = await bet.add('Picks', 'ann');
  const need = { kind: 'opportunity', id: (await bet.page()).opportunity! } as const;
  await linkWords(project, need, 'ann');
  await linkWords(project, need, 'otto', 'contradicts');
  await linkWords(project, { kind: 'scope_item', id: item }, 'paul', 'contradicts');
  await linkWords(
    project,
    { kind: 'bet_question', id: (await bet.page()).questions[0]!.id },
    'rosa',
    'contradicts',
  );
  const { bets } = await project.call(listBets, { params: project.params });
  expect(bets[0]!.counts).toMatchObject({ people: 1, contradicting: 3 });
  const { items } = await project.call(listBetEvidence, { params: bet.params });
  expect(items.filter(({ relation }) => relation === 'contradicts')).toHaveLength(2);
});

test('what words can be linked to has a name: the bet, and the part of it', async () => {
  const project = await world.project();
  const bet = onBet(project, await makeReady(world, project, pair));
  const item = await bet.add('Picks', 'ann');
  const { parts } = await project.call(listBetParts, { params: project.params });
  const { title } = await bet.page();
  expect(parts).toContainEqual({
    kind: 'scope_item',
    id: item,
    bet: bet.params.id,
    title,
    text: 'Picks',
  });
  expect(parts.filter(({ kind }) => kind === 'bet_question')).toHaveLength(2);
  expect(parts.filter(({ kind }) => kind === 'framework')).toHaveLength(1);
  const other = await world.project();
  expect((await other.call(listBetParts, { params: other.params })).parts).toEqual([]);
});
