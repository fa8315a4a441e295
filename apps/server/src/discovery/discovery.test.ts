import {
  createHighlight,
  createNote,
  createOpportunity,
  getOpportunity,
  listOpportunities,
  moveOpportunity,
  moveSignal,
  signOpportunity,
  updateOpportunity,
  type Call,
  type EvidenceCount,
  type Role,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../testing/world.ts';
import { criteriaOf } from './opportunities/rules.ts';

let world: World;
const members = new Map<Role, Awaited<ReturnType<typeof member>>>();
beforeAll(async () => {
  world = await openWorld();
  for (const role of ['pm', 'pmm', 'support'] as const) members.set(role, await member(role));
});
afterAll(() => world.close());

async function member(role: Role) {
  const { cookie } = await world.member({ name: `Some ${role}`, role });
  return world.as({ cookie });
}
type Input = Partial<Call<typeof createOpportunity>['body']>;
const name = (
  project: TestProject,
  statement = 'I waste time on what goes together',
  more: Input = {},
) => project.call(createOpportunity, { params: project.params, body: { statement, ...more } });
const move = (project: TestProject, id: string, body: Call<typeof moveOpportunity>['body']) =>
  project.call(moveOpportunity, { params: { ...project.params, id }, body });
const sign = async (project: TestProject, id: string, role: Role) => {
  const { version } = await project.call(getOpportunity, { params: { ...project.params, id } });
  return members.get(role)!(signOpportunity, {
    params: { ...project.params, id },
    body: { version },
  });
};

/** Says it as that person and links the words; gives the signal. */
async function voice(project: TestProject, id: string, who: string, more: object = {}) {
  const text = `${who} wastes time on every order`;
  const note = { kind: 'ticket', text, distinctId: who, ...more } as const;
  const { signal } = await project.call(createNote, { params: project.params, body: note });
  const link = { kind: 'opportunity', id, relation: 'supports' } as const;
  const body = { signal: signal.id, start: 0, end: text.length, type: 'pain', link } as const;
  await project.call(createHighlight, { params: project.params, body });
  return signal.id;
}
async function carried(project: TestProject, id: string) {
  for (const [i, who] of ['ann', 'bob', 'cy', 'dot', 'eve'].entries()) {
    await voice(project, id, who, { kind: i % 2 === 0 ? 'ticket' : 'call note' });
  }
}

describe('criteria', () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const enough: EvidenceCount = {
    people: 5,
    asked: 0,
    contradicting: 1,
    unnamed: 0,
    highlights: 9,
    audiences: { customer: 3, public: 2 },
    sources: ['review', 'ticket'],
    lastAt: '2026-05-20T00:00:00Z',
  };
  const failing = (counts: Partial<EvidenceCount>) =>
    criteriaOf({ ...enough, ...counts }, now)
      .filter(({ passes }) => !passes)
      .map((one) => one.name);

  test.each([
    [{}, []],
    [{ people: 4 }, ['people']],
    [{ audiences: { internal: 9, public: 9 } }, ['known_people']],
    [{ contradicting: 3 }, ['contradiction']],
    [{ sources: ['review'] }, ['sources']],
    [{ lastAt: '2026-01-01T00:00:00Z' }, ['fresh']],
    [
      { people: 0, contradicting: 0, lastAt: null, audiences: {}, sources: [] },
      ['people', 'known_people', 'sources', 'fresh'],
    ],
  ])('%j', (counts, names) => {
    expect(failing(counts)).toEqual(names);
  });
});

describe('validation', () => {
  test('the system says what is missing, then two sides sign', async () => {
    const project = await world.project();
    const { id } = await name(project);
    await expect(sign(project, id, 'pm')).rejects.toMatchObject({ rule: 'opportunity.validate' });
    await move(project, id, { move: 'explore' });
    await expect(sign(project, id, 'pm')).rejects.toMatchObject({
      rule: 'opportunity.validate.criteria',
      body: { failing: [{ name: 'people', value: 0 }, {}, {}, {}] },
    });
    await carried(project, id);
    await expect(sign(project, id, 'support')).rejects.toMatchObject({ rule: 'signature.side' });
    expect((await sign(project, id, 'pm')).state).toBe('exploring');
    const done = await sign(project, id, 'pmm');
    expect(done).toMatchObject({ state: 'validated', counts: { people: 5 } });
    expect(done.criteria.every(({ passes }) => passes)).toBe(true);
  });

  test('evidence that went away between the two signatures stops the second', async () => {
    const project = await world.project();
    const { id } = await name(project);
    await move(project, id, { move: 'explore' });
    for (const who of ['ann', 'bob', 'cy', 'dot']) await voice(project, id, who);
    const last = await voice(project, id, 'eve', { kind: 'call note' });
    await sign(project, id, 'pm');
    await project.call(moveSignal, {
      params: { ...project.params, id: last },
      body: { move: 'redact', reason: 'Eve asked for it' },
    });
    const again = await project.call(getOpportunity, { params: { ...project.params, id } });
    expect(again.counts.people).toBe(4);
    await expect(sign(project, id, 'pmm')).rejects.toMatchObject({
      rule: 'opportunity.validate.criteria',
    });
  });

  test('another statement is another need: what was signed is void', async () => {
    const project = await world.project();
    const { id } = await name(project);
    const { version } = await move(project, id, { move: 'explore' });
    await carried(project, id);
    await sign(project, id, 'pm');
    const after = await project.call(updateOpportunity, {
      params: { ...project.params, id },
      body: { version, statement: 'I never know what fits' },
    });
    expect(after.signatures).toEqual([]);
  });

  test('to reject needs a reason; what was rejected has ended', async () => {
    const project = await world.project();
    const { id } = await name(project);
    await move(project, id, { move: 'explore' });
    await expect(move(project, id, { move: 'reject' })).rejects.toMatchObject({
      rule: 'opportunity.reject.reason',
    });
    await move(project, id, { move: 'reject', reason: 'only one loud voice' });
    await expect(move(project, id, { move: 'explore' })).rejects.toMatchObject({
      rule: 'opportunity.explore',
      hint: 'It has ended: begin a new one.',
    });
  });
});

describe('the tree', () => {
  test('those with most people first; a branch never hangs on itself, also not by two at once', async () => {
    const project = await world.project();
    const [one, two] = [await name(project, 'First need'), await name(project, 'Second need')];
    await voice(project, two.id, 'ann');
    const { opportunities } = await project.call(listOpportunities, { params: project.params });
    expect(opportunities.map(({ statement }) => statement)).toEqual(['Second need', 'First need']);
    const under = (id: string, parent: string) =>
      project.call(updateOpportunity, {
        params: { ...project.params, id },
        body: { version: 1, parent },
      });
    await expect(under(one.id, one.id)).rejects.toMatchObject({ rule: 'opportunity.parent.cycle' });
    const both = await Promise.allSettled([under(one.id, two.id), under(two.id, one.id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('nobody signs a text that was changed while they read', async () => {
    const project = await world.project();
    const { id, version } = await name(project);
    await carried(project, id);
    await move(project, id, { move: 'explore' });
    const params = { ...project.params, id };
    const old = { params, body: { version } };
    await expect(members.get('pm')!(signOpportunity, old)).rejects.toMatchObject({
      status: 409,
      rule: 'record.version',
    });
  });

  test('an old version is refused with both texts; another project has none of it', async () => {
    const [mine, other] = [await world.project(), await world.project()];
    const { id } = await name(mine);
    const edit = (statement: string) =>
      mine.call(updateOpportunity, {
        params: { ...mine.params, id },
        body: { version: 1, statement },
      });
    await edit('Mine first');
    await expect(edit('Yours late')).rejects.toMatchObject({
      rule: 'record.version',
      body: { theirs: { statement: 'Mine first' }, yours: { statement: 'Yours late' } },
    });
    const params = { ...other.params, id };
    await expect(other.call(getOpportunity, { params })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(name(other, 'Under a foreign one', { parent: id })).rejects.toMatchObject({
      rule: 'opportunity.parent',
    });
  });
});
