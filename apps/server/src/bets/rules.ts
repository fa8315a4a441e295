/** What may still change in a bet, what it waits for, and its figures: pure decisions. */
import {
  betMachine,
  statesOf,
  type Bet,
  type GateCheck,
  type HistoryEntry,
} from '@tandem/contract';
import { dayMs } from '@tandem/query';
import type { EvidenceWeight } from '../evidence/index.ts';
import { refusal } from '../platform/moves.ts';

export const isEnded = ({ state }: Pick<Bet, 'state'>): boolean =>
  state === 'concluded' || state === 'killed';

export function checkOpen(bet: Pick<Bet, 'state'>): void {
  if (!isEnded(bet)) return;
  throw refusal(
    'bet.ended',
    `This bet is ${bet.state}: what was decided stays as it was read.`,
    'Propose another bet; what this one taught stands beside it.',
  );
}

type Bound = Pick<Bet, 'state' | 'opportunity' | 'pod' | 'outcome'>;

/** From ready on it is about this need, for this pod; another outcome must be agreed as the first was. */
export function checkBound(
  before: Bound,
  after: Omit<Bound, 'state'>,
  outcomeState: string | undefined,
): void {
  checkOpen(before);
  if (before.state === 'idea' || before.state === 'shaping') return;
  if (before.opportunity !== after.opportunity || before.pod !== after.pod) {
    throw refusal(
      'bet.edit.bound',
      'A bet that was ready stays with its opportunity and its pod.',
      'Kill it with a reason and propose another.',
    );
  }
  const isAgreed = outcomeState === 'agreed' || outcomeState === 'measuring';
  if (before.outcome === after.outcome || isAgreed) return;
  throw refusal(
    'bet.edit.outcome',
    'A bet that was ready is judged by an outcome that both sides have agreed on.',
    'Have the other outcome signed by both sides first.',
  );
}

export function checkKill(reason: string | undefined): void {
  if (reason !== undefined) return;
  throw refusal(
    'bet.kill.reason',
    'To kill a bet needs a reason.',
    'Say why: the next one on this opportunity is read beside it.',
  );
}

export function checkCut(reason: string | undefined): void {
  if (reason !== undefined) return;
  throw refusal(
    'bet.scope.cut.reason',
    'To cut something from the scope needs a reason.',
    'Say why, and link the words that speak for it where there are some.',
  );
}

export const stuckAfterDays = 3;

type Waiting = Pick<Bet, 'state' | 'since' | 'appetiteDays'> & {
  readonly checks: readonly GateCheck[];
  /** When building began. */
  readonly buildAt: string | null;
  /** The time of its outcome still runs: no verdict is due. */
  readonly isMeasured: boolean;
};

/** A rule that has not held for more than three days, or an appetite that is used up before launch. */
export function stuckOf(bet: Waiting, now: Date): Bet['stuck'] {
  const { state, since, appetiteDays, buildAt } = bet;
  if (buildAt !== null && appetiteDays !== null && ['building', 'launching'].includes(state)) {
    const usedUp = new Date(Date.parse(buildAt) + appetiteDays * dayMs);
    if (usedUp < now) {
      const says = `The appetite of ${appetiteDays} days is used up`;
      return { rule: 'bet.appetite', says, since: usedUp.toISOString() };
    }
  }
  const unmet = bet.checks.find(({ isMet }) => !isMet);
  if (unmet?.rule === 'bet.conclude.verdict' && bet.isMeasured) return null;
  if (unmet === undefined || now.getTime() - Date.parse(since) < stuckAfterDays * dayMs) {
    return null;
  }
  return { rule: unmet.rule, says: `${unmet.says}: ${unmet.fact}`, since };
}

/** Median age, in whole days, of the words that support something; null where none do. */
export function medianAgeDays(items: readonly EvidenceWeight[], now: Date): number | null {
  const supporting = items.filter(
    ({ highlight, relation }) =>
      !highlight.isRedacted && (relation === 'supports' || relation === 'asked_for'),
  );
  const once = new Map(supporting.map(({ highlight, signal }) => [highlight.id, signal.time]));
  const ages = [...once.values()]
    .map((time) => (now.getTime() - Date.parse(time)) / dayMs)
    .toSorted((a, b) => a - b);
  if (ages.length === 0) return null;
  const middle = Math.floor(ages.length / 2);
  const median = ages.length % 2 === 1 ? ages[middle]! : (ages[middle - 1]! + ages[middle]!) / 2;
  return Math.floor(median);
}

/** First contribution from marketing, to the bet or to its framework, and when building began. */
export function marketingLead(history: readonly HistoryEntry[]): {
  readonly marketingAt: string | null;
  readonly buildAt: string | null;
} {
  const firstOf = (fits: (entry: HistoryEntry) => boolean) =>
    history
      .filter(fits)
      .map(({ at }) => at)
      .toSorted()[0] ?? null;
  return {
    marketingAt: firstOf(({ detail }) => detail['side'] === 'marketing'),
    buildAt: buildAtOf(history),
  };
}

export const buildAtOf = (history: readonly HistoryEntry[]): string | null =>
  history.find(({ object, move }) => object === 'bet' && move === 'build')?.at ?? null;

export type Standing = {
  readonly counts: Readonly<Record<Bet['state'], number>>;
  /** Longest waiting first. */
  readonly stuck: readonly (Pick<Bet, 'id' | 'number' | 'title'> & NonNullable<Bet['stuck']>)[];
  /** Nothing but signatures is missing, since it began to be measured. */
  readonly toSign: readonly Pick<Bet, 'id' | 'number' | 'title' | 'since'>[];
  /** All of them, the last moved first: which move leads on, and the first rule that holds it up. */
  readonly each: readonly (Pick<
    Bet,
    'id' | 'number' | 'title' | 'state' | 'opportunity' | 'outcome'
  > & {
    readonly move: NonNullable<Bet['gate']>['move'] | null;
    readonly lacks: string | null;
  })[];
};

export function standingOf(bets: readonly Bet[]): Standing {
  const named = ({ id, number, title }: Bet) => ({ id, number, title });
  const unmet = ({ gate }: Bet) => gate?.checks.filter(({ isMet }) => !isMet) ?? [];
  return {
    counts: Object.fromEntries(
      statesOf(betMachine).map((state) => [
        state,
        bets.filter((bet) => bet.state === state).length,
      ]),
    ) as Standing['counts'],
    stuck: bets
      .flatMap((bet) => (bet.stuck === null ? [] : [{ ...named(bet), ...bet.stuck }]))
      .toSorted((a, b) => a.since.localeCompare(b.since)),
    toSign: bets
      .filter((bet) => {
        const [first, ...others] = unmet(bet);
        return first?.rule === 'bet.conclude.signatures' && others.length === 0;
      })
      .map((bet) => ({ ...named(bet), since: bet.since })),
    each: bets.map((bet) => ({
      ...named(bet),
      state: bet.state,
      opportunity: bet.opportunity,
      outcome: bet.outcome,
      move: bet.gate?.move ?? null,
      lacks: unmet(bet)[0]?.rule ?? null,
    })),
  };
}
