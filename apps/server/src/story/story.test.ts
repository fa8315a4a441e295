import {
  createBet,
  createFramework,
  createHighlight,
  createNote,
  frameworkMachine,
  getFramework,
  listFrameworks,
  moveFramework,
  moveSignal,
  movesFrom,
  recordClarity,
  reviseFramework,
  signFramework,
  updateFramework,
  type Call,
} from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import { openPair, type Pair } from '../testing/bets.ts';
import { type TestProject } from '../testing/world.ts';
import { forbiddenIn, missingOf } from './rules.ts';

const { world, pair } = await openPair();

const newBet = async ({ call, params }: TestProject) =>
  (await call(createBet, { params, body: { title: 'Show me what I’ll love' } })).id;
const complete = {
  audience: 'Weekend hikers who own two pieces of gear or more',
  problem: 'I waste too much time browsing',
  valueProposition: 'The three things that go with yours',
  pillars: ['Yours first', 'Three, not thirty'],
  message: 'Just show me what I’ll love',
};
const begin = (project: TestProject, body: Call<typeof createFramework>['body'] = complete) =>
  project.call(createFramework, { params: project.params, body });

/** Calls on one framework, each with the version that is there. */
function on(project: TestProject, id: string) {
  const params = { ...project.params, id };
  const page = () => project.call(getFramework, { params });
  const version = async () => (await page()).version;
  return {
    params,
    page,
    edit: async (body: Omit<Call<typeof updateFramework>['body'], 'version'>) =>
      project.call(updateFramework, { params, body: { version: await version(), ...body } }),
    clear: async () =>
      project.call(recordClarity, {
        params,
        body: { version: await version(), score: 4.3, people: 7 },
      }),
    move: async (move: 'test' | 'revise') =>
      project.call(moveFramework, { params, body: { version: await version(), move } }),
    sign: async ({ call }: Pair['pm']) =>
      call(signFramework, { params, body: { version: await version() } }),
  };
}
async function approved(project: TestProject, id: string) {
  const it = on(project, id);
  await it.clear();
  await it.move('test');
  await it.sign(pair.pm);
  return it.sign(pair.pmm);
}

describe('from draft to approved', () => {
  test('what is missing is said; nobody was asked is no test; both sides approve', async () => {
    const project = await world.project();
    const bet = await newBet(project);
    const { id, missing } = await begin(project, { audience: 'Hikers', bet });
    expect(missing).toEqual(['problem', 'valueProposition']);
    const it = on(project, id);
    await expect(it.move('test')).rejects.toMatchObject({ rule: 'framework.test.complete' });
    await it.edit(complete);
    await expect(it.move('test')).rejects.toMatchObject({ rule: 'framework.test.clarity' });
    await expect(it.sign(pair.pm)).rejects.toMatchObject({
      rule: 'messaging_framework.approve',
    });
    expect((await it.clear()).clarity).toMatchObject({ score: 4.3, people: 7 });
    expect((await it.move('test')).state).toBe('tested');
    expect((await it.sign(pair.pmm)).state).toBe('tested');
    expect(await it.sign(pair.pm)).toMatchObject({ state: 'approved', signatures: [{}, {}] });
    await expect(it.edit({ message: 'Other' })).rejects.toMatchObject({
      rule: 'framework.edit.state',
    });
    await expect(it.move('revise')).rejects.toMatchObject({ rule: 'messaging_framework.revise' });
    expect(movesFrom(frameworkMachine, 'superseded')).toEqual([]);
  });

  test('another text than the tested one is a draft again, untested and unsigned', async () => {
    const project = await world.project();
    const { id } = await begin(project);
    const it = on(project, id);
    await it.clear();
    await it.move('test');
    await it.sign(pair.pm);
    const after = await it.edit({ message: 'Three things, yours' });
    expect(after).toMatchObject({ state: 'draft', clarity: null, signatures: [] });
    await it.clear();
    await it.move('test');
    expect((await it.move('revise')).state).toBe('draft');
  });

  test('a revision counts once it is approved; then the one before is superseded', async () => {
    const project = await world.project();
    const bet = await newBet(project);
    const { id } = await begin(project, { ...complete, bet });
    const late = project.call(reviseFramework, { params: on(project, id).params });
    await expect(late).rejects.toMatchObject({ rule: 'framework.revise.state' });
    await approved(project, id);
    await expect(begin(project, { bet })).rejects.toMatchObject({ rule: 'framework.one_per_bet' });
    const { params } = on(project, id);
    const next = await project.call(reviseFramework, { params });
    expect(next).toMatchObject({ ...complete, number: 2, state: 'draft', clarity: null });
    await expect(project.call(reviseFramework, { params })).rejects.toMatchObject({
      rule: 'framework.one_per_bet',
    });
    await approved(project, next.id);
    const { frameworks } = await project.call(listFrameworks, {
      params: project.params,
      query: { bet },
    });
    expect(frameworks.map(({ number, state }) => [number, state])).toEqual([
      [2, 'approved'],
      [1, 'superseded'],
    ]);
  });

  test('forbidden words stop the approval', async () => {
    const project = await world.project();
    const { id } = await begin(project, { ...complete, forbiddenWords: ['love', 'AI'] });
    const it = on(project, id);
    await it.clear();
    await it.move('test');
    await expect(it.sign(pair.pm)).rejects.toMatchObject({
      rule: 'framework.approve.forbidden',
      body: { forbidden: ['love'] },
    });
  });

  test('of two who begin one for a bet at the same moment one does', async () => {
    const project = await world.project();
    const bet = await newBet(project);
    const both = await Promise.allSettled([begin(project, { bet }), begin(project, { bet })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

test.each([
  ['We use AI', ['ai'], ['ai']],
  ['Said with care', ['ai'], []],
  ['The best (ever)', ['best (ever)', 'ever'], ['best (ever)', 'ever']],
  ['Überall', ['überall', 'all'], ['überall']],
])('%s, without %j', (message, forbiddenWords, found) => {
  const text = { valueProposition: '', pillars: [], proofPoints: [], message, forbiddenWords };
  expect(forbiddenIn(text)).toEqual(found);
});

test('a draft lacks what it does not say', () => {
  expect(missingOf({ audience: '', problem: 'x', valueProposition: '' })).toEqual([
    'audience',
    'valueProposition',
  ]);
});

test('the problem keeps the words it was taken from, and loses them when they are taken away', async () => {
  const project = await world.project();
  const text = 'I waste too much time browsing; just show me what I’ll love.';
  const { signal } = await project.call(createNote, {
    params: project.params,
    body: { kind: 'interview', text, distinctId: 'hanna' },
  });
  const words = await project.call(createHighlight, {
    params: project.params,
    body: { signal: signal.id, start: 0, end: 30, type: 'pain' },
  });
  const made = await begin(project, { ...complete, problemHighlight: words.id });
  const { page } = on(project, made.id);
  expect((await page()).quote?.text).toBe(text.slice(0, 30));
  await project.call(moveSignal, {
    params: { ...project.params, id: signal.id },
    body: { move: 'redact', reason: 'Hanna asked for it' },
  });
  await expect.poll(page).toMatchObject({ problem: '', problemHighlight: null, quote: null });
  expect(JSON.stringify((await page()).history)).not.toContain('browsing');
  await expect(begin(project, { problemHighlight: words.id })).rejects.toMatchObject({
    status: 400,
  });
});

test('an old version is refused with both texts; another project has no such framework', async () => {
  const [mine, other] = [await world.project(), await world.project()];
  const { id } = await begin(mine);
  await on(mine, id).edit({ message: 'Theirs' });
  const late = mine.call(updateFramework, {
    params: on(mine, id).params,
    body: { version: 1, message: 'Yours' },
  });
  await expect(late).rejects.toMatchObject({
    rule: 'record.version',
    body: { version: 2, theirs: { message: 'Theirs' }, yours: { message: 'Yours' } },
  });
  await expect(on(other, id).page()).rejects.toMatchObject({ status: 404 });
  const { frameworks } = await other.call(listFrameworks, { params: other.params, query: {} });
  expect(frameworks).toEqual([]);
});
