/** What a bet needs on its way, made through the API as a pod would: for tests of every domain. */
import {
  addScopeItem,
  answerBetQuestion,
  createBet,
  createFlag,
  createFramework,
  createHighlight,
  createMetric,
  createNote,
  createOpportunity,
  createOutcome,
  createPod,
  createRelease,
  getBet,
  getOutcome,
  moveBet,
  moveOpportunity,
  moveOutcome,
  moveRelease,
  signOutcome,
  takeSeat,
  type BetPage,
  type Call,
  type Client,
} from '@tandem/contract';
import { afterAll } from 'vitest';
import { moveOpportunity as validate } from '../discovery/index.ts';
import { openWorld, type TestProject, type World } from './world.ts';

/** A product manager and a product marketer who may sign. */
export type Pair = { readonly pm: Seated; readonly pmm: Seated };
type Seated = { readonly call: Client; readonly userId: string };

export async function makePair(world: World): Promise<Pair> {
  const seated = async (role: 'pm' | 'pmm', name: string): Promise<Seated> => {
    const { cookie, userId } = await world.member({ role, name });
    return { call: world.as({ cookie }), userId };
  };
  return { pm: await seated('pm', 'Maya'), pmm: await seated('pmm', 'Tomás') };
}

/** The world of one test file with a pair in it; it is closed after the file's last test. */
export async function openPair(): Promise<{ readonly world: World; readonly pair: Pair }> {
  const world = await openWorld();
  afterAll(() => world.close());
  return { world, pair: await makePair(world) };
}

/** Says it as that person and links the words. */
export async function linkWords(
  project: TestProject,
  to: { readonly kind: 'opportunity' | 'scope_item' | 'bet_question' | 'learning'; id: string },
  who: string,
  relation: 'supports' | 'contradicts' | 'asked_for' = 'supports',
): Promise<{ readonly signal: string; readonly highlight: string }> {
  const { params } = project;
  const text = `${who} loses time on every order`;
  const kind = who.length % 2 === 0 ? 'ticket' : 'call note';
  const { signal } = await project.call(createNote, {
    params,
    body: { kind, text, distinctId: who, sourceId: `${who} ${to.id} ${relation}` },
  });
  const span = { start: 0, end: text.length, type: 'pain' } as const;
  const link = { ...to, relation };
  const made = await project.call(createHighlight, {
    params,
    body: { signal: signal.id, ...span, link },
  });
  return { signal: signal.id, highlight: made.id };
}

/** Explored and found worth solving; who said so is not what these tests are about. */
export async function validatedNeed(world: World, project: TestProject): Promise<string> {
  const { params } = project;
  const body = { statement: 'I waste time on what goes together' };
  const { id } = await project.call(createOpportunity, { params, body });
  await project.call(moveOpportunity, { params: { ...params, id }, body: { move: 'explore' } });
  const actor = { id: 'test', name: 'Test', kind: 'key', role: null } as const;
  await world.app.platform.records.write(project.id, (writer) =>
    validate(writer, { actor, at: new Date() }, { id, move: 'validate' }),
  );
  return id;
}

export async function agreedOutcome(
  project: TestProject,
  { pm, pmm }: Pair,
  metricName = 'Average order value',
): Promise<string> {
  const { params } = project;
  const metric = await project.call(createMetric, {
    params,
    body: {
      name: metricName,
      definition: { kind: 'mean', of: { event: 'order placed', property: 'value' } },
    },
  });
  const { id } = await project.call(createOutcome, {
    params,
    body: {
      sentence: 'increase average order value by 10% within 3 months of launch',
      metric: { id: metric.id, version: 1 },
      baseline: 48,
    },
  });
  const path = { ...params, id };
  await project.call(moveOutcome, { params: path, body: { version: 1, move: 'propose' } });
  await pm.call(signOutcome, { params: path, body: { version: 2 } });
  await pmm.call(signOutcome, { params: path, body: { version: 3 } });
  return id;
}

export async function fullPod(project: TestProject, { pm, pmm }: Pair): Promise<string> {
  const { id } = await project.call(createPod, {
    params: project.params,
    body: { name: 'Find and choose' },
  });
  for (const { userId: user } of [pm, pmm]) {
    await project.call(takeSeat, { params: { ...project.params, id, user }, body: {} });
  }
  return id;
}

/** Calls on one bet, each with the version that is there. */
export function onBet(project: TestProject, id: string, call: Client = project.call) {
  const params = { ...project.params, id };
  const page = () => project.call(getBet, { params });
  return {
    params,
    page,
    move: async (move: Call<typeof moveBet>['body']['move'], reason?: string): Promise<BetPage> => {
      const { version } = await page();
      return call(moveBet, { params, body: { version, move, ...(reason && { reason }) } });
    },
    add: async (text: string, who?: string): Promise<string> => {
      const { items } = await call(addScopeItem, { params, body: { text } });
      const item = items.at(-1)!.id;
      if (who !== undefined) await linkWords(project, { kind: 'scope_item', id: item }, who);
      return item;
    },
  };
}

/** Everything that the gate of ready asks for; a second bet of a project is about a need that is there. */
export async function makeReady(
  world: World,
  project: TestProject,
  pair: Pair,
  need?: string,
): Promise<string> {
  const { params } = project;
  const { id } = await pair.pmm.call(createBet, {
    params,
    body: {
      title: 'Show me what I’ll love',
      opportunity: need ?? (await validatedNeed(world, project)),
      outcome: await agreedOutcome(project, pair, need && 'Average order value again'),
      pod: await fullPod(project, pair),
      appetiteDays: 42,
    },
  });
  await onBet(project, id).move('shape');
  await project.call(createFramework, {
    params,
    body: {
      bet: id,
      audience: 'Weekend hikers',
      problem: 'I waste too much time browsing',
      valueProposition: 'The three things that go with yours',
    },
  });
  await answerBoth(project, id);
  await onBet(project, id).move('ready');
  return id;
}

export async function answerBoth(project: TestProject, id: string): Promise<void> {
  for (const { id: question, name, version } of (await onBet(project, id).page()).questions) {
    await project.call(answerBetQuestion, {
      params: { ...project.params, id, question: name },
      body: { version, answer: 'Five people said so in their own words' },
    });
    await linkWords(project, { kind: 'bet_question', id: question }, 'ann');
  }
}

/** A release that carries the bet, started. */
export async function releaseOf(project: TestProject, bet: string): Promise<string> {
  const { params } = project;
  const flag = await project.call(createFlag, {
    params,
    body: { key: 'picks', name: 'Picks', kind: 'boolean' },
  });
  const rings = [{ name: 'Early', share: 0.1 }];
  const { id, version } = await project.call(createRelease, {
    params,
    body: { name: 'Picks', flag: flag.id, bet, rings },
  });
  const body = { version, move: 'start' } as const;
  await project.call(moveRelease, { params: { ...params, id }, body });
  return id;
}

export async function startMeasuring(project: TestProject, outcome: string): Promise<void> {
  const params = { ...project.params, id: outcome };
  const { version } = await project.call(getOutcome, { params });
  await project.call(moveOutcome, { params, body: { version, move: 'measure' } });
}
