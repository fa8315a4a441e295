/**
 * The promise of the product on invented companies: somebody stuck, some of them saying why. The
 * seeds are drawn anew at every run and printed, so that a failure can be repeated with
 * `TANDEM_PLANTED_SEEDS`.
 */
import { randomInt } from 'node:crypto';
import {
  askFunnel,
  listFunnelPeople,
  listFunnelTraits,
  listFunnelWords,
  sendSignals,
  type FunnelQuestion,
} from '@tandem/contract';
import { simulate, type Manifest } from '@tandem/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.close());

const given = process.env['TANDEM_PLANTED_SEEDS'];
const seeds =
  given === undefined
    ? Array.from({ length: 5 }, () => randomInt(1, 2 ** 31))
    : given.split(',').map(Number);
console.log(`planted seeds: TANDEM_PLANTED_SEEDS=${seeds.join(',')}`);

const end = '2026-03-02T15:20:00.000Z';

async function fill(project: TestProject, seed: number): Promise<Manifest> {
  const simulation = simulate({ seed, end, people: 1_500, days: 40 });
  for (const events of simulation.events(2_000)) {
    const answer = await project.send('/api/v1/events', { events, historical: true });
    expect(await answer.json()).toMatchObject({ accepted: events.length, refused: 0 });
  }
  for (const signals of simulation.signals(2_000)) {
    const answer = await project.send(sendSignals.path, { signals });
    expect(await answer.json()).toMatchObject({ added: signals.length, refused: 0 });
  }
  return simulation.manifest();
}

type Source = { readonly source: string; readonly sourceId: string };

/** Every id of everybody in the set, a page at a time. */
async function idsBehind(project: TestProject, question: FunnelQuestion, step: number) {
  const ids: (readonly string[])[] = [];
  for (let after: string | undefined; ;) {
    const page = await project.call(listFunnelPeople, {
      params: project.params,
      body: {
        question,
        step,
        outcome: 'lost',
        limit: 400,
        ...(after === undefined ? {} : { after }),
      },
    });
    ids.push(...page.people.map((one) => one.distinctIds));
    if (page.next === null) return ids;
    after = page.next;
  }
}

test.each(seeds)(
  'seed %i: worst step, its people to the id, and why',
  async (seed) => {
    const project = await world.project();
    const { stuck, funnels, idsOf } = await fill(project, seed);
    const { question, steps } = funnels.find((one) => one.id === stuck.funnel)!;
    const { params } = project;

    const funnel = await project.call(askFunnel, { params, body: question });
    expect(funnel.steps.map((step) => step.people)).toEqual(steps.map((one) => one.reached.length));
    expect(funnel.worst[0]).toBe(stuck.index);
    const set = { question, step: stuck.index, outcome: 'lost' } as const;
    const { traits } = await project.call(listFunnelTraits, { params, body: set });
    const apart = traits.filter(({ pValue }) => pValue < 0.05);
    expect(apart).toContainEqual(
      expect.objectContaining({ key: stuck.property, value: stuck.browser }),
    );

    const lost = steps[stuck.index]!.lost;
    const found = await idsBehind(project, question, stuck.index);
    expect(found.map((ids) => ids.toSorted()).toSorted(byFirst)).toEqual(
      lost.map((id) => (idsOf[id] ?? [id]).toSorted()).toSorted(byFirst),
    );

    const words = await project.call(listFunnelWords, {
      params,
      body: { ...set, limit: 200 },
    });
    const planted = new Set(stuck.signals.map((one) => `${one.source} ${one.sourceId}`));
    const key = (one: Source) => `${one.source} ${one.sourceId}`;
    const firstThree = words.words.slice(0, 3);
    expect(firstThree).toContainEqual(expect.toSatisfy((one: Source) => planted.has(key(one))));
    expect(words.people).toBe(lost.length);
    expect(words.peopleWithWords).toBe(funnel.steps[stuck.index]!.withWords);

    const passed = new Set(await idsReached(project, question, stuck.index));
    expect(words.words.filter((one) => one.person === null || passed.has(one.person))).toEqual([]);
    for (const { text, marks } of words.words) {
      for (const { start, end } of marks) expect(text.slice(start, end).trim()).not.toBe('');
    }
  },
  60_000,
);

const byFirst = (a: readonly string[], b: readonly string[]) => (a[0]! < b[0]! ? -1 : 1);

async function idsReached(project: TestProject, question: FunnelQuestion, step: number) {
  const page = await project.call(listFunnelPeople, {
    params: project.params,
    body: { question, step, outcome: 'reached', limit: 1_000 },
  });
  return page.people.map((one) => one.person);
}
