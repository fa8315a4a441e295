/** What is true of a scenario, told by the process that made it; no query was asked. */
import type { Letter } from './asking.ts';
import type { RecommendationPlan } from './plan.ts';
import type { Order, Shopping } from './shopping.ts';

export type OrderTotals = {
  readonly orders: number;
  /** Euro. */
  readonly total: number;
  /** Euro per order. */
  readonly average: number;
};

export type ArmTruth = OrderTotals & { readonly variation: string; readonly people: number };

/** Somebody who asked for the engine. */
export type AskerTruth = {
  /** Their user id. */
  readonly person: string;
  /** All ids under which they wrote. */
  readonly distinctIds: readonly string[];
  readonly mayContact: boolean;
  readonly letters: readonly LetterTruth[];
};

export type LetterTruth = {
  readonly person: string;
  readonly source: string;
  readonly sourceId: string;
  /** When it was written. ISO 8601. */
  readonly at: string;
  readonly start: number;
  readonly end: number;
  /** Exactly the words from `start` to `end`. */
  readonly words: string;
};

/** What comparing the days before the launch with those after it shows, and what it should. */
export type BeforeAfterTruth = {
  readonly before: OrderTotals;
  readonly after: OrderTotals;
  /** The naive figure, over everybody; too high, since the season raises what people spend. */
  readonly relative: number;
  /** The same figure, had there been no engine at all. */
  readonly withoutEngine: number;
  /** The naive figure over those alone who had the engine. */
  readonly amongTreated: number;
};

export type RecommendationTruths = {
  readonly seed: number;
  readonly start: string;
  /** The engine and the experiment are there from here on. */
  readonly launch: string;
  readonly end: string;
  /** Shoppers who left any trace. */
  readonly people: number;
  readonly events: number;
  readonly signals: number;
  readonly effect: {
    /** As asked for. */
    readonly planted: number;
    /**
     * On exactly the people that the experiment measures, with the orders they placed while it ran:
     * total over orders had everybody had the engine, over the same had nobody, minus 1. It differs
     * from the planted one by the rounding to cents alone.
     */
    readonly relative: number;
    readonly exposed: number;
  };
  readonly arms: readonly ArmTruth[];
  readonly beforeAfter: BeforeAfterTruth;
  readonly askers: readonly AskerTruth[];
  /** Second ids, each with the shopper it was merged into. */
  readonly duplicates: readonly { readonly id: string; readonly of: string }[];
  readonly against: readonly LetterTruth[];
};

export function truthsOf(
  plan: RecommendationPlan,
  all: Iterable<{ readonly shopping: Shopping; readonly letters: readonly Letter[] }>,
): RecommendationTruths {
  const known = [...all].filter(({ shopping }) => shopping.events.length > 0);
  const shoppings = known.map(({ shopping }) => shopping);
  const letters = known.flatMap((one) => one.letters);
  const asked = Map.groupBy(
    letters.filter(({ stance }) => stance === 'asks'),
    ({ person }) => person,
  );
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    seed: plan.seed,
    start: iso(plan.startMs),
    launch: iso(plan.launchMs),
    end: iso(plan.endMs),
    people: known.length,
    events: shoppings.reduce((sum, { events }) => sum + events.length, 0),
    signals: letters.length,
    effect: effectOf(plan, shoppings),
    arms: armsOf(shoppings),
    beforeAfter: beforeAfterOf(plan, shoppings),
    askers: [...asked.values()].map(askerOf),
    duplicates: letters
      .filter(({ signal, person }) => signal.distinctId !== person)
      .map(({ signal, person }) => ({ id: signal.distinctId ?? '', of: person })),
    against: letters.filter(({ stance }) => stance === 'against').map(letterOf),
  };
}

type Which = 'cents' | 'with' | 'without';

function totals(orders: readonly Order[], which: Which = 'cents'): OrderTotals {
  const cents = orders.reduce((sum, order) => sum + order[which], 0);
  return { orders: orders.length, total: cents / 100, average: cents / 100 / orders.length };
}

const isInExperiment = ({ met }: Shopping): boolean => met?.arm.variation !== undefined;

/** Orders that count in the experiment: from the first exposure on. */
const measured = ({ orders, met }: Shopping): readonly Order[] =>
  orders.filter(({ atMs }) => met !== undefined && atMs >= met.atMs);

function effectOf(plan: RecommendationPlan, all: readonly Shopping[]) {
  const exposed = all.filter(isInExperiment);
  const orders = exposed.flatMap(measured);
  const relative = totals(orders, 'with').total / totals(orders, 'without').total - 1;
  return { planted: plan.effect, relative, exposed: exposed.length };
}

function armsOf(all: readonly Shopping[]): readonly ArmTruth[] {
  const exposed = all.filter(isInExperiment);
  return [...Map.groupBy(exposed, ({ met }) => met?.arm.variation ?? '')]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([variation, some]) => ({
      variation,
      people: some.length,
      ...totals(some.flatMap(measured)),
    }));
}

function beforeAfterOf(plan: RecommendationPlan, all: readonly Shopping[]): BeforeAfterTruth {
  const until = ({ orders }: Shopping) => orders.filter(({ atMs }) => atMs < plan.launchMs);
  const since = ({ orders }: Shopping) => orders.filter(({ atMs }) => atMs >= plan.launchMs);
  const [before, after] = [all.flatMap(until), all.flatMap(since)];
  const treated = all.filter(({ met }) => met?.arm.isTreated === true);
  const growth = (one: readonly Order[], other: readonly Order[], which?: Which) =>
    totals(other, which).average / totals(one, which).average - 1;
  return {
    before: totals(before),
    after: totals(after),
    relative: growth(before, after),
    withoutEngine: growth(before, after, 'without'),
    amongTreated: growth(treated.flatMap(until), treated.flatMap(since)),
  };
}

function askerOf(letters: readonly Letter[]): AskerTruth {
  const [first] = letters;
  return {
    person: first?.person ?? '',
    distinctIds: [...new Set(letters.map(({ signal }) => signal.distinctId ?? ''))],
    mayContact: letters.every(({ signal }) => signal.mayContact === true),
    letters: letters.map(letterOf),
  };
}

const letterOf = ({ signal, span, person }: Letter): LetterTruth => ({
  person,
  source: signal.source,
  sourceId: signal.sourceId ?? '',
  at: signal.time ?? '',
  start: span.start,
  end: span.end,
  words: span.text,
});
