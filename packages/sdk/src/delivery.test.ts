import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCore } from './core.ts';
import { judge, retryDelay } from './delivery.ts';
import type { Answer, Effects, Store } from './effects.ts';
import type { SdkEvent } from './types.ts';
import { uuidMaker } from './uuid.ts';

const options = { key: 'k', host: 'http://t' };
const seed = Number(process.env['TANDEM_TEST_SEED']);
console.log(`SDK delivery properties: TANDEM_TEST_SEED=${seed} repeats them`);

function mapStore(room = Infinity): Store {
  const map = new Map<string, string>();
  return {
    get: (name) => map.get(name),
    set(name, value) {
      if (!map.has(name) && map.size >= room) throw new Error('full');
      map.set(name, value);
    },
    remove: (name) => void map.delete(name),
    names: () => [...map.keys()],
  };
}

/** A device and a server: tabs come and go, answers follow the script, time moves by hand. */
function world(script: readonly Fault[], store: Store | undefined = mapStore()) {
  const got: SdkEvent[] = [];
  let step = 0;
  let now = 1_700_000_000_000;
  const bodies: string[] = [];
  let poison: string | undefined;
  const refuse = (text: string) => void (poison = text);
  const take = (body: string) => got.push(...(JSON.parse(body) as { events: SdkEvent[] }).events);
  const openTab = () => {
    const timers = new Set<{ at: number; run: () => void }>();
    const effects: Effects = {
      now: () => now,
      random: () => 0.5,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      store,
      send(_url, body) {
        bodies.push(body);
        if (poison !== undefined && body.includes(poison)) {
          return Promise.resolve({ status: 400 });
        }
        const fault = script[step++] ?? 'ok';
        if (fault === 'ok' || fault === 'answer lost') take(body);
        return Promise.resolve(answers[fault]);
      },
      beacon: (_url, body) => take(body) > 0,
      later(ms, run) {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      asksForPrivacy: () => false,
      context: () => ({}),
    };
    return { core: createCore(options, effects), timers };
  };
  const pass = async (tab: ReturnType<typeof openTab>, ms: number) => {
    now += ms;
    for (const timer of tab.timers) {
      if (timer.at > now) continue;
      tab.timers.delete(timer);
      timer.run();
    }
    await new Promise(setImmediate);
  };
  return { got, bodies, openTab, pass, refuse };
}

const answers = {
  ok: { status: 200 },
  'answer lost': { status: 0 },
  offline: { status: 0 },
  busy: { status: 503, retryAfter: '2' },
  broken: { status: 500 },
} satisfies Record<string, Answer>;
type Fault = keyof typeof answers;

const fault = fc.constantFrom<Fault>('ok', 'answer lost', 'offline', 'busy', 'broken');
const move = fc.constantFrom('capture', 'wait', 'crash', 'leave', 'other tab');

test('each event arrives at least once, unchanged and in order, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 20 }),
      fc.array(move, { maxLength: 40 }),
      async (faults, moves) => {
        const { got, openTab, pass } = world(faults);
        let tab = openTab();
        let made = 0;
        for (const one of moves) {
          if (one === 'capture') tab.core.capture('e', { n: made++ });
          if (one === 'wait') await pass(tab, 3000);
          if (one === 'leave') tab.core.delivery.leave();
          if (one === 'crash') tab = openTab();
          if (one === 'other tab') await pass(openTab(), 1);
        }
        tab = openTab();
        for (let i = 0; i < 30; i++) await pass(tab, 600_000);
        const first = new Map<string, SdkEvent>();
        for (const event of got) {
          if (!first.has(event.id)) first.set(event.id, event);
          expect(event).toEqual(first.get(event.id));
        }
        const byId = [...first.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(
          [...first.values()]
            .map((e) => e.properties['n'])
            .toSorted((a, b) => Number(a) - Number(b)),
        ).toEqual(Array.from({ length: made }, (_, n) => n));
        expect(byId).toHaveLength(made);
        const inOneTab = !moves.includes('crash') && !moves.includes('other tab');
        expect(inOneTab ? [...first.values()] : byId).toEqual(byId);
      },
    ),
    { seed, numRuns: 200 },
  );
});

test('a full or absent device store: the memory carries the events', async () => {
  for (const store of [mapStore(0), undefined]) {
    const { got, openTab, pass } = world(['offline'], store);
    const tab = openTab();
    tab.core.capture('a');
    tab.core.capture('b');
    for (let i = 0; i < 4; i++) await pass(tab, 600_000);
    expect(got.map((event) => event.event)).toEqual(['a', 'b']);
  }
});

test('the queue is bounded: the oldest go', () => {
  const store = mapStore();
  const { openTab } = world([], store);
  const { core } = openTab();
  for (let n = 0; n < 1010; n++) core.capture('e', { n });
  const names = store
    .names()
    .filter((name) => name.includes(':q:'))
    .toSorted();
  expect(names).toHaveLength(1000);
  expect(store.get(names[0]!)).toContain('"n":10}');
});

test('Retry-After is kept to, even when flushed by hand or back online', async () => {
  const { bodies, openTab, pass } = world(['busy']);
  const tab = openTab();
  tab.core.capture('e');
  await pass(tab, 2000);
  await tab.core.flush();
  tab.core.delivery.online();
  await pass(tab, 1900);
  expect(bodies).toHaveLength(1);
  await pass(tab, 200);
  expect(bodies).toHaveLength(2);
});

test('one event the server can never take goes alone; the others arrive', async () => {
  const { got, openTab, pass, refuse } = world([]);
  refuse('"n":3}');
  const tab = openTab();
  for (let n = 0; n < 9; n++) tab.core.capture('e', { n });
  for (let i = 0; i < 3; i++) await pass(tab, 5000);
  await tab.core.flush();
  expect(got.map((event) => event.properties['n'])).toEqual([0, 1, 2, 4, 5, 6, 7, 8]);
});

test('judging answers and waiting', () => {
  expect([200, 204, 400, 413, 401, 403].map(judge)).toEqual([
    'done',
    'done',
    'split',
    'split',
    'drop',
    'drop',
  ]);
  expect([0, 404, 408, 425, 429, 500, 502, 503].map(judge)).toEqual(Array(8).fill('retry'));
  const clock = { now: () => 0, random: () => 1 };
  expect(retryDelay({ status: 503 }, 0, clock)).toBe(1000);
  expect(retryDelay({ status: 503 }, 50, clock)).toBe(300_000);
  expect(retryDelay({ status: 503, retryAfter: '30' }, 0, clock)).toBe(30_000);
  expect(retryDelay({ status: 503, retryAfter: new Date(60_000).toUTCString() }, 0, clock)).toBe(
    60_000,
  );
});

test('ids are version 7 and sort in the order they were made, also when the clock steps back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 60 }),
      (times) => {
        let at = 0;
        const now = () => 1_700_000_000_000 + times[at++ % times.length]!;
        const make = uuidMaker({
          now,
          randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)),
        });
        const ids = times.map(make);
        expect(ids.toSorted()).toEqual(ids);
        for (const id of ids)
          expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      },
    ),
    { seed },
  );
});

test('identify hands over an anonymous past once; sessions end after 30 idle minutes; opting out holds', async () => {
  const { got, openTab, pass } = world([]);
  const tab = openTab();
  const anonymous = tab.core.distinctId();
  tab.core.identify('hanna', { plan: 'pro' });
  tab.core.group('company', 'acme');
  tab.core.capture('late');
  await pass(tab, 29 * 60_000);
  tab.core.capture('same session');
  await pass(tab, 31 * 60_000);
  tab.core.capture('next session');
  tab.core.identify('otto');
  await pass(tab, 5000);
  expect(got[0]).toMatchObject({
    distinctId: 'hanna',
    anonymousId: anonymous,
    set: { plan: 'pro' },
  });
  expect(got[2]).toMatchObject({ groups: { company: 'acme' } });
  expect(got[3]!.sessionId).toBe(got[0]!.sessionId);
  expect(got[4]!.sessionId).not.toBe(got[0]!.sessionId);
  expect(got[5]!.anonymousId).toBeUndefined();
  tab.core.optOut();
  const reloaded = openTab();
  reloaded.core.capture('unheard');
  await pass(reloaded, 5000);
  expect(got).toHaveLength(6);
  expect(reloaded.core.isOptedOut()).toBe(true);
});
