import {
  createHighlight,
  createNote,
  createOpportunity,
  erasePerson,
  linkHighlight,
  listEvidence,
  moveSignal,
  readEvidence,
  removeHighlight,
  unlinkHighlight,
  type Call,
} from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { createEvidence } from './index.ts';
import { countEvidence, type Item } from './counting/rules.ts';
import { createInsights } from '../insights/index.ts';
import { createPeople, personOf } from '../people/index.ts';
import { quietAccess } from '../testing/facts.ts';
import { createVoice } from '../voice/index.ts';
import { openWorld, type TestProject, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const text = 'I waste 20 minutes 👍 per order. Please suggest what goes with it!';
const opportunity = async ({ call, params }: TestProject) =>
  (await call(createOpportunity, { params, body: { statement: 'I waste time' } })).id;
type Note = Partial<Call<typeof createNote>['body']>;

async function say(project: TestProject, more: Note = {}): Promise<string> {
  const body = { kind: 'ticket', text, ...more } as const;
  return (await project.call(createNote, { params: project.params, body })).signal.id;
}
function mark(project: TestProject, signal: string, words: string, more: object = {}) {
  const start = text.indexOf(words);
  const body = { signal, start, end: start + words.length, type: 'pain' as const, ...more };
  return project.call(createHighlight, { params: project.params, body });
}
const asked = (id: string) => ({
  link: { kind: 'opportunity' as const, id, relation: 'asked_for' as const },
});
const evidence = (project: TestProject, id: string) =>
  project.call(listEvidence, { params: { ...project.params, id } });
const about = (project: TestProject, signal: string) =>
  project.call(readEvidence, { params: project.params, body: { signals: [signal] } });

describe('highlights', () => {
  test('hold exactly the words; the same again adds nothing, also from two at once', async () => {
    const project = await world.project();
    const signal = await say(project);
    const words = '20 minutes 👍 per order';
    const made = await Promise.all([1, 2, 3].map(() => mark(project, signal, words)));
    expect(made[0]!.text).toBe(words);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await mark(project, signal, words, { type: 'job' })).id).not.toBe(made[0]!.id);
  });

  test.each([
    [5, 5],
    [60, 9000],
    [7, 8],
    [text.indexOf('👍') + 1, text.length],
  ])('%i to %i is no span', async (start, end) => {
    const project = await world.project();
    const signal = await say(project, { text });
    const body = { signal, start, end, type: 'pain' as const };
    const making = project.call(createHighlight, { params: project.params, body });
    // "7 to 8" is a blank: a span must hold words.
    await expect(making).rejects.toMatchObject({ code: 'invalid' });
  });

  test('one key highlights and links; the signal is linked from then on', async () => {
    const project = await world.project();
    const [signal, id] = [await say(project), await opportunity(project)];
    await mark(project, signal, 'suggest', asked(id));
    const again = await mark(project, signal, 'suggest', asked(id));
    expect(again.links).toMatchObject([{ to: { kind: 'opportunity', id }, relation: 'asked_for' }]);
    expect((await about(project, signal)).states).toMatchObject([{ state: 'linked' }]);
    const params = { ...project.params, id: again.id, link: again.links[0]!.id };
    expect((await project.call(unlinkHighlight, { params })).links).toEqual([]);
    expect(await project.call(removeHighlight, { params })).toEqual({ removed: true });
    expect(await project.call(removeHighlight, { params })).toEqual({ removed: false });
  });

  test('another project can neither see, link nor move it', async () => {
    const [mine, other] = [await world.project(), await world.project()];
    const signal = await say(mine);
    const { id } = await mark(mine, signal, 'suggest');
    await expect(mark(other, signal, 'suggest')).rejects.toMatchObject({ code: 'not_found' });
    const params = { ...other.params, id };
    const linking = other.call(linkHighlight, {
      params,
      body: { kind: 'opportunity', id: await opportunity(other) },
    });
    await expect(linking).rejects.toMatchObject({ code: 'not_found' });
    expect(await about(other, signal)).toEqual({ states: [], highlights: [] });
    const moving = other.call(moveSignal, {
      params: { ...other.params, id: signal },
      body: { move: 'triage' },
    });
    await expect(moving).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('signals', () => {
  const mover = (project: TestProject, id: string) => (body: Call<typeof moveSignal>['body']) =>
    project.call(moveSignal, { params: { ...project.params, id }, body });

  test('triage, noise and back; what is no edge is refused by name', async () => {
    const project = await world.project();
    const move = mover(project, await say(project));
    await move({ move: 'triage' });
    await move({ move: 'dismiss' });
    await expect(move({ move: 'triage' })).rejects.toMatchObject({ rule: 'signal.triage' });
    expect((await move({ move: 'restore' })).state).toBe('triaged');
  });

  test('merged into another that is there, never into itself', async () => {
    const project = await world.project();
    const [one, two] = [await say(project), await say(project, { text: 'The same again' })];
    const move = mover(project, one);
    await expect(move({ move: 'merge', into: one })).rejects.toMatchObject({
      rule: 'signal.merge.into',
    });
    await expect(move({ move: 'merge', into: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await move({ move: 'merge', into: two })).toMatchObject({
      state: 'merged',
      mergedInto: two,
    });
  });

  test('redacted: the words are gone everywhere, the highlights say so', async () => {
    const project = await world.project();
    const [signal, id] = [await say(project, { author: 'Ann' }), await opportunity(project)];
    const made = await mark(project, signal, 'suggest', asked(id));
    const move = mover(project, signal);
    await expect(move({ move: 'redact' })).rejects.toMatchObject({ rule: 'signal.redact.reason' });
    const after = await move({ move: 'redact', reason: 'Ann asked for it' });
    expect(after).toMatchObject({ state: 'redacted', touched: [made.id] });
    const { items } = await evidence(project, id);
    expect(items).toMatchObject([{ highlight: { text: '', isRedacted: true } }]);
    expect(JSON.stringify([items, await about(project, signal)])).not.toMatch(/suggest|Ann/);
    const linking = project.call(linkHighlight, {
      params: { ...project.params, id: made.id },
      body: { kind: 'opportunity', id: await opportunity(project) },
    });
    await expect(linking).rejects.toMatchObject({ rule: 'highlight.redacted' });
  });

  test('of an erased person no words, no hash and no note are left in the evidence', async () => {
    const project = await world.project();
    const [signal, id] = [await say(project, { distinctId: 'gone' }), await opportunity(project)];
    const link = { ...asked(id).link, note: 'she called twice' };
    const made = await mark(project, signal, 'suggest', { link });
    const kept = await mark(project, await say(project), 'suggest', asked(id));
    const person = personOf(project.id, 'gone');
    await project.call(erasePerson, { params: { ...project.params, person } });
    const rows = await world.app.platform.records.read(project.id, async (r) => ({
      highlights: await r.selectFrom('highlights').select(['id', 'text_hash']).execute(),
      links: await r.selectFrom('evidence_links').select('note').execute(),
    }));
    expect(rows.highlights.find((one) => one.id === made.id)?.text_hash).toBe('');
    expect(rows.highlights.find((one) => one.id === kept.id)?.text_hash).not.toBe('');
    expect(rows.links.every(({ note }) => note === null)).toBe(true);
  });

  test('a note with an id of its source is one signal however often it is sent', async () => {
    const project = await world.project();
    const body = { kind: 'call note', text, sourceId: 'call-7' } as const;
    const first = await project.call(createNote, { params: project.params, body });
    const second = await project.call(createNote, { params: project.params, body });
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.signal.id).toBe(first.signal.id);
    expect(first.signal).toMatchObject({ source: 'call note', audience: 'customer' });
  });
});

describe('counting', () => {
  test('people, not highlights; authors per source; the nameless are shown and not counted', async () => {
    const project = await world.project();
    const id = await opportunity(project);
    const by = async (more: Note, ...words: string[]) => {
      const signal = await say(project, more);
      for (const word of words) await mark(project, signal, word, asked(id));
    };
    await by({ distinctId: 'ann' }, 'suggest', 'waste', 'minutes');
    await by({ distinctId: 'ann', sourceId: '2' }, 'order');
    await by({ distinctId: 'bob', audience: 'prospect' }, 'order');
    await by({ author: 'Cy' }, 'order');
    await by({ author: 'Cy', sourceId: '3' }, 'order');
    await by({ sourceId: '4' }, 'order');
    for (const who of [{ distinctId: 'dot' }, { sourceId: '5' }]) {
      await mark(project, await say(project, who), 'Please', {
        link: { kind: 'opportunity', id, relation: 'contradicts' },
      });
    }
    const { counts, items } = await evidence(project, id);
    expect(counts).toMatchObject({
      people: 3,
      asked: 3,
      contradicting: 2,
      unnamed: 2,
      highlights: 10,
      audiences: { customer: 2, prospect: 1 },
      sources: ['ticket'],
    });
    expect(items).toHaveLength(10);
  });

  test('two askers who turn out to be one are one asker, with a sentence they may be told by', async () => {
    const project = await world.project();
    const id = await opportunity(project);
    const { platform } = world.app;
    const people = createPeople(platform, quietAccess);
    const lower = { people, timeZoneOf: async () => 'UTC' };
    const voice = createVoice(platform, { ...lower, insights: createInsights(platform, lower) });
    const askers = () =>
      createEvidence(platform, { voice, people }).askers(project.id, { kind: 'opportunity', id });
    for (const [who, mayContact] of [
      ['ann', true],
      ['ann-phone', false],
      ['bob', false],
    ] as const) {
      const signal = await say(project, { distinctId: who, mayContact });
      await mark(project, signal, 'Please suggest', asked(id));
    }
    expect(await askers()).toHaveLength(3);
    await project.send('/api/v1/events', {
      events: [{ event: '$identify', distinctId: 'ann', anonymousId: 'ann-phone' }],
    });
    const merged = await askers();
    expect(merged.map(({ mayContact }) => mayContact).toSorted()).toEqual([false, true]);
    expect(merged[0]).toMatchObject({ text: 'Please suggest' });
  });

  test('merging people never raises a count', () => {
    const item = fc.record({
      highlight: fc.record({ id: fc.uuid(), isRedacted: fc.boolean() }),
      relation: fc.constantFrom('supports', 'asked_for', 'contradicts', 'answers'),
      signal: fc.record({
        id: fc.constantFrom('1', '2', '3'),
        person: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
        author: fc.option(fc.constantFrom('x', 'y')),
        source: fc.constantFrom('ticket', 'review'),
        audience: fc.constantFrom('customer', 'prospect', 'public', 'internal'),
        time: fc.constant('2026-03-01T00:00:00Z'),
      }),
    }) satisfies fc.Arbitrary<Item>;
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (items) => {
        const merged = items.map((one) => ({
          ...one,
          signal: { ...one.signal, person: one.signal.person === 'b' ? 'a' : one.signal.person },
        }));
        const [before, after] = [countEvidence(items), countEvidence(merged)];
        for (const figure of ['people', 'asked', 'contradicting'] as const) {
          expect(after[figure]).toBeLessThanOrEqual(before[figure]);
        }
        expect(after.unnamed).toBe(before.unnamed);
      }),
    );
  });
});
