/** The opportunity tree as it is drawn: from outcomes over needs and what is built to what tests it. */
import type {
  Answer,
  getTree,
  Opportunity,
  Outcome,
  TreeBet,
  TreeSolution,
  TreeTest,
} from '@tandem/contract';

export type Branch = { readonly opportunity: Opportunity; readonly under: readonly Branch[] };

/** In the order given; what stands under something that is not among them stands at the root. */
export function branchesOf(all: readonly Opportunity[]): readonly Branch[] {
  const known = new Set(all.map(({ id }) => id));
  const under = Map.groupBy(all, ({ parent }) =>
    parent !== null && known.has(parent) ? parent : '',
  );
  const grow = (parent: string): readonly Branch[] =>
    (under.get(parent) ?? []).map((opportunity) => ({ opportunity, under: grow(opportunity.id) }));
  return grow('');
}

/** From top to bottom, as the page shows them. */
export const flat = (branches: readonly Branch[]): readonly Opportunity[] =>
  branches.flatMap(({ opportunity, under }) => [opportunity, ...flat(under)]);

type RightHalf = Answer<typeof getTree>;

/** A bet with what it builds, as far as words support it or it was cut, and its tests. */
export type Answering = {
  readonly bet: TreeBet;
  readonly solutions: readonly TreeSolution[];
  readonly tests: readonly TreeTest[];
};
export type Need = {
  readonly opportunity: Opportunity;
  /** How many needs it stands under. */
  readonly depth: number;
  readonly answers: readonly Answering[];
};
export type Root = {
  /** Undefined: no bet ties these needs to an outcome yet. */
  readonly outcome: Outcome | undefined;
  readonly needs: readonly Need[];
};
/** Built although no words ask for it. */
export type Orphan = { readonly solution: TreeSolution; readonly bet: TreeBet };

export const isOrphan = ({ state, counts }: TreeSolution): boolean =>
  state === 'in' && counts.people === 0;

/** Needs under the outcome that their newest bet names, smaller ones below the larger they are part of. */
export function rootsOf(
  opportunities: readonly Opportunity[],
  outcomes: readonly Outcome[],
  right: RightHalf,
): readonly Root[] {
  const needsOf = (branch: Branch, depth: number): readonly Need[] => [
    {
      opportunity: branch.opportunity,
      depth,
      answers: answersTo(branch.opportunity.id, right),
    },
    ...branch.under.flatMap((smaller) => needsOf(smaller, depth + 1)),
  ];
  const groups = Map.groupBy(
    branchesOf(opportunities).map((branch) => needsOf(branch, 0)),
    (needs) => outcomeOf(needs),
  );
  const known = outcomes.filter(({ id }) => groups.has(id));
  const rest = [...groups].filter(([id]) => !known.some((one) => one.id === id));
  return [
    ...known.map((outcome) => ({ outcome, needs: (groups.get(outcome.id) ?? []).flat() })),
    ...(rest.length === 0
      ? []
      : [{ outcome: undefined, needs: rest.flatMap(([, needs]) => needs.flat()) }]),
  ];
}

function outcomeOf(needs: readonly Need[]): string | undefined {
  const named = needs.flatMap(({ answers }) => answers.flatMap(({ bet }) => bet.outcome ?? []));
  return named[0];
}

/** The newest bet first; of one that was killed nothing is built. */
function answersTo(opportunity: string, { bets, solutions, tests }: RightHalf): Answering[] {
  return bets
    .filter((bet) => bet.opportunity === opportunity && bet.state !== 'killed')
    .toSorted((a, b) => b.number - a.number)
    .map((bet) => ({
      bet,
      solutions: solutions
        .filter((one) => one.bet === bet.id && !isOrphan(one))
        .toSorted((a, b) => Number(a.state === 'cut') - Number(b.state === 'cut')),
      tests: tests.filter((one) => one.bet === bet.id),
    }));
}

/** What stands outside of the tree. */
export function orphansOf({ bets, solutions }: RightHalf): readonly Orphan[] {
  return solutions.flatMap((solution) => {
    const bet = bets.find(({ id }) => id === solution.bet);
    const isOpen = bet !== undefined && bet.state !== 'killed' && bet.state !== 'concluded';
    return isOpen && isOrphan(solution) ? [{ solution, bet }] : [];
  });
}

export const orderOf = (roots: readonly Root[]): readonly string[] =>
  roots.flatMap(({ needs }) => needs.map(({ opportunity }) => opportunity.id));

export type Narrowing = {
  /** An outcome, or "none" for needs that no bet ties to one. */
  readonly outcome?: string | undefined;
  /** Words came in since then, ISO 8601. */
  readonly since?: string | undefined;
};

/** What is looked at: a need stays for its own words, and for those of the smaller ones below it. */
export function narrowed(roots: readonly Root[], { outcome, since }: Narrowing): readonly Root[] {
  return roots
    .filter((root) => outcome === undefined || (root.outcome?.id ?? 'none') === outcome)
    .map(({ needs, ...root }) => ({
      ...root,
      needs: since === undefined ? needs : fresh(needs, since),
    }))
    .filter(({ needs }) => needs.length > 0);
}

function fresh(needs: readonly Need[], since: string): readonly Need[] {
  const isFresh = ({ opportunity: { counts } }: Need) => (counts.lastAt ?? '') >= since;
  return needs.filter((need, place) => {
    const after = needs.slice(place + 1);
    const end = after.findIndex(({ depth }) => depth <= need.depth);
    return isFresh(need) || after.slice(0, end === -1 ? after.length : end).some(isFresh);
  });
}

type Tone = 'plain' | 'accent' | 'support' | 'warn' | 'line';

const betWords: Readonly<Record<TreeBet['state'], readonly [string, Tone]>> = {
  idea: ['idea', 'plain'],
  shaping: ['being shaped', 'plain'],
  ready: ['ready', 'plain'],
  building: ['being built', 'accent'],
  launching: ['launching', 'accent'],
  measuring: ['measuring', 'accent'],
  concluded: ['concluded', 'support'],
  killed: ['killed', 'line'],
};

/** How far what is built has come: what people have of it says more than where its bet stands. */
export function solutionWords(
  { state }: Pick<TreeSolution, 'state'>,
  { state: bet, release }: Pick<TreeBet, 'state' | 'release'>,
): readonly [string, Tone] {
  if (state === 'cut') return ['cut', 'line'];
  if (release?.state === 'general') return ['on for everybody', 'support'];
  if (release?.state === 'in_rings') return [`on, ring ${(release.ring ?? 0) + 1}`, 'support'];
  if (release?.state === 'paused') return ['paused', 'warn'];
  if (release?.state === 'rolled_back') return ['pulled back', 'warn'];
  return betWords[bet];
}
