/** Bets in words: pure. */
import type { Bet, BetPage, HistoryEntry } from '@tandem/contract';
import type { Step } from '../ui/Stepper.tsx';
import { daysBetween } from '../ui/when.ts';

export const way = [
  { id: 'idea', label: 'Idea' },
  { id: 'shaping', label: 'Shaping' },
  { id: 'ready', label: 'Ready' },
  { id: 'building', label: 'Building' },
  { id: 'launching', label: 'Launching' },
  { id: 'measuring', label: 'Measuring' },
  { id: 'concluded', label: 'Concluded' },
] as const satisfies readonly Step<Bet['state']>[];

export const labelOf = (state: Bet['state']): string =>
  way.find(({ id }) => id === state)?.label ?? 'Killed';

export const gateWords = {
  shape: 'Shape it',
  ready: 'Call it ready',
  build: 'Build it',
  launch: 'Launch it',
  measure: 'Measure it',
  conclude: 'Conclude',
} as const satisfies Readonly<Record<NonNullable<Bet['gate']>['move'], string>>;

export const verdictWords = {
  scale: ['Scale', 'it worked: the need is addressed'],
  iterate: ['Iterate', 'not yet: the need stays open for the next bet'],
  stop: ['Stop', 'it did not work: the need goes back'],
} as const;

export const kindWords: Readonly<Record<Bet['kind'], string>> = {
  flag: 'Something behind a flag',
  message: 'A message',
  survey: 'A survey',
  referral: 'A referral',
  page: 'A page',
  offer: 'An offer',
};

/** Where the board shows a bet. */
export const columns = [
  { name: 'Deciding', states: ['idea', 'shaping', 'ready'] },
  { name: 'Building', states: ['building', 'launching'] },
  { name: 'Measuring', states: ['measuring'] },
] as const satisfies readonly {
  readonly name: string;
  readonly states: readonly Bet['state'][];
}[];

/** "proposed by the product marketer", "appetite 42 days, used 12". */
export function factsOf(bet: BetPage, today: string): readonly string[] {
  const role = bet.proposer.role === null ? bet.proposer.name : roleWords[bet.proposer.role];
  const { appetiteDays, marketingLead } = bet;
  if (appetiteDays === null) return [`proposed by ${role ?? bet.proposer.name}`];
  const begun = marketingLead.buildAt;
  const used = begun === null ? '' : `, used ${daysBetween(begun.slice(0, 10), today)}`;
  return [`appetite ${appetiteDays} days${used}`, `proposed by ${role ?? bet.proposer.name}`];
}

const roleWords: Readonly<Record<string, string>> = {
  pm: 'the product manager',
  pmm: 'the product marketer',
  engineer: 'an engineer',
  designer: 'a designer',
  analyst: 'an analyst',
  sales: 'sales',
  support: 'support',
};

export type Mark = {
  readonly key: string;
  readonly label: string;
  readonly at: string;
  readonly look: 'both' | 'product' | 'market' | 'now' | 'plain';
  /** Whole days since the mark before. */
  readonly days: number | null;
};

const marked: Readonly<Record<string, readonly [string, Mark['look']]>> = {
  create: ['Proposed', 'plain'],
  shape: ['Shaping', 'plain'],
  ready: ['Ready', 'both'],
  build: ['Building', 'product'],
  launch: ['Launching', 'product'],
  measure: ['Measuring', 'plain'],
  conclude: ['Concluded', 'now'],
  kill: ['Killed', 'now'],
};

/** How it went: each move with its day and the days between; today last while it goes on. */
export function marksOf(bet: Pick<BetPage, 'history' | 'marketingLead' | 'state'>, now: Date) {
  const { marketingAt } = bet.marketingLead;
  const moves = bet.history.flatMap(({ move, at }) => {
    const found = marked[move];
    return found === undefined ? [] : [{ key: move, label: found[0], at, look: found[1] }];
  });
  const first = { key: 'market', label: 'Marketing’s first word', look: 'market' as const };
  const isOpen = bet.state !== 'concluded' && bet.state !== 'killed';
  const all = [
    ...moves,
    ...(marketingAt === null ? [] : [{ ...first, at: marketingAt }]),
    ...(isOpen
      ? [{ key: 'today', label: 'Today', at: now.toISOString(), look: 'now' as const }]
      : []),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return all.map((mark, place): Mark => {
    const before = all[place - 1];
    const days =
      before === undefined ? null : daysBetween(before.at.slice(0, 10), mark.at.slice(0, 10));
    return { ...mark, days };
  });
}

/** "first marketing contribution 21 days before building". */
export function leadWords({ marketingAt, buildAt }: BetPage['marketingLead']): string {
  if (marketingAt === null) return 'nothing from marketing yet';
  if (buildAt === null) return 'marketing contributes before building';
  const days = daysBetween(marketingAt.slice(0, 10), buildAt.slice(0, 10));
  if (days === 0) return 'first marketing contribution on the day building began';
  const when = days > 0 ? 'before building' : 'after building began';
  return `first marketing contribution ${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${when}`;
}

const did: Readonly<Record<string, string>> = {
  create: 'proposed it',
  edit: 'changed it',
  shape: 'began to shape it',
  ready: 'called it ready',
  build: 'began to build',
  launch: 'began to launch',
  measure: 'began to measure',
  conclude: 'concluded it',
  kill: 'killed it',
  answer: 'answered a question',
  finding_keep: 'kept a finding',
  finding_drop: 'took a finding back',
  scope_add: 'added to the scope',
  scope_edit: 'reworded the scope',
  scope_cut: 'cut from the scope',
  scope_restore: 'took into the scope again',
  verdict: 'named the verdict',
  learning: 'wrote the learning',
  sign: 'signed the result',
  void_signatures: 'changed what was signed: the signatures count no longer',
};

/** "cut from the scope: Share my picks". */
export function historyWords({ move, detail, reason }: HistoryEntry): string {
  const words = did[move] ?? move.replaceAll('_', ' ');
  const text = detail['text'] ?? detail['verdict'];
  const what = typeof text === 'string' ? `: ${text}` : '';
  return `${words}${what}${reason === null ? '' : ` (${reason})`}`;
}
