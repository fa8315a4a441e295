import {
  answerBetQuestion,
  betMachine,
  createBet,
  createExperiment,
  createFramework,
  decideBet,
  getBet,
  getOpportunity,
  listBets,
  listFlags,
  listLearnings,
  movesFrom,
  signBet,
  statesOf,
  updateBet,
  updateScopeItem,
  writeLearning,
  type BetPage,
  type Learning,
} from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import {
  agreedOutcome,
  answerBoth,
  fullPod,
  linkWords,
  openPair,
  makeReady,
  onBet,
  releaseOf,
  startMeasuring,
  validatedNeed,
  type Pair,
} from '../testing/bets.ts';
import { type TestProject } from '../testing/world.ts';

const { world, pair } = await openPair();

const needState = async (project: TestProject, { opportunity }: BetPage) =>
  (await project.call(getOpportunity, { params: { ...project.params, id: opportunity! } })).state;

const lesson = {
  believed: 'People want fewer choices',
  happened: 'They bought 14.7 % more',
  label: 'quasi-experiment',
  statement: 'Three picks beat a list',
} as const;

/** From ready to measuring, with a fifth of the scope unsupported. */
async function measured(project: TestProject): Promise<string> {
  const id = await makeReady(world, project, pair);
  const bet = onBet(project, id);
  for (const who of ['ann', 'bert', 'cy', 'dora']) await bet.add(`For ${who}`, who);
  await bet.add('Share with a friend');
  const built = await bet.move('build');
  await releaseOf(project, id);
  await bet.move('launch');
  await startMeasuring(project, built.outcome!);
  await bet.move('measure');
  return id;
}
async function decided(project: TestProject, id: string, verdict: 'scale' | 'iterate' | 'stop') {
  const { params, page } = onBet(project, id);
  await project.call(decideBet, { params, body: { version: (await page()).version, verdict } });
  const { outcome } = await page();
  const restsOn = [{ kind: 'outcome' as const, id: outcome! }];
  await project.call(writeLearning, { params, body: { version: 0, ...lesson, restsOn } });
  for (const { call } of [pair.pm, pair.pmm]) {
    await call(signBet, { params, body: { version: (await page()).version } });
  }
}

describe('the way of a bet', () => {
  test('every gate refuses with its rule, then lets through what holds', async () => {
    const project = await world.project();
    const { params } = project;
    const body = { title: 'Show me what I’ll love' };
    const { id, proposer } = await pair.pmm.call(createBet, { params, body });
    expect(proposer).toMatchObject({ name: 'Tomás', role: 'pmm' });
    const bet = onBet(project, id);
    await expect(bet.move('shape')).rejects.toMatchObject({ rule: 'bet.shape.opportunity' });
    const opportunity = await validatedNeed(world, project);
    const outcome = await agreedOutcome(project, pair);
    const pod = await fullPod(project, pair);
    const edit = { version: 1, opportunity, outcome, pod };
    await project.call(updateBet, { params: bet.params, body: edit });
    expect((await bet.move('shape')).gate).toMatchObject({ move: 'ready', checks: { length: 6 } });
    await expect(bet.move('ready')).rejects.toMatchObject({
      rule: 'bet.ready.framework',
      body: { unmet: { length: 3 } },
    });
    const story = { bet: id, audience: 'Hikers', problem: 'I get lost', valueProposition: 'Found' };
    await project.call(createFramework, { params, body: story });
    await expect(bet.move('ready')).rejects.toMatchObject({ rule: 'bet.ready.real_problem' });
    await answerBoth(project, id);
    await bet.move('ready');
    await expect(bet.move('build')).rejects.toMatchObject({ rule: 'bet.build.scope' });
    await bet.add('Picks on the home page', 'ann');
    const built = await bet.move('build');
    expect(built).toMatchObject({ state: 'building', scope: { share: 0 }, overrides: [] });
    expect(await needState(project, built)).toBe('in_bet');
    await expect(bet.move('launch')).rejects.toMatchObject({ rule: 'bet.launch.release' });
    await releaseOf(project, id);
    expect((await bet.move('launch')).releases).toHaveLength(1);
    await expect(bet.move('measure')).rejects.toMatchObject({ rule: 'bet.measure.outcome' });
    await startMeasuring(project, outcome);
    await bet.move('measure');
    await expect(bet.move('conclude')).rejects.toMatchObject({ rule: 'bet.conclude.verdict' });
    await decided(project, id, 'scale');
    const done = await bet.move('conclude');
    expect(done).toMatchObject({ state: 'concluded', verdict: 'scale', gate: null });
    expect(await needState(project, done)).toBe('addressed');
    await expect(bet.move('kill', 'too late')).rejects.toMatchObject({ rule: 'bet.kill' });
    const moved = done.history.filter(({ from }) => from !== null).map(({ move }) => move);
    expect(moved).toEqual(['shape', 'ready', 'build', 'launch', 'measure', 'conclude']);
  });

  test('each state offers only its own moves', async () => {
    const project = await world.project();
    const { params } = project;
    const { id } = await project.call(createBet, { params, body: { title: 'An idea' } });
    for (const move of Object.keys(betMachine.moves) as (keyof typeof betMachine.moves)[]) {
      if (movesFrom(betMachine, 'idea').includes(move)) continue;
      await expect(onBet(project, id).move(move)).rejects.toMatchObject({ rule: `bet.${move}` });
    }
    expect(statesOf(betMachine)).toHaveLength(8);
  });

  test.each(['idea', 'shaping', 'ready', 'building', 'launching', 'measuring'] as const)(
    'killed from %s with a reason, it gives the need back',
    async (state) => {
      const project = await world.project();
      const id = await reached(project, state);
      const bet = onBet(project, id);
      expect((await bet.page()).state).toBe(state);
      await expect(bet.move('kill')).rejects.toMatchObject({ rule: 'bet.kill.reason' });
      const killed = await bet.move('kill', 'the market moved');
      expect(killed).toMatchObject({ state: 'killed', gate: null });
      expect(killed.history.at(-1)).toMatchObject({ move: 'kill', reason: 'the market moved' });
      if (killed.opportunity !== null) expect(await needState(project, killed)).toBe('validated');
    },
  );
});

async function reached(project: TestProject, state: string): Promise<string> {
  if (state === 'measuring') return measured(project);
  if (state === 'idea' || state === 'shaping') {
    const body = { title: 'An idea', opportunity: await validatedNeed(world, project) };
    const { id } = await project.call(createBet, { params: project.params, body });
    if (state === 'shaping') await onBet(project, id).move('shape');
    return id;
  }
  const id = await makeReady(world, project, pair);
  const bet = onBet(project, id);
  if (state === 'ready') return id;
  await bet.add('Picks on the home page', 'ann');
  await bet.move('build');
  if (state === 'building') return id;
  await releaseOf(project, id);
  await bet.move('launch');
  return id;
}

test('two bets cannot hold one need; the second one says so', async () => {
  const project = await world.project();
  const first = await makeReady(world, project, pair);
  const { opportunity, pod, outcome } = await onBet(project, first).page();
  await onBet(project, first).add('Picks', 'ann');
  await onBet(project, first).move('build');
  const body = { title: 'Another way', opportunity, pod, outcome };
  const { id } = await project.call(createBet, { params: project.params, body });
  const second = onBet(project, id, pair.pm.call);
  await second.move('shape');
  const story = { bet: id, audience: 'a', problem: 'b', valueProposition: 'c' };
  await project.call(createFramework, { params: project.params, body: story });
  await answerBoth(project, id);
  await second.move('ready');
  await second.add('A list', 'bert');
  await expect(second.move('build')).rejects.toMatchObject({ rule: 'bet.build.opportunity' });
  const built = await second.move('build', 'We try both');
  await second.move('kill', 'One was enough');
  // The need stays with the bet that took it along.
  expect(await needState(project, built)).toBe('in_bet');
});

describe('the result', () => {
  test('is signed by two sides; another verdict or learning voids it', async () => {
    const project = await world.project();
    const id = await measured(project);
    const { params, page, move } = onBet(project, id);
    const sign = async ({ call }: Pair['pm']) =>
      call(signBet, { params, body: { version: (await page()).version } });
    await expect(sign(pair.pm)).rejects.toMatchObject({ rule: 'bet.sign.incomplete' });
    await decided(project, id, 'scale');
    expect((await page()).signatures).toHaveLength(2);
    const { version } = await page();
    await project.call(decideBet, { params, body: { version, verdict: 'iterate' } });
    expect((await page()).signatures).toEqual([]);
    await sign(pair.pm);
    await expect(sign(pair.pm)).rejects.toMatchObject({ rule: 'signature.two_people' });
    const body = { version: 1, ...lesson, statement: 'Two picks beat a list', restsOn: [] };
    await project.call(writeLearning, { params, body });
    expect((await page()).signatures).toEqual([]);
    await expect(move('conclude')).rejects.toMatchObject({ rule: 'bet.conclude.learning' });
    await linkWords(project, { kind: 'learning', id: (await page()).learning!.id }, 'ann');
    await sign(pair.pmm);
    await expect(move('conclude')).rejects.toMatchObject({ rule: 'bet.conclude.signatures' });
    await sign(pair.pm);
    await move('conclude');
    const late = project.call(writeLearning, { params, body: { ...body, version: 2 } });
    await expect(late).rejects.toMatchObject({ rule: 'bet.ended' });
  });

  test('is called randomised only where it rests on an experiment', async () => {
    const project = await world.project();
    const id = await measured(project);
    const write = (restsOn: Learning['restsOn']) =>
      project.call(writeLearning, {
        params: onBet(project, id).params,
        body: { version: 0, ...lesson, label: 'randomised', restsOn },
      });
    await expect(write([])).rejects.toMatchObject({ rule: 'bet.learning.label' });
    const { params } = project;
    const [flag] = (await project.call(listFlags, { params })).flags;
    const body = { name: 'On and off', flag: flag!.id, bet: id };
    const experiment = await project.call(createExperiment, { params, body });
    const { learning } = await write([{ kind: 'experiment', id: experiment.id }]);
    expect(learning).toMatchObject({ label: 'randomised', version: 1 });
  });

  test('what one bet taught stands on the next one for the same need', async () => {
    const project = await world.project();
    const id = await measured(project);
    await decided(project, id, 'iterate');
    const done = await onBet(project, id).move('conclude');
    expect(done.verdict).toBe('iterate');
    expect(await needState(project, done)).toBe('validated');
    const { opportunity } = done;
    const next = await project.call(createBet, {
      params: project.params,
      body: { title: 'The next one', opportunity },
    });
    expect(next.earlier).toMatchObject([
      {
        statement: 'Three picks beat a list',
        label: 'quasi-experiment',
        bet: { id, verdict: 'iterate' },
      },
    ]);
    const { learnings } = await project.call(listLearnings, { params: project.params, query: {} });
    expect(learnings).toHaveLength(1);
    const others = await project.call(listLearnings, {
      params: project.params,
      query: { opportunity: next.id },
    });
    expect(others.learnings).toEqual([]);
  });
});

test('marketing’s first contribution and the start of building stand side by side', async () => {
  const project = await world.project();
  const id = await makeReady(world, project, pair);
  const bet = onBet(project, id);
  expect((await bet.page()).marketingLead.buildAt).toBeNull();
  await bet.add('Picks', 'ann');
  const { marketingLead, history, sides, evidenceAgeDays } = await bet.move('build');
  expect(marketingLead.marketingAt).toBe(history[0]!.at);
  expect(Date.parse(marketingLead.buildAt!)).toBeGreaterThan(
    Date.parse(marketingLead.marketingAt!),
  );
  expect(sides).toEqual({ product: 1, marketing: 1 });
  expect(evidenceAgeDays).toBe(0);
});

describe('two people at once', () => {
  test('an old version is refused with both texts, for each text of a bet', async () => {
    const project = await world.project();
    const { params } = project;
    const { id } = await project.call(createBet, { params, body: { title: 'Ours' } });
    const bet = onBet(project, id);
    const edit = (title: string) =>
      project.call(updateBet, { params: bet.params, body: { version: 1, title } });
    await edit('Theirs');
    await expect(edit('Yours')).rejects.toMatchObject({
      rule: 'record.version',
      body: { version: 2, theirs: { title: 'Theirs' }, yours: { title: 'Yours' } },
    });
    const item = { ...bet.params, item: await bet.add('A thing') };
    const word = (text: string) =>
      project.call(updateScopeItem, { params: item, body: { version: 1, text } });
    await word('Their thing');
    await expect(word('Your thing')).rejects.toMatchObject({
      body: { version: 2, theirs: { text: 'Their thing' }, yours: { text: 'Your thing' } },
    });
    const answer = (text: string) =>
      project.call(answerBetQuestion, {
        params: { ...bet.params, question: 'why_this' },
        body: { version: 1, answer: text },
      });
    await answer('Theirs');
    await expect(answer('Yours')).rejects.toMatchObject({
      body: { version: 2, theirs: { answer: 'Theirs' }, yours: { answer: 'Yours' } },
    });
    const teach = (statement: string) =>
      project.call(writeLearning, {
        params: bet.params,
        body: { version: 0, ...lesson, statement },
      });
    await teach('Their lesson');
    await expect(teach('Your lesson')).rejects.toMatchObject({
      body: {
        version: 1,
        theirs: { statement: 'Their lesson' },
        yours: { statement: 'Your lesson' },
      },
    });
  });

  test('of two who build it at the same moment one does', async () => {
    const project = await world.project();
    const id = await makeReady(world, project, pair);
    const bet = onBet(project, id);
    await bet.add('Picks', 'ann');
    const both = await Promise.allSettled([bet.move('build'), bet.move('build')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

test('another project has no such bet', async () => {
  const [mine, other] = [await world.project(), await world.project()];
  const { id } = await mine.call(createBet, { params: mine.params, body: { title: 'Mine' } });
  const asked = other.call(getBet, { params: { ...other.params, id } });
  await expect(asked).rejects.toMatchObject({ status: 404 });
  expect((await other.call(listBets, { params: other.params })).bets).toEqual([]);
  await expect(onBet(other, id).add('Theirs')).rejects.toMatchObject({ status: 404 });
  const body = { title: 'Theirs', opportunity: await validatedNeed(world, mine) };
  await expect(other.call(createBet, { params: other.params, body })).rejects.toMatchObject({
    status: 404,
  });
});
