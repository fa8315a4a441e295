import { eventInput, signalInput, type EventInput } from '@tandem/contract';
import { expect, test } from 'vitest';
import { browsers, complaintIds, demo, places, simulate } from './index.ts';
import type { FunnelTruth, Manifest, Simulation, SimulationOptions } from './index.ts';
import { depthIn, peopleOf, timeOf } from './testing/oracle.ts';

const end = '2026-03-02T15:20:00.000Z';
const small = (seed: number, more?: Partial<SimulationOptions>): Simulation =>
  simulate({ seed, end, people: 500, days: 30, ...more });
const seeds = Array.from({ length: 20 }, (_, index) => index * 7_919 - 3);

const eventsOf = (simulation: Simulation): readonly EventInput[] => [...simulation.events()].flat();
const signalsOf = (simulation: Simulation) => [...simulation.signals()].flat();

/** The funnel with the planted step. */
function plantedFunnel(manifest: Manifest): FunnelTruth {
  const funnel = manifest.funnels.find((candidate) => candidate.id === manifest.stuck.funnel);
  if (funnel === undefined) throw new Error('the manifest lacks the planted funnel');
  return funnel;
}

/** How clear the planted loss is: its size over that of the funnel's next largest. */
function clarity(manifest: Manifest): number {
  const losses = plantedFunnel(manifest).steps.map((step) => step.lost.length);
  const others = losses.filter((_, index) => index !== manifest.stuck.index);
  return (losses[manifest.stuck.index] ?? 0) / Math.max(...others);
}

test('the same options give the same bytes, whatever was asked before and in what batches', () => {
  const bytes = (simulation: Simulation, size: number): string =>
    JSON.stringify([
      [...simulation.events(size)].flat(),
      [...simulation.signals(size)].flat(),
      simulation.manifest(),
    ]);
  const once = small(5);
  expect(bytes(once, 1)).toBe(bytes(small(5), 300));
  expect(bytes(once, 70)).toBe(bytes(small(5), 1_000_000));
  expect(bytes(once, 300)).not.toBe(bytes(small(6), 300));
});

test('everything is valid in our normal form, unique, and within the period', () => {
  const simulation = small(8);
  const { start } = simulation.manifest();
  const events = eventsOf(simulation);
  const signals = signalsOf(simulation);
  expect(events.map((event) => eventInput.parse(event))).toEqual(events);
  expect(signals.map((signal) => signalInput.parse(signal))).toEqual(signals);
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  const sourceIds = signals.map((signal) => signal.source + signal.sourceId);
  expect(new Set(sourceIds).size).toBe(signals.length);
  const times = [
    ...events.map((event) => event.timestamp),
    ...signals.map((signal) => signal.time),
  ];
  expect(times.filter((time = '') => time < start || time >= end)).toEqual([]);
});

test('two seeds share no id, so both fit into one project', () => {
  const ids = new Set(eventsOf(small(1)).flatMap(({ id = '', distinctId }) => [id, distinctId]));
  const shared = eventsOf(small(2)).filter(
    ({ id = '', distinctId }) => ids.has(id) || ids.has(distinctId),
  );
  expect(shared).toEqual([]);
});

test.each(seeds)('seed %i: times strictly increase within a person', (seed) => {
  const gaps = [...peopleOf(eventsOf(small(seed))).values()].flatMap((own) =>
    own.slice(1).map((event, index) => timeOf(event) - timeOf(own[index] ?? event)),
  );
  expect(Math.min(...gaps)).toBeGreaterThan(0);
});

test.each(seeds)(
  'seed %i: a brute-force funnel gives the sets of the manifest, to the id',
  (seed) => {
    const simulation = small(seed);
    const manifest = simulation.manifest();
    const people = peopleOf(eventsOf(simulation));
    for (const { question, steps } of manifest.funnels) {
      const depths = [...people].map(([id, own]) => ({ id, depth: depthIn(question, own) }));
      for (const [index, step] of steps.entries()) {
        const reached = depths.filter(({ depth }) => depth >= index).map(({ id }) => id);
        const lost = depths
          .filter(({ depth }) => index > 0 && depth === index - 1)
          .map(({ id }) => id);
        expect(step.reached.toSorted()).toEqual(reached.toSorted());
        expect(step.lost.toSorted()).toEqual(lost.toSorted());
      }
    }
  },
);

test.each(seeds)(
  'seed %i: nobody who is stuck passes; nobody who passed complains of it',
  (seed) => {
    const simulation = small(seed);
    const manifest = simulation.manifest();
    const { stuck } = manifest;
    const step = plantedFunnel(manifest).steps[stuck.index];
    const passed = new Set(step?.reached);
    const lost = new Set(step?.lost);
    expect(stuck.people.length).toBeGreaterThan(5);
    expect(stuck.people.filter((id) => passed.has(id) || !lost.has(id))).toEqual([]);
    expect(stuck.saidBy.filter((id) => !stuck.people.includes(id))).toEqual([]);
  },
);

test.each(seeds)('seed %i: the planted loss is clearly the largest of its funnel', (seed) => {
  expect(clarity(small(seed).manifest())).toBeGreaterThan(1.5);
});

test.each(places)('stuck before "%s": clear for that place too, and said', (step) => {
  const turn = places.indexOf(step);
  const browser = browsers[turn % browsers.length] ?? browsers[0];
  const words = complaintIds[turn % complaintIds.length] ?? complaintIds[0];
  if (browser === undefined || words === undefined) throw new Error('empty lists');
  const manifest = small(turn, { people: 1_500, planted: { browser, step, words } }).manifest();
  expect(manifest.stuck).toMatchObject({ browser, step, words });
  expect(plantedFunnel(manifest).steps[manifest.stuck.index]?.event).toBe(step);
  expect(clarity(manifest)).toBeGreaterThan(1.5);
  expect(manifest.stuck.signals.filter((said) => said.known).length).toBeGreaterThan(2);
});

test('the stuck are on the planted browser, and a few on it pass all the same', () => {
  const simulation = small(21, { people: 1_500, planted: { step: 'basket viewed' } });
  const { stuck, ...manifest } = simulation.manifest();
  const people = peopleOf(eventsOf(simulation));
  const isOnIt = (id: string): boolean =>
    people.get(id)?.every((event) => event.properties?.['$browser'] === stuck.browser) ?? false;
  expect(stuck.people.filter((id) => !isOnIt(id))).toEqual([]);
  const passed = manifest.funnels[0]?.steps[stuck.index]?.reached.filter(isOnIt) ?? [];
  expect(passed.length).toBeGreaterThan(0);
  expect(passed.length).toBeLessThan(stuck.people.length / 4);
});

test('the planted complaint stands among other words, at its step and elsewhere', () => {
  const simulation = small(34, { people: 4_000, planted: { step: 'payment entered' } });
  const manifest = simulation.manifest();
  const { stuck } = manifest;
  const planted = new Set(stuck.signals.map((said) => said.sourceId));
  const step = plantedFunnel(manifest).steps[stuck.index];
  const idsOf = (ids: readonly string[] = []): ReadonlySet<string> =>
    new Set(ids.flatMap((id) => manifest.idsOf[id] ?? [id]));
  const saidBy = (ids: ReadonlySet<string>) =>
    signalsOf(simulation).filter((signal) => ids.has(signal.distinctId ?? ''));
  const ofLost = saidBy(idsOf(step?.lost));
  const share =
    ofLost.filter((signal) => planted.has(signal.sourceId ?? '')).length / ofLost.length;
  expect(share).toBeGreaterThan(0.15);
  expect(share).toBeLessThan(0.5);
  const ofPassed = saidBy(idsOf(step?.reached));
  expect(ofPassed.length).toBeGreaterThan(100);
  expect(ofPassed.filter((signal) => planted.has(signal.sourceId ?? ''))).toEqual([]);
});

test('a complaint is said in several ways, and not always by somebody known', () => {
  const { stuck } = small(3, { people: 4_000, planted: { step: 'product added' } }).manifest();
  expect(new Set(stuck.signals.map((said) => said.text)).size).toBeGreaterThan(20);
  expect(stuck.signals.some((said) => !said.known)).toBe(true);
});

test('one feature is shown to many and used by nobody; all others are used', () => {
  const simulation = small(13, { people: 4_000, planted: { unused: 'trip planner' } });
  const { unused } = simulation.manifest();
  const users = new Map<unknown, number>();
  for (const { event, properties } of eventsOf(simulation)) {
    if (event !== 'feature used') continue;
    users.set(properties?.['feature'], (users.get(properties?.['feature']) ?? 0) + 1);
  }
  expect(unused).toMatchObject({ feature: 'trip planner', usedBy: [] });
  expect(unused.shownTo).toBeGreaterThan(100);
  expect(users.has('trip planner')).toBe(false);
  expect(users.size).toBe(11);
});

test('a topic starts growing on its date and triples within two weeks', () => {
  const simulation = simulate({ seed: 4, end, people: 15_000, planted: { growing: 'repair' } });
  const { growing } = simulation.manifest();
  const about = new Set(growing.signals);
  const signals = signalsOf(simulation);
  const rampedMs = Date.parse(growing.from) + growing.rampDays * 86_400_000;
  const shareOf = (isIn: (ms: number) => boolean): number => {
    const said = signals.filter(({ time = '' }) => isIn(Date.parse(time)));
    return said.filter((signal) => about.has(signal.sourceId ?? '')).length / said.length;
  };
  const before = shareOf((ms) => ms < Date.parse(growing.from));
  const after = shareOf((ms) => ms >= rampedMs);
  expect(growing).toMatchObject({ topic: 'repair', factor: 3, rampDays: 14 });
  expect(after / before).toBeGreaterThan(2.3);
  expect(after / before).toBeLessThan(3.9);
});

test('weeks and hours have their rhythm, orders their revenue', () => {
  const events = eventsOf(simulate(demo(end)));
  const at = (hour: number): number =>
    events.filter((event) => new Date(timeOf(event)).getUTCHours() === hour).length;
  expect(at(19)).toBeGreaterThan(at(3) * 4);
  const orders = events.filter((event) => event.event === 'order placed');
  expect(orders.every((order) => Number(order.properties?.['revenue']) > 10)).toBe(true);
});

test('the demo has the size of a workspace that is alive', () => {
  const { people, events, signals, stuck, growing, unused } = simulate(demo(end)).manifest();
  expect(people).toBe(4_000);
  expect(events).toBeGreaterThan(60_000);
  expect(events).toBeLessThan(90_000);
  expect(signals).toBeGreaterThan(750);
  expect(signals).toBeLessThan(1_100);
  expect(stuck.step).toBe('delivery chosen');
  expect(growing.topic).toBe('repair');
  expect(unused.feature).toBe('gear list export');
});

test('batches are bounded, so that memory is', () => {
  const sizes = [...small(2).events(100)].map((batch) => batch.length);
  expect(Math.max(...sizes)).toBeLessThan(400);
  expect(sizes.slice(0, -1).every((size) => size >= 100)).toBe(true);
});

test.each([
  { seed: 1.5, end },
  { seed: 1, end: 'soon' },
  { seed: 1, end, days: 5 },
  { seed: 1, end, people: 0 },
])('%o is refused', (options) => {
  expect(() => simulate(options)).toThrow(RangeError);
});
