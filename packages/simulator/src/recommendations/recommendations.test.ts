import { eventInput, signalInput, type EventInput } from '@tandem/contract';
import { expect, test } from 'vitest';
import { demo, simulate } from '../index.ts';
import { recommendations, type Recommendations } from './index.ts';
import type { RecommendationOptions } from './plan.ts';
import { against, asking, sentence } from './words.ts';

const end = '2026-03-02T15:20:00.000Z';
const small = (seed: number, more?: Partial<RecommendationOptions>): Recommendations =>
  recommendations({ seed, end, people: 700, askers: 53, against: 6, ...more });
const seeds = Array.from({ length: 12 }, (_, index) => index * 7_919 - 3);

const eventsOf = (scenario: Recommendations): readonly EventInput[] =>
  [...scenario.events()].flat();
const signalsOf = (scenario: Recommendations) => [...scenario.signals()].flat();
const named = (events: readonly EventInput[], name: string) =>
  events.filter(({ event }) => event === name);
const timeOf = ({ timestamp = '' }: EventInput): number => Date.parse(timestamp);
const euro = (orders: readonly EventInput[]): number =>
  orders.reduce((sum, order) => sum + Math.round(Number(order.properties?.['revenue']) * 100), 0) /
  100;

test('the same options give the same bytes, in whatever batches', () => {
  const bytes = (scenario: Recommendations, size: number): string =>
    JSON.stringify([
      [...scenario.events(size)].flat(),
      [...scenario.signals(size)].flat(),
      scenario.interviews(),
      scenario.truths(),
    ]);
  const once = small(5);
  expect(bytes(once, 1)).toBe(bytes(small(5), 300));
  expect(bytes(once, 70)).toBe(bytes(small(5), 1_000_000));
  expect(bytes(once, 300)).not.toBe(bytes(small(6), 300));
});

test('everything is valid in our normal form, unique, within the period and in order', () => {
  const scenario = small(8);
  const { start, events: count, signals: letters } = scenario.truths();
  const [events, signals] = [eventsOf(scenario), signalsOf(scenario)];
  expect(events.map((event) => eventInput.parse(event))).toEqual(events);
  expect(signals.map((signal) => signalInput.parse(signal))).toEqual(signals);
  expect([events.length, signals.length]).toEqual([count, letters]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(new Set(signals.map(({ sourceId }) => sourceId)).size).toBe(signals.length);
  const times = [...events.map(({ timestamp }) => timestamp), ...signals.map(({ time }) => time)];
  expect(times.filter((time = '') => time < start || time >= end)).toEqual([]);
  for (const own of Map.groupBy(events, ({ distinctId }) => distinctId).values()) {
    const gaps = own.slice(1).map((event, index) => timeOf(event) - timeOf(own[index] ?? event));
    expect(Math.min(1, ...gaps)).toBeGreaterThan(0);
  }
});

test('it shares no id with the company or another seed, so all fit into one project', () => {
  const idsOf = (events: readonly EventInput[]) =>
    new Set(events.flatMap(({ id = '', distinctId }) => [id, distinctId]));
  const mine = idsOf(eventsOf(small(20_260)));
  expect([...idsOf(eventsOf(small(2)))].filter((id) => mine.has(id))).toEqual([]);
  const company = simulate({ ...demo(end), people: 700 });
  expect([...idsOf([...company.events()].flat())].filter((id) => mine.has(id))).toEqual([]);
});

test('503 wrote in by default: 500 people, three of them twice, five not to be contacted', () => {
  const scenario = recommendations({ seed: 7, end });
  const { askers, duplicates, against: opposed, signals } = scenario.truths();
  expect(askers.flatMap(({ letters }) => letters)).toHaveLength(503);
  expect(askers).toHaveLength(500);
  expect(askers.filter(({ mayContact }) => !mayContact)).toHaveLength(5);
  expect(askers.filter(({ distinctIds }) => distinctIds.length === 2)).toHaveLength(3);
  expect(opposed).toHaveLength(24);
  expect(signals).toBe(527);
  const merged = eventsOf(scenario).flatMap((event) => {
    const other = event.anonymousId ?? event.alias;
    return other === undefined ? [] : [{ id: other, of: event.distinctId }];
  });
  expect(merged.toSorted(byId)).toEqual([...duplicates].toSorted(byId));
});

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : 1;

test('the words are where the truths say, in many phrasings, and belong to who wrote them', () => {
  const scenario = recommendations({ seed: 9, end });
  const { askers, against: opposed } = scenario.truths();
  const bySource = new Map(signalsOf(scenario).map((signal) => [signal.sourceId, signal]));
  const letters = askers.flatMap((one) => one.letters);
  for (const { source, sourceId, start, end: until, words } of [...letters, ...opposed]) {
    const signal = bySource.get(sourceId);
    expect(signal).toMatchObject({ source });
    expect(signal?.text.slice(start, until)).toBe(words);
  }
  const lower = (texts: readonly { readonly words: string }[]) =>
    new Set(texts.map(({ words }) => words.toLowerCase()));
  expect(lower(letters)).toEqual(new Set(asking.map((words) => words.toLowerCase())));
  expect(lower(opposed).size).toBeGreaterThan(against.length / 2);
  expect(asking.length).toBeGreaterThanOrEqual(12);
  expect(letters.some(({ words }) => words === sentence)).toBe(false);
});

test('interviews: enough, mixed, before the launch, one with the sentence and some against it', () => {
  const interviews = small(11).interviews();
  const { launch, start } = small(11).truths();
  expect(interviews.length).toBeGreaterThanOrEqual(10);
  expect(new Set(interviews.map(({ kind }) => kind))).toEqual(
    new Set(['customer', 'prospect', 'outsider']),
  );
  const words = interviews.flatMap((one) => one.words);
  for (const { transcript, words: own, day } of interviews) {
    expect(own.map(({ start: from, end: to }) => transcript.slice(from, to))).toEqual(
      own.map(({ text }) => text),
    );
    expect(day >= start.slice(0, 10) && day < launch.slice(0, 10)).toBe(true);
  }
  expect(words.filter(({ text }) => text === sentence)).toHaveLength(1);
  expect(words.filter(({ relation }) => relation === 'contradicts')).toHaveLength(2);
  expect(new Set(words.map(({ text }) => text)).size).toBe(words.length);
});

test.each(seeds)('seed %i: the effect is planted on exactly those who are measured', (seed) => {
  const scenario = small(seed);
  const { effect, arms, launch, beforeAfter } = scenario.truths();
  expect(effect.relative).toBeCloseTo(0.147, 4);
  const events = eventsOf(scenario);
  // The earlier ones win: the first exposure of each.
  const met = new Map(
    named(events, '$exposure')
      .toReversed()
      .map((event) => [event.distinctId, event]),
  );
  const armOf = (id: string) => met.get(id)?.properties?.['variation'];
  const orders = named(events, 'order placed');
  const isAfter = (order: EventInput) => timeOf(order) >= Date.parse(launch);
  const isMeasured = (order: EventInput) => {
    const first = met.get(order.distinctId);
    return first !== undefined && timeOf(order) >= timeOf(first);
  };
  for (const { variation, people, orders: count, total } of arms) {
    const own = orders.filter((one) => isMeasured(one) && armOf(one.distinctId) === variation);
    expect([...met.keys()].filter((id) => armOf(id) === variation)).toHaveLength(people);
    expect(own).toHaveLength(count);
    expect(euro(own)).toBeCloseTo(total, 6);
  }
  expect(effect.exposed).toBe(met.size);
  const before = orders.filter((order) => !isAfter(order));
  expect(euro(before) / before.length).toBeCloseTo(beforeAfter.before.average, 6);
  const after = orders.filter(isAfter);
  expect(euro(after) / after.length).toBeCloseTo(beforeAfter.after.average, 6);
});

test('nobody is exposed before the launch; who has no arm never, who is in a ring outside of it', () => {
  const ring = { ring: 'first', value: 'x', isTreated: true };
  const assign = (id: string) => {
    if (id.startsWith('member-3')) return undefined;
    return id.startsWith('member-4') ? ring : { variation: 'b', value: 'x', isTreated: true };
  };
  const scenario = small(3, { assign, flag: 'picks', experiment: 'e1' });
  const { launch, arms } = scenario.truths();
  const met = named(eventsOf(scenario), '$exposure');
  expect(met.length).toBeGreaterThan(500);
  expect(met.filter(({ timestamp = '' }) => timestamp < launch)).toEqual([]);
  expect(met.filter(({ distinctId }) => distinctId.startsWith('member-3'))).toEqual([]);
  const [inside, outside] = [false, true].map((isRing) =>
    met.filter(({ distinctId }) => distinctId.startsWith('member-4') === isRing),
  );
  const common = { flag: 'picks', value: 'x' };
  expect(inside?.[0]?.properties).toMatchObject({ ...common, experiment: 'e1', variation: 'b' });
  expect(outside?.[0]?.properties).toMatchObject({ ...common, ring: 'first' });
  expect(outside?.[0]?.properties).not.toHaveProperty('experiment');
  expect(arms).toHaveLength(1);
  expect(arms[0]?.people).toBe(new Set(inside?.map(({ distinctId }) => distinctId)).size);
});

test('before against after flatters: far above the truth, and above zero where there is none', () => {
  for (const seed of seeds) {
    const { beforeAfter } = small(seed, { people: 3_000 }).truths();
    expect(beforeAfter.amongTreated).toBeGreaterThan(0.2);
    expect(beforeAfter.withoutEngine).toBeGreaterThan(0.05);
    const none = small(seed, { people: 3_000, effect: 0 }).truths();
    expect(none.effect.relative).toBe(0);
    expect(none.beforeAfter.relative).toBe(none.beforeAfter.withoutEngine);
    expect(none.beforeAfter.relative).toBeCloseTo(beforeAfter.withoutEngine, 10);
  }
});

test('orders look like orders: skewed to the right, larger at weekends, some people far above others', () => {
  const orders = named(eventsOf(recommendations({ seed: 4, end, people: 6_000 })), 'order placed');
  const values = orders.map((order) => Number(order.properties?.['revenue'])).toSorted(ascending);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const median = values[Math.floor(values.length / 2)] ?? 0;
  expect(mean / median).toBeGreaterThan(1.1);
  expect(mean / median).toBeLessThan(1.4);
  const averageOn = (days: readonly number[]): number => {
    const own = orders.filter((order) => days.includes(new Date(timeOf(order)).getUTCDay()));
    return euro(own) / own.length;
  };
  expect(averageOn([0, 6])).toBeGreaterThan(averageOn([1, 2, 3]) * 1.04);
  const own = [...Map.groupBy(orders, ({ distinctId }) => distinctId).values()];
  const often = own.filter((some) => some.length >= 6).map((some) => euro(some) / some.length);
  often.sort(ascending);
  const at = (share: number) => often[Math.floor(often.length * share)] ?? 0;
  expect(at(0.9) / at(0.1)).toBeGreaterThan(2);
});

const ascending = (one: number, other: number): number => one - other;

test.each([
  { seed: 1.5, end },
  { seed: 1, end: 'soon' },
  { seed: 1, end, days: 60, experimentDays: 56 },
  { seed: 1, end, people: 100 },
  { seed: 1, end, askers: 8, duplicates: 3 },
])('%o is refused', (options) => {
  expect(() => recommendations(options)).toThrow(RangeError);
});
