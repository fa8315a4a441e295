/** What a record names is in its own project: neither another's nor nobody's is taken. */
import {
  addPackAction,
  createBet,
  createBrief,
  createExperiment,
  createFlag,
  createFramework,
  createHighlight,
  createNote,
  createOpportunity,
  createOutcome,
  createPod,
  createRelease,
  finishPackAction,
  linkHighlight,
  makePack,
  updateOpportunity,
  updateRelease,
  writeLearning,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from './world.ts';

let world: World;
let mine: Awaited<ReturnType<typeof recordsOf>>;
let theirs: Awaited<ReturnType<typeof recordsOf>>;
beforeAll(async () => {
  world = await openWorld();
  [mine, theirs] = [await recordsOf(), await recordsOf()];
});
afterAll(() => world.close());

const text = 'I waste time on what goes together';
const rings = [{ name: 'All', share: 1 }];
const lesson = {
  version: 0,
  believed: 'People want fewer choices',
  happened: 'Nothing moved',
  label: 'observational',
  statement: 'Three picks are no fewer choices',
} as const;

/** One of each kind that others name. */
async function recordsOf() {
  const project: TestProject = await world.project();
  const { call, params } = project;
  const flagOf = (key: string) =>
    call(createFlag, { params, body: { key, name: key, kind: 'boolean' } });
  const { signal } = await call(createNote, { params, body: { kind: 'ticket', text } });
  const span = { signal: signal.id, start: 0, end: text.length, type: 'pain' } as const;
  const release = { name: 'First', flag: (await flagOf('one')).id, rings };
  return {
    project,
    highlight: (await call(createHighlight, { params, body: span })).id,
    opportunity: (await call(createOpportunity, { params, body: { statement: text } })).id,
    bet: (await call(createBet, { params, body: { title: 'Picks' } })).id,
    pod: (await call(createPod, { params, body: { name: 'Picks' } })).id,
    flag: (await flagOf('two')).id,
    outcome: (await call(createOutcome, { params, body: { sentence: 'sell 10% more' } })).id,
    release: await call(createRelease, { params, body: release }),
    pack: (await call(makePack, { params })).id,
  };
}

type Records = typeof mine;
/** A call of my project that names this record of somebody. */
type Naming = (named: Records) => Promise<unknown>;
const on = () => ({ call: mine.project.call, params: mine.project.params });
const namings: Readonly<Record<string, Naming>> = {
  'the bet of a framework': ({ bet }) => {
    const { call, params } = on();
    return call(createFramework, { params, body: { bet } });
  },
  'the bet of a brief': ({ bet }) => {
    const { call, params } = on();
    return call(createBrief, { params, body: { title: 'Picks', teams: ['sales'], bet } });
  },
  'the bet of a release': ({ bet }) => {
    const { call, params } = on();
    return call(createRelease, { params, body: { name: 'A', flag: mine.flag, rings, bet } });
  },
  'the aim of a release': ({ opportunity }) => {
    const { call, params } = on();
    const opportunities = [mine.opportunity, opportunity];
    const body = { name: 'B', flag: mine.flag, rings, opportunities };
    return call(createRelease, { params, body });
  },
  'the aim of a release, changed': ({ opportunity }) => {
    const { call, params } = on();
    const { id, version } = mine.release;
    const body = { version, opportunities: [opportunity] };
    return call(updateRelease, { params: { ...params, id }, body });
  },
  'the bet of an experiment': ({ bet }) => {
    const { call, params } = on();
    return call(createExperiment, { params, body: { name: 'On and off', flag: mine.flag, bet } });
  },
  'the pod of an outcome': ({ pod }) => {
    const { call, params } = on();
    return call(createOutcome, { params, body: { sentence: 'sell 10% more', pod } });
  },
  'the words of an opportunity': ({ highlight }) => {
    const { call, params } = on();
    const body = { statement: text, fromHighlight: highlight };
    return call(createOpportunity, { params, body });
  },
  'what words are linked to': ({ opportunity: id }) => {
    const { call, params } = on();
    const body = { kind: 'opportunity', id } as const;
    return call(linkHighlight, { params: { ...params, id: mine.highlight }, body });
  },
  'what a learning rests on': ({ outcome: id }) => {
    const { call, params } = on();
    const body = { ...lesson, restsOn: [{ kind: 'outcome' as const, id }] };
    return call(writeLearning, { params: { ...params, id: mine.bet }, body });
  },
};

test.each(Object.entries(namings))('%s', async (_what, name) => {
  await expect(name(theirs)).rejects.toMatchObject({ code: 'not_found' });
  await name(mine);
});

test('an owner is a member', async () => {
  const { call, params } = on();
  const stranger = { statement: text, owner: 'nobody' };
  await expect(call(createOpportunity, { params, body: stranger })).rejects.toMatchObject({
    code: 'not_found',
  });
  const change = { params: { ...params, id: mine.opportunity }, body: { version: 1, owner: 'x' } };
  await expect(call(updateOpportunity, change)).rejects.toMatchObject({ code: 'not_found' });
  const { userId: owner } = await world.member();
  expect(await call(createOpportunity, { params, body: { ...stranger, owner } })).toMatchObject({
    owner,
  });
});

test('an action rests on what is inside of its project; one that is not there is not done', async () => {
  const { call, params } = on();
  const { userId: owner } = await world.member();
  const decide = (evidence: string) => {
    const body = { title: 'Call three', owner, dueOn: '2026-03-01', evidence };
    return call(addPackAction, { params: { ...params, id: mine.pack }, body });
  };
  const outside = [`/p/${theirs.project.id}/bets`, `/p/${mine.project.id}/\\evil.example`];
  for (const address of outside) {
    await expect(decide(address)).rejects.toMatchObject({ code: 'invalid' });
  }
  await decide(`/p/${mine.project.id}/bets`);
  const done = { params: { ...params, id: mine.pack, action: mine.bet } };
  await expect(call(finishPackAction, done)).rejects.toMatchObject({ code: 'not_found' });
});
