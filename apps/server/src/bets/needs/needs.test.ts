import {
  getOpportunity,
  getRelease,
  moveOpportunity,
  moveRelease,
  readAddressing,
  updateRelease,
  type Bet,
  type Call,
  type Opportunity,
  type Release,
} from '@tandem/contract';
import { expect, test } from 'vitest';
import { openPair, makeReady, onBet, releaseOf } from '../../testing/bets.ts';
import { type TestProject } from '../../testing/world.ts';
import { addressingChecks, endOf, isOut } from './rules.ts';

const { world, pair } = await openPair();

test.each<[readonly Release['state'][], boolean]>([
  [[], false],
  [['planned'], false],
  [['in_rings'], false],
  [['paused'], false],
  [['general'], true],
  [['rolled_back'], false],
  [['general', 'rolled_back'], true],
  [['general', 'in_rings'], false],
])('%o is on for everybody: %s', (states, expected) => {
  expect(isOut(states.map((state) => ({ state })))).toBe(expected);
});

test.each<[Opportunity['state'], 'conclude' | 'kill', Bet['verdict'], string | undefined]>([
  ['in_bet', 'conclude', 'scale', 'address'],
  ['in_bet', 'conclude', 'iterate', 'unbet'],
  ['in_bet', 'conclude', 'stop', 'unbet'],
  ['in_bet', 'kill', null, 'unbet'],
  ['addressed', 'conclude', 'scale', undefined],
  ['addressed', 'conclude', 'iterate', 'reopen'],
  ['addressed', 'conclude', 'stop', 'reopen'],
  ['addressed', 'kill', null, 'reopen'],
  ['verified_solved', 'conclude', 'stop', undefined],
  ['reopened', 'kill', null, undefined],
  ['exploring', 'conclude', 'scale', undefined],
])('of a need that is %s, %s (%s) makes: %s', (state, move, verdict, expected) => {
  expect(endOf({ state }, { number: 3, verdict }, move)?.move).toBe(expected);
});

test('what is missing until it is addressed names the bet and its releases', () => {
  const bet = { number: 3, title: 'Picks', state: 'measuring' } as const;
  expect(addressingChecks(null, []).map(({ isMet }) => isMet)).toEqual([false, false]);
  expect(addressingChecks(bet, [{ name: 'Picks', state: 'in_rings' }])).toMatchObject([
    { isMet: true, fact: 'B-3 “Picks” is measuring' },
    { rule: 'opportunity.address.release', isMet: false, fact: '“Picks” is in rings' },
  ]);
});

/** A bet that is being built, with a release in its first ring. */
async function built(project: TestProject) {
  const bet = onBet(project, await makeReady(world, project, pair));
  await bet.add('Picks on the home page', 'ann');
  await bet.move('build');
  const release = await releaseOf(project, bet.params.id);
  const { opportunity } = await bet.page();
  const need = { ...project.params, id: opportunity! };
  const at = { ...project.params, id: release };
  return {
    bet,
    need,
    read: () => project.call(getOpportunity, { params: need }),
    missing: () => project.call(readAddressing, { params: need }),
    step: async (move: Call<typeof moveRelease>['body']['move']) => {
      const { version } = await project.call(getRelease, { params: at });
      await project.call(moveRelease, { params: at, body: { version, move, reason: 'because' } });
      await world.app.platform.facts.deliver();
    },
    announce: async () => {
      const { version } = await project.call(getRelease, { params: at });
      const announcement = { kind: 'none', reason: 'askers are told' } as const;
      await project.call(updateRelease, { params: at, body: { version, announcement } });
    },
  };
}

test('addressed once it is on for everybody; rolled back, it is reopened', async () => {
  const project = await world.project();
  const it = await built(project);
  expect(await it.missing()).toMatchObject({
    state: 'in_bet',
    bet: { title: 'Show me what I’ll love', state: 'building' },
    releases: [{ name: 'Picks', state: 'in_rings' }],
    checks: [{ isMet: true }, { isMet: false }],
  });
  await it.announce();
  await it.step('complete');
  expect(await it.read()).toMatchObject({ state: 'addressed' });
  expect((await it.read()).history.at(-1)).toMatchObject({
    move: 'address',
    actor: 'Tandem',
    reason: '“Picks” is on for everybody',
  });
  await it.step('pause');
  await it.step('restore');
  expect((await it.read()).state).toBe('addressed');
  await it.step('roll_back');
  expect(await it.read()).toMatchObject({ state: 'reopened' });
  expect((await it.read()).history.at(-1)).toMatchObject({ reason: '“Picks” was rolled back' });
});

test('on for everybody before the bet launched, it is addressed as the bet launches', async () => {
  const project = await world.project();
  const bet = onBet(project, await makeReady(world, project, pair));
  const release = await releaseOf(project, bet.params.id);
  const params = { ...project.params, id: release };
  const announcement = { kind: 'none', reason: 'askers are told' } as const;
  await project.call(updateRelease, { params, body: { version: 2, announcement } });
  await project.call(moveRelease, {
    params,
    body: { version: 3, move: 'complete', reason: 'all at once' },
  });
  await world.app.platform.facts.deliver();
  await bet.add('Picks on the home page', 'ann');
  const { opportunity } = await bet.move('build');
  const need = { ...project.params, id: opportunity! };
  expect((await project.call(getOpportunity, { params: need })).state).toBe('in_bet');
  await bet.move('launch');
  expect((await project.call(getOpportunity, { params: need })).state).toBe('addressed');
});

test('a bet that ends without being scaled reopens what was addressed', async () => {
  const project = await world.project();
  const it = await built(project);
  await it.announce();
  await it.step('complete');
  await it.bet.move('kill', 'Nobody uses it');
  expect(await it.read()).toMatchObject({ state: 'reopened' });
  expect((await it.read()).history.at(-1)).toMatchObject({ reason: 'B-1 was killed' });
});

test('a need that was reopened goes along with the next bet, and the first one leaves it alone', async () => {
  const project = await world.project();
  const it = await built(project);
  await it.announce();
  await it.step('complete');
  const body = { move: 'reopen', reason: 'They say it is not solved' } as const;
  await project.call(moveOpportunity, { params: it.need, body });
  const second = onBet(project, await makeReady(world, project, pair, it.need.id));
  await second.add('Picks in the mail', 'bob');
  await second.move('build');
  expect((await it.missing()).bet).toMatchObject({ id: second.params.id });
  await it.bet.move('kill', 'The second one goes on');
  expect((await it.read()).state).toBe('in_bet');
  await second.move('kill', 'Nor this');
  expect((await it.read()).state).toBe('validated');
});
