import {
  createMetric,
  createOutcome,
  createPod,
  getOutcome,
  listMetrics,
  listOutcomes,
  moveOutcome,
  readGoalSentence,
  signOutcome,
  updateMetric,
  updateOutcome,
  type Call,
  type Role,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
const members = new Map<Role, Awaited<ReturnType<typeof member>>>();
beforeAll(async () => {
  world = await openWorld();
  for (const role of ['pm', 'pmm', 'engineer', 'sales'] as const) {
    members.set(role, await member(role));
  }
});
afterAll(() => world.close());

async function member(role: Role) {
  const { cookie } = await world.member({ name: `Some ${role}`, role });
  return world.as({ cookie });
}
const aov = 'increase average order value (AOV) by 10% within 3 months of launch';

/** The metric of most outcomes here, made on first use in a project. */
async function metricOf(project: TestProject) {
  const { metrics } = await project.call(listMetrics, { params: project.params });
  const { id } =
    metrics[0] ??
    (await project.call(createMetric, {
      params: project.params,
      body: {
        name: 'Average order value',
        definition: { kind: 'mean', of: { event: 'order', property: 'total' } },
      },
    }));
  return { id, version: 1 };
}

type Moves = Call<typeof moveOutcome>['body'];
type Edit = Omit<Call<typeof updateOutcome>['body'], 'version'>;

/** Calls on one outcome, each with the version that is there. */
function on(project: TestProject, id: string) {
  const params = { ...project.params, id };
  const now = async () => (await project.call(getOutcome, { params })).version;
  return {
    edit: async (body: Edit) =>
      project.call(updateOutcome, { params, body: { version: await now(), ...body } }),
    move: async (move: Moves['move'], more: Partial<Moves> = {}) =>
      project.call(moveOutcome, { params, body: { version: await now(), move, ...more } }),
    sign: async (role: Role, reason?: string) =>
      members.get(role)!(signOutcome, {
        params,
        body: { version: await now(), ...(reason && { reason }) },
      }),
  };
}
async function proposed(
  project: TestProject,
  more: Partial<Call<typeof createOutcome>['body']> = {},
) {
  const metric = await metricOf(project);
  const { id } = await project.call(createOutcome, {
    params: project.params,
    body: { sentence: aov, metric, baseline: 48.2, ...more },
  });
  await on(project, id).move('propose');
  return id;
}

test('the sentence fills the fields; what it leaves open gets its own message', async () => {
  const project = await world.project();
  const made = await project.call(createOutcome, {
    params: project.params,
    body: { sentence: aov },
  });
  expect(made).toMatchObject({
    state: 'draft',
    target: { kind: 'relative', share: 0.1 },
    window: { days: 90, after: 'launch' },
    baseline: null,
    isOutput: false,
    reading: { metric: 'average order value', abbreviation: 'AOV' },
  });
  expect(made.reading.missing.map(({ field }) => field)).toEqual(['baseline']);
  const propose = on(project, made.id).move('propose');
  await expect(propose).rejects.toMatchObject({
    rule: 'outcome.complete',
    body: { missing: ['metric', 'baseline'] },
  });
});

test.each([
  ['launch feature X', /"launch feature X" is a piece of work|"feature x" is a piece of work/],
  ['Increase the number of features shipped by 20%', /is a piece of work/],
])('%s is flagged, with what to write instead', async (sentence, instead) => {
  const project = await world.project();
  const said = await project.call(readGoalSentence, { params: project.params, body: { sentence } });
  expect(said.isOutput).toBe(true);
  expect(said.instead).toMatch(instead);
});

test('to reduce is a negative target', async () => {
  const project = await world.project();
  const { reading } = await project.call(createOutcome, {
    params: project.params,
    body: { sentence: 'reduce churn by 20% in 6 months' },
  });
  expect(reading.target).toEqual({ kind: 'relative', share: -0.2 });
});

test('per cent are shares, as metrics of shares are', async () => {
  const project = await world.project();
  const { reading } = await project.call(createOutcome, {
    params: project.params,
    body: { sentence: 'Increase activation from 34% to 55% within 2 months' },
  });
  expect(reading.baseline).toEqual({ value: 0.34, unit: 'share' });
  expect(reading).toMatchObject({ target: { kind: 'level', at: 0.55 }, unit: 'share' });
});

describe('the metric', () => {
  test('exists and is in use', async () => {
    const [project, other] = [await world.project(), await world.project()];
    const draft = (body: Partial<Call<typeof createOutcome>['body']>) =>
      project.call(createOutcome, { params: project.params, body: { sentence: aov, ...body } });
    const foreign = await metricOf(other);
    await expect(draft({ metric: foreign })).rejects.toMatchObject({ rule: 'metric.unknown' });
    const metric = await metricOf(project);
    const late = draft({ metric: { ...metric, version: 2 } });
    await expect(late).rejects.toMatchObject({ rule: 'metric.unknown' });
    const made = await draft({ metric });
    const params = { ...project.params, id: metric.id };
    await project.call(updateMetric, { params, body: { version: 1, isArchived: true } });
    await expect(draft({ metric })).rejects.toMatchObject({ rule: 'metric.archived' });
    expect((await on(project, made.id).edit({ metric, baseline: 3 })).baseline).toBe(3);
    const segment = { kind: 'property', on: 'event', key: 'a', op: 'is_set' } as const;
    await expect(draft({ segment })).rejects.toMatchObject({ rule: 'metric.segment' });
  });

  test.each([
    ['Page views', 'vanity', 'outcome.metric.vanity', false],
    ['Number of features shipped', 'product_outcome', 'outcome.metric.output', true],
  ] as const)('%s raises a warning', async (name, kind, rule, isOutput) => {
    const project = await world.project();
    const { id } = await project.call(createMetric, {
      params: project.params,
      body: { name, kind, definition: { kind: 'count', of: { event: 'page' } } },
    });
    const outcome = await proposed(project, { metric: { id, version: 1 } });
    const shown = await project.call(getOutcome, { params: { ...project.params, id: outcome } });
    expect(shown.warnings).toMatchObject([{ rule, message: expect.stringContaining(name) }]);
    expect(shown.isOutput).toBe(isOutput);
    const signing = on(project, outcome).sign('pm');
    if (isOutput) await expect(signing).rejects.toMatchObject({ rule: 'outcome.output' });
    else expect((await signing).signatures).toHaveLength(1);
  });
});

describe('signatures', () => {
  test('two sides agree; a change of what was signed voids both, another sentence does not', async () => {
    const project = await world.project();
    const id = await proposed(project);
    const it = on(project, id);
    await expect(it.sign('sales')).rejects.toMatchObject({ rule: 'signature.side' });
    expect((await it.sign('pm')).state).toBe('proposed');
    await expect(it.sign('engineer')).rejects.toMatchObject({ rule: 'signature.two_sides' });
    expect((await it.sign('pmm')).state).toBe('agreed');
    expect((await it.edit({ sentence: `${aov}, measured per person` })).signatures).toHaveLength(2);
    const changed = await it.edit({ target: { kind: 'relative', share: 0.2 } });
    expect(changed).toMatchObject({ state: 'proposed', signatures: [] });
    await it.sign('pmm');
    expect((await it.edit({ baseline: 50 })).signatures).toEqual([]);
    const moves = (await it.sign('engineer')).history.map(({ move }) => move);
    expect(moves).toEqual([
      'create',
      'propose',
      'sign',
      'sign',
      'agree',
      'edit',
      'change',
      'void_signatures',
      'sign',
      'edit',
      'void_signatures',
      'sign',
    ]);
  });

  test('a key signs for nobody', async () => {
    const project = await world.project();
    const id = await proposed(project);
    const params = { ...project.params, id };
    const signing = project.call(signOutcome, { params, body: { version: 2 } });
    await expect(signing).rejects.toMatchObject({ rule: 'signature.side' });
  });

  test('an output is signed with a reason only', async () => {
    const project = await world.project();
    const id = await proposed(project, {
      sentence: 'Ship 3 new integrations',
      window: { days: 30 },
      target: { kind: 'level', at: 3 },
    });
    const it = on(project, id);
    await expect(it.sign('pm')).rejects.toMatchObject({ rule: 'outcome.output' });
    const signed = await it.sign('pm', 'a contract asks for it');
    expect(signed.outputReason).toBe('a contract asks for it');
    expect((await it.sign('pmm')).state).toBe('agreed');
  });

  test('a pod works for one at a time, also when two are agreed at once', async () => {
    const project = await world.project();
    const { id: pod } = await project.call(createPod, {
      params: project.params,
      body: { name: 'Growth' },
    });
    const ids = [await proposed(project, { pod }), await proposed(project, { pod })];
    for (const id of ids) await on(project, id).sign('pm');
    const agreed = await Promise.allSettled(ids.map((id) => on(project, id).sign('pmm')));
    expect(agreed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { outcomes } = await project.call(listOutcomes, { params: project.params });
    expect(outcomes.map(({ state }) => state).toSorted()).toEqual(['agreed', 'proposed']);
  });
});

test('what is measured stays as it was agreed; to give it up needs a reason', async () => {
  const project = await world.project();
  const it = on(project, await proposed(project));
  await expect(it.move('measure')).rejects.toMatchObject({ rule: 'outcome.measure' });
  await it.sign('pm');
  await it.sign('pmm');
  expect(await it.move('measure', { startsOn: '2026-03-01' })).toMatchObject({
    state: 'measuring',
    startsOn: '2026-03-01',
  });
  await expect(it.edit({ baseline: 1 })).rejects.toMatchObject({ rule: 'outcome.edit.state' });
  await expect(it.move('supersede')).rejects.toMatchObject({ rule: 'outcome.supersede.reason' });
  const given = await it.move('supersede', { reason: 'the market moved' });
  expect(given.state).toBe('superseded');
  expect(given.history.at(-1)).toMatchObject({ move: 'supersede', reason: 'the market moved' });
});

test('an old version is refused with both texts; another project has no such outcome', async () => {
  const [mine, other] = [await world.project(), await world.project()];
  const id = await proposed(mine);
  const params = { ...mine.params, id };
  const late = mine.call(updateOutcome, {
    params,
    body: { version: 1, sentence: 'Mine: AOV +5%' },
  });
  await expect(late).rejects.toMatchObject({
    rule: 'record.version',
    body: { version: 2, yours: { sentence: 'Mine: AOV +5%' }, theirs: { sentence: aov } },
  });
  const foreign = other.call(getOutcome, { params: { ...other.params, id } });
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});
