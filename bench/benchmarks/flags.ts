/**
 * Flag evaluation against GrowthBook's own SDK, on the same flags and the same people: one person as
 * in a browser, then many people as on a server. The answers are compared first, on random flags too.
 *
 *   npm run bench -- flags [people]
 */
import {
  compileFlags,
  evaluate,
  type Context,
  type FlagDefinition,
  type FlagsDefinition,
} from '@tandem/flags';
import fc from 'fast-check';
import {
  attributes,
  features as randomFeatures,
  savedGroups,
  wishes,
} from '../flags/random-flags.ts';
import { machine, median } from '../machine.ts';
import { growthBook, type Answer } from '../peers/growthbook.ts';

const people = Number(process.argv[2] ?? 2_000);
const rounds = 9;
const least = 1;
const seed = 20_261_123;
const randomRuns = 20_000;

const countries = ['FI', 'SE', 'NO', 'DK', 'EE', 'US', 'DE'];
const plans = ['free', 'team', 'business'];
const variations = ['control', 'short', 'long'];

/** Ten kinds of flags: the same kinds in every ten. */
const kinds: readonly ((n: number) => FlagDefinition)[] = [
  () => ({ defaultValue: true }),
  () => ({ defaultValue: false, rules: [{ id: 'all', force: true }] }),
  (n) => ({ defaultValue: false, rules: [{ id: 'ring 1', force: true, coverage: (n % 10) / 10 }] }),
  (n) => ({
    defaultValue: false,
    rules: [
      { id: 'beta', force: true, condition: { plan: 'business', country: { $in: ['FI', 'SE'] } } },
      { id: 'ring 2', force: true, coverage: 0.3, hashVersion: 2, seed: `release-${n}` },
    ],
  }),
  (n) => ({
    defaultValue: 'control',
    rules: [{ id: 'test', key: `exp-${n}`, variations, hashVersion: 2 }],
  }),
  (n) => ({
    defaultValue: 'control',
    rules: [
      {
        id: 'test',
        key: `exp-${n}`,
        variations,
        weights: [0.5, 0.25, 0.25],
        coverage: 0.4,
        condition: { age: { $gte: 30 }, $or: [{ country: 'FI' }, { plan: { $ne: 'free' } }] },
        meta: [{ key: 'a' }, { key: 'b' }, { key: 'c' }],
      },
    ],
  }),
  () => ({
    defaultValue: 0,
    rules: [{ id: 'staff', force: 1, condition: { id: { $inGroup: 'staff' } } }],
  }),
  (n) => ({
    defaultValue: false,
    rules: [
      { parentConditions: [{ id: `flag-${n - 5}`, condition: { value: true }, gate: true }] },
      { id: 'new', force: true, condition: { version: { $vgte: '2.10.0' } } },
    ],
  }),
  (n) => ({
    defaultValue: { size: 1 },
    rules: [
      { id: 'phones', force: { size: 2 }, condition: { agent: { $regex: '(Mobile|Tablet)' } } },
      { id: 'test', key: `exp-${n}`, variations: [{ size: 3 }, { size: 4 }], hashVersion: 2 },
    ],
  }),
  (n) => ({
    defaultValue: false,
    rules: [
      { id: 'a', key: `exp-${n}`, variations: [false, true], namespace: ['checkout', 0, 0.5] },
      { id: 'b', force: true, filters: [{ seed: 'search', ranges: [[0.2, 0.6]] }] },
    ],
  }),
];

const keys = Array.from({ length: 50 }, (_, n) => `flag-${n}`);
const features = Object.fromEntries(keys.map((key, n) => [key, kinds[n % kinds.length]!(n)]));
const staff = Array.from({ length: 200 }, (_, n) => `person-${n * 7}`);
const definition: FlagsDefinition = { features, savedGroups: { staff } };
const crowd = Array.from({ length: people }, (_, n) => ({
  id: `person-${n}`,
  country: countries[n % countries.length]!,
  plan: plans[n % plans.length]!,
  age: 18 + (n % 50),
  version: `2.${n % 20}.${n % 7}`,
  agent: n % 3 === 0 ? 'Mozilla/5.0 (Linux; Android 16) Mobile' : 'Mozilla/5.0 (X11; Linux x86_64)',
}));

const { GrowthBook, GrowthBookClient } = await growthBook();
const flags = compileFlags(definition);
const client = new GrowthBookClient();
client.initSync({ payload: definition });

console.log(machine());
compareAnswers();
compareRandomAnswers();
measureCompiling();
const [person] = crowd;
const browser = new GrowthBook({ attributes: person!, ...definition });
compareSpeed('one person, all flags again and again (browser)', {
  ours: () => count((key) => evaluate(flags, key, { attributes: person! }).value),
  theirs: () => count((key) => browser.evalFeature(key).value),
  times: people,
});
let [mine, other] = [0, 0];
compareSpeed(`${people} people, each all flags (server)`, {
  ours: () => {
    const attributes = crowd[mine++ % people]!;
    return count((key) => evaluate(flags, key, { attributes }).value);
  },
  theirs: () => {
    const attributes = crowd[other++ % people]!;
    return count((key) => client.evalFeature(key, { attributes }).value);
  },
  times: people,
});

/** Value, reason, rule, variation and bucket of every flag for everybody. */
function compareAnswers(): void {
  for (const attributes of crowd) {
    for (const key of keys) {
      same(key, ours(definition, key, { attributes }), client.evalFeature(key, { attributes }));
    }
  }
  console.log(`${keys.length} flags, ${people} people: all answers are equal`);
}

/** The same over flags that nobody would write. */
function compareRandomAnswers(): void {
  const counts: Record<string, number> = {};
  const property = fc.property(attributes, randomFeatures, wishes, (attributes, features, wish) => {
    const given = { features, savedGroups } as FlagsDefinition;
    const page = new GrowthBook({ attributes, ...given, ...wish });
    for (const key of Object.keys(features)) {
      const mine = ours(given, key, { attributes, ...wish });
      const theirs = answerOf(() => page.evalFeature(key));
      if (theirs !== undefined) same(key, mine, theirs);
      const source = theirs?.source ?? 'GrowthBook threw';
      counts[source] = (counts[source] ?? 0) + 1;
    }
  });
  fc.assert(property, { seed, numRuns: randomRuns });
  const told = Object.entries(counts).map(([source, n]) => `${source} ${n}`);
  console.log(`random flags, seed ${seed}: all answers are equal (${told.join(', ')})`);
}

/** Undefined where GrowthBook throws, as on an experiment that describes fewer variations than it has. */
function answerOf(evaluation: () => Answer): Answer | undefined {
  const { error } = console;
  console.error = () => undefined;
  try {
    return evaluation();
  } catch {
    return undefined;
  } finally {
    console.error = error;
  }
}

type Comparable = readonly unknown[];

function ours(given: FlagsDefinition, key: string, context: Context): Comparable {
  const compiled = given === definition ? flags : compileFlags(given);
  const { value, source, rule, assignment } = evaluate(compiled, key, context);
  return [
    value,
    source,
    rule?.id ?? '',
    assignment?.variation,
    assignment?.key,
    assignment?.bucket,
  ];
}

function same(key: string, mine: Comparable, theirs: Answer): void {
  const { value, source, ruleId, experimentResult: seen } = theirs;
  const expected = [value, source, ruleId, seen?.variationId, seen?.key, seen?.bucket];
  if (JSON.stringify(mine) === JSON.stringify(expected)) return;
  throw new Error(`${key}: ${JSON.stringify(mine)}, not ${JSON.stringify(expected)}`);
}

function measureCompiling(): void {
  const times = Array.from({ length: 100 }, () => {
    const began = performance.now();
    compileFlags(definition);
    return performance.now() - began;
  });
  console.log(
    `compiling ${keys.length} flags, once for each definition: ${median(times).toFixed(2)} ms`,
  );
}

/** Values are counted so that no evaluation can be left out. */
function count(value: (key: string) => unknown): number {
  let on = 0;
  for (const key of keys) if (value(key)) on++;
  return on;
}

type Contenders = Readonly<Record<'ours' | 'theirs', () => number>> & { readonly times: number };

function compareSpeed(title: string, { ours, theirs, times }: Contenders): void {
  const perSecond = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const counted = new Set<number>();
    for (const [name, run] of Object.entries({ ours, theirs })) {
      const began = performance.now();
      let on = 0;
      for (let i = 0; i < times; i++) on += run();
      perSecond[name as 'ours'].push((times * keys.length * 1000) / (performance.now() - began));
      counted.add(on);
    }
    if (counted.size > 1) throw new Error(`${title}: the answers differ`);
  }
  const [mine, other] = [median(perSecond.ours), median(perSecond.theirs)];
  const millions = (rate: number) => `${(rate / 1e6).toFixed(2)} million/s`;
  console.log(`\n${title}`);
  console.log(
    `  Tandem ${millions(mine)}, GrowthBook ${millions(other)}: ${(mine / other).toFixed(1)} times (at least ${least})`,
  );
  if (mine < other * least) process.exitCode = 1;
}
