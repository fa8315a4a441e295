/** The demo workspace as a newcomer finds it: the loop half way round, and nothing of it twice. */
import {
  createProject,
  getBet,
  getExperimentResult,
  getMe,
  getSprint,
  listBets,
  listEntries,
  listEvidence,
  listExperiments,
  listLoops,
  listMembers,
  listOpportunities,
  listOutcomes,
  listPacks,
  listPeople,
  listPods,
  listReleases,
  listSprints,
  readEvidence,
  type Client,
  type ProjectId,
} from '@tandem/contract';
import { demoRecommendations, recommendations } from '@tandem/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emit } from '../../platform/facts.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { sentenceWith } from './rules.ts';

/** Any day, also one that has only just begun. */
const end = '2026-03-02T00:40:00.000Z';
const { askers, duplicates, against } = recommendations(demoRecommendations(end)).truths();
let world: World;
let call: Client;
let workspace: number;
let project: ProjectId;
let params: { readonly project: number };

beforeAll(async () => {
  world = await openWorld({ clock: { now: () => new Date(end) } });
  call = world.as(await world.admin());
  workspace = (await call(getMe, {})).workspace.id;
  const body = { name: 'Northfell (demo)', demo: true };
  project = (await call(createProject, { params: { workspace }, body })).id;
  params = { project };
  // Somebody looks at it while it comes in: what was looked up too early is looked up again.
  const delivered = world.app.platform.facts.deliver();
  while ((await call(listReleases, { params })).releases.length === 0) {
    await new Promise((wait) => setTimeout(wait, 20));
  }
  await call(listLoops, { params });
  await delivered;
}, 300_000);
afterAll(() => world.close());

/** Everything that is counted or signed. */
const everything = async () => ({
  opportunities: await call(listOpportunities, { params }),
  sprints: await call(listSprints, { params }),
  outcomes: await call(listOutcomes, { params }),
  experiments: await call(listExperiments, { params }),
  bets: await call(listBets, { params }),
  loops: await call(listLoops, { params }),
  entries: await call(listEntries, { params }),
  packs: await call(listPacks, { params }),
  pods: await call(listPods, { params }),
  releases: await call(listReleases, { params }),
  people: (await call(listPeople, { params, query: { limit: 1 } })).total,
});

test('needs stand as a tree; the first is signed by both sides, with what speaks against it', async () => {
  const { opportunities } = await call(listOpportunities, { params });
  const [browsing] = opportunities;
  expect(browsing).toMatchObject({ statement: 'I waste too much time browsing', parent: null });
  expect(browsing!.criteria.filter(({ passes }) => !passes)).toEqual([]);
  expect(browsing!.signatures.map(({ side }) => side).toSorted()).toEqual(['marketing', 'product']);
  const parts = opportunities.filter(({ parent }) => parent === browsing!.id);
  expect(parts.length).toBeGreaterThanOrEqual(3);
  expect(parts.every(({ fromHighlight }) => fromHighlight !== null)).toBe(true);
  expect(new Set(opportunities.map(({ state }) => state)).size).toBeGreaterThanOrEqual(3);

  const { counts, items } = await call(listEvidence, { params: { ...params, id: browsing!.id } });
  const letters = [...askers.flatMap((one) => one.letters), ...against];
  const said = new Map(letters.map((one) => [one.sourceId, one.words]));
  const written = items.filter(({ signal }) => said.has(signal.sourceId));
  expect(written.map(({ highlight }) => highlight.text)).toEqual(
    written.map(({ signal }) => said.get(signal.sourceId)),
  );
  // The last day's letters are still to be read; interviews ask for it too.
  expect(written.length).toBeGreaterThan(letters.length * 0.9);
  expect(counts.contradicting).toBeGreaterThanOrEqual(8);
  expect(duplicates).toHaveLength(3);
  const people = new Set(items.filter(isAsking).map(({ signal }) => signal.person));
  expect(counts.asked).toBeGreaterThanOrEqual(people.size);
});

const isAsking = ({ relation }: { readonly relation: string }) => relation === 'asked_for';

test('each side has something to sign that the evidence carries', async () => {
  const { opportunities } = await call(listOpportunities, { params });
  const half = opportunities.filter(({ signatures }) => signatures.length === 1);
  expect(half.flatMap(({ signatures }) => signatures.map(({ side }) => side)).toSorted()).toEqual([
    'marketing',
    'product',
  ]);
  for (const { state, criteria } of half) {
    expect(state).toBe('exploring');
    expect(criteria.filter(({ passes }) => !passes)).toEqual([]);
  }
});

test('a sprint of both sides led there, with words of every interview', async () => {
  const { sprints } = await call(listSprints, { params });
  expect(sprints).toHaveLength(1);
  expect(sprints[0]).toMatchObject({ state: 'validated' });
  expect(sprints[0]!.checks.filter(({ passes }) => !passes)).toEqual([]);
  const sprint = await call(getSprint, { params: { ...params, id: sprints[0]!.id } });
  const words = sprint.words.flatMap(({ highlights }) => highlights);
  expect(words.map(({ text }) => text)).toContain(
    "I waste too much time browsing; just show me what I'll love",
  );
  expect(new Set(words.map(({ signal }) => signal)).size).toBe(sprint.interviews.length);
});

test('one figure is agreed by both and measured since the launch; the first ring has it', async () => {
  const { outcomes } = await call(listOutcomes, { params });
  expect(outcomes).toHaveLength(1);
  expect(outcomes[0]).toMatchObject({
    state: 'measuring',
    sentence: 'increase average order value (AOV) by 10% within 3 months of launch',
    target: { kind: 'relative', share: 0.1 },
    window: { days: 90, after: 'launch' },
  });
  expect(outcomes[0]!.baseline).toBeGreaterThan(50);
  const { releases } = await call(listReleases, { params });
  expect(releases[0]).toMatchObject({ state: 'in_rings', ring: 0 });
});

test('the bet is measured: what is in it rests on words, what was cut says why', async () => {
  const { bets } = await call(listBets, { params });
  expect(bets).toMatchObject([{ state: 'measuring', overrides: [], gate: { move: 'conclude' } }]);
  const bet = await call(getBet, { params: { ...params, id: bets[0]!.id } });
  expect(bet.items.map(({ state, isSupported }) => `${state} ${isSupported}`).toSorted()).toEqual([
    'cut false',
    'in false',
    ...Array.from({ length: 4 }, () => 'in true'),
  ]);
  expect(bet.questions.every(({ isAnswered }) => isAnswered)).toBe(true);
  expect(bet.framework).toMatchObject({ state: 'approved', forbiddenFound: [] });
  expect(bet.marketingLead.marketingAt! < bet.marketingLead.buildAt!).toBe(true);
  expect(bet.releases).toHaveLength(1);
  const { opportunities } = await call(listOpportunities, { params });
  expect(opportunities.find(({ id }) => id === bet.opportunity)).toMatchObject({ state: 'in_bet' });
});

test('those who asked and have it were told; most of them say it is solved, some partly, some not', async () => {
  const { loops } = await call(listLoops, { params });
  const [loop] = loops;
  expect(loops).toMatchObject([{ untold: [{ reason: 'no_consent', count: 5 }] }]);
  expect(loop!.askers).toBeGreaterThanOrEqual(60);
  expect(loop!.told).toBeGreaterThanOrEqual(25);
  // The engine is not on for everybody: they hear of it when it is.
  expect(loop!.waiting).toBeGreaterThan(5);
  expect(loop!.told + loop!.waiting + 5).toBe(loop!.askers);
  const [solved, partly, not] = loop!.answers;
  expect([solved, partly, not].every((one) => one!.count > 0)).toBe(true);
  expect(solved!.count).toBeGreaterThan(partly!.count + not!.count);
  expect(solved!.share!.high - solved!.share!.low).toBeGreaterThan(0.1);
  expect(loop!.words.filter(({ answer }) => answer === 'not_solved')).toHaveLength(not!.count);
  const declined = { by: 'Maya Lindqvist' };
  expect(loop!.reopening).toMatchObject({ isOpen: false, declined });
  const { entries } = await call(listEntries, { params });
  expect(entries).toMatchObject([{ state: 'draft' }]);
});

test('who says it is solved has heard back: the words they asked with are closed', async () => {
  const { loops } = await call(listLoops, { params });
  const ids = new Set(askers.flatMap((one) => one.letters).map(({ sourceId }) => sourceId));
  const { items } = await call(listEvidence, {
    params: { ...params, id: loops[0]!.opportunity.id },
  });
  const letters = items.filter(({ signal }) => ids.has(signal.sourceId));
  const signals = [...new Set(letters.map(({ signal }) => signal.id))];
  const { states } = await call(readEvidence, { params, body: { signals } });
  const closed = states.filter(({ state }) => state === 'closed');
  expect(closed.length).toBeGreaterThan(5);
  expect(closed.length).toBeLessThanOrEqual(loops[0]!.answers[0]!.count + duplicates.length);
});

test('a first weekly pack has evidence, words, results and decisions, and what was decided on it', async () => {
  const { packs } = await call(listPacks, { params });
  expect(packs).toMatchObject([{ snapshot: { number: 1, silent: [] } }]);
  expect(packs[0]!.snapshot.sections.filter(({ lines }) => lines.length === 0)).toMatchObject([
    // The first one comes before any action is agreed on.
    { name: 'actions' },
  ]);
  expect(packs[0]!.actions.map(({ doneAt }) => doneAt !== null).toSorted()).toEqual([false, true]);
});

test('the experiment has a result to read: sound, as long as planned, its interval narrow', async () => {
  const { experiments } = await call(listExperiments, { params });
  expect(experiments).toMatchObject([{ state: 'running', flagKey: 'recommendations' }]);
  const at = { ...params, id: experiments[0]!.id };
  const result = await call(getExperimentResult, { params: at });
  expect(result).toMatchObject({ label: 'randomised', invalid: null });
  expect(result.progress).toMatchObject({ isEarly: false });
  const [effect] = result.metrics[0]!.effects;
  const { low, high } = effect!.relative!;
  expect(high - low).toBeLessThan(0.2);
  expect(low).toBeGreaterThan(0);
  // Those who asked first have it by their ring: they are in no estimate.
  expect(result.tracking.inRings).toBeGreaterThan(20);
  expect(result.headline?.sentence).toContain('average order value');
});

test('nothing is dated after the end', async () => {
  const rows = await world.app.platform.records.read(project, (reader) =>
    reader.selectFrom('history').select(['at', 'move', 'object']).execute(),
  );
  expect(rows.filter(({ at }) => at > new Date(end))).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});

test('the pod belongs to the demo alone', async () => {
  const { pods } = await call(listPods, { params });
  expect(pods).toMatchObject([{ name: 'Find and Choose', missing: [] }]);
  const { members } = await call(listMembers, { params: { workspace } });
  expect(members.map(({ name }) => name)).toEqual(['Ada Admin']);
  const real = await world.project();
  const other = await world.app.access.membersOf(real.id);
  expect(other.map(({ name }) => name)).toEqual(['Ada Admin']);
});

test('filling again adds nothing twice', { timeout: 300_000 }, async () => {
  const before = await everything();
  const { records, facts } = world.app.platform;
  await records.write(project, (writer) =>
    emit(writer, 'project.created', { demo: true, at: end }),
  );
  await facts.deliver();
  expect(await everything()).toEqual(before);
});

test.each([
  ['Fine. But the size is wrong! Sorry.', 'SIZE', 'But the size is wrong!'],
  ['the size is wrong', 'size', 'the size is wrong'],
  ['It costs 3.50 euro, too much. Pity.', 'euro', 'It costs 3.50 euro, too much.'],
  ['Nothing here.', 'size', undefined],
])('the sentence of %j with %j', (text, words, sentence) => {
  const found = sentenceWith(text, words);
  expect(found && text.slice(found.start, found.end)).toBe(sentence);
});
