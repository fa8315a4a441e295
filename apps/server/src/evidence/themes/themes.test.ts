import {
  createHighlight,
  createNote,
  createOpportunity,
  listThemes,
  listThemeSignals,
  moveSignal,
  type Call,
} from '@tandem/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestProject, type World } from '../../testing/world.ts';
import { themesOf, type Marked } from './rules.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Note = Partial<Call<typeof createNote>['body']>;
type Body = Call<typeof createHighlight>['body'];

async function say({ call, params }: TestProject, text: string, more: Note = {}): Promise<string> {
  const body = { kind: 'ticket', text, ...more } as const;
  return (await call(createNote, { params, body })).signal.id;
}
/** The first five letters. */
function mark(
  { call, params }: TestProject,
  signal: string,
  type: Body['type'],
  link?: Body['link'],
) {
  const body = { signal, start: 0, end: 5, type, ...(link && { link }) };
  return call(createHighlight, { params, body });
}
const needOf = async ({ call, params }: TestProject, statement: string) =>
  (await call(createOpportunity, { params, body: { statement } })).id;
const themes = ({ call, params }: TestProject, query: Call<typeof listThemes>['query'] = {}) =>
  call(listThemes, { params, query });
const texts = async (
  { call, params }: TestProject,
  query: NonNullable<Call<typeof listThemeSignals>['query']>,
) => (await call(listThemeSignals, { params, query })).signals.map(({ text }) => text);

async function shop() {
  const project = await world.project();
  const [size, time] = [await needOf(project, 'The size'), await needOf(project, 'The time')];
  const on = (id: string, relation: 'supports' | 'contradicts' = 'supports') => ({
    kind: 'opportunity' as const,
    id,
    relation,
  });
  const small = await say(project, 'Small again', { author: 'Ann' });
  await mark(project, small, 'pain', on(size));
  await mark(project, small, 'job', on(size));
  await mark(project, await say(project, 'Large', { author: 'Bob' }), 'pain', on(size));
  await mark(project, await say(project, 'Fitted well', { author: 'Eva' }), 'praise', {
    ...on(size, 'contradicts'),
  });
  await mark(project, await say(project, 'Hours of it', { kind: 'call note' }), 'pain', on(time));
  await mark(project, await say(project, 'Marked only', { author: 'Ida' }), 'gain');
  await say(project, 'Nobody has read this');
  return { project, size, time };
}

test('a signal counts once in each theme, people and what speaks against it beside it', async () => {
  const { project, size, time } = await shop();
  const { needs, types, unread } = await themes(project);
  expect(needs.map(({ perWeek: _weeks, ...need }) => need)).toEqual([
    { opportunity: size, signals: 3, people: 2, contradicting: 1 },
    { opportunity: time, signals: 1, people: 0, contradicting: 0 },
  ]);
  expect(needs[0]!.perWeek).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
  expect(types).toEqual([
    { type: 'job', signals: 1 },
    { type: 'pain', signals: 3 },
    { type: 'gain', signals: 1 },
    { type: 'praise', signals: 1 },
  ]);
  // Words that are marked and linked to nothing are still to be triaged.
  expect(unread).toBe(2);
});

test('a theme lists as many as it counts, also under a filter', async () => {
  const { project, size, time } = await shop();
  expect(await texts(project, { need: size })).toHaveLength(3);
  expect(await texts(project, { need: size, type: 'praise' })).toEqual(['Fitted well']);
  expect(await texts(project, { need: time, source: 'ticket' })).toEqual([]);
  expect(await texts(project, { state: 'new' })).toHaveLength(2);
  expect(await texts(project, { state: 'linked', type: 'job' })).toEqual(['Small again']);
  expect(await texts(project, { state: 'new', type: 'gain' })).toEqual(['Marked only']);
  const { needs, unread } = await themes(project, { source: 'call note' });
  expect(needs.map(({ opportunity, signals }) => [opportunity, signals])).toEqual([[time, 1]]);
  expect(unread).toBe(0);
});

test('words that were taken away and other projects are in no theme', async () => {
  const { project, size, time } = await shop();
  const params = { ...project.params, id: (await hours(project, time)) ?? '' };
  await project.call(moveSignal, { params, body: { move: 'redact', reason: 'They asked' } });
  expect((await themes(project)).needs.map(({ opportunity }) => opportunity)).toEqual([size]);
  expect(await texts(project, { need: time })).toEqual([]);
  expect(await themes(await world.project())).toEqual({ needs: [], types: [], unread: 0 });
});

async function hours({ call, params }: TestProject, need: string) {
  const { signals } = await call(listThemeSignals, { params, query: { need } });
  return signals[0]?.id;
}

test.each([
  ['2026-03-12T12:00:00Z', 11],
  ['2026-03-05T12:00:01Z', 11],
  ['2026-03-05T11:59:59Z', 10],
  ['2025-12-18T12:00:01Z', 0],
])('%s is in week %i of twelve', (time, place) => {
  const signal = { id: 's', person: 'p', author: null, source: 't', audience: 'customer', time };
  const marked: Marked = {
    highlight: { id: 'h', isRedacted: false },
    signal: { ...signal, audience: 'customer' },
    type: 'pain',
    link: { need: 'n', relation: 'supports' },
  };
  const at = new Date('2026-03-12T12:00:00Z');
  expect(themesOf([marked], at).needs[0]!.perWeek.indexOf(1)).toBe(place);
  const long = { ...marked, signal: { ...marked.signal, time: '2025-12-01T00:00:00Z' } };
  expect(themesOf([long], at).needs[0]!.perWeek).not.toContain(1);
});
