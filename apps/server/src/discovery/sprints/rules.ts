/** What a sprint needs to begin, to close and to conclude: pure decisions. */
import type { MoveOf, Opportunity, Sprint, SprintCheck, sprintMachine } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import { refusal } from '../../platform/moves.ts';

export const needed = {
  days: { least: 14, most: 21 },
  interviews: { least: 10, most: 15 },
  /** Of the members' working time. */
  share: 0.15,
} as const;
export type SprintMove = MoveOf<typeof sprintMachine>;
export type Bare = Omit<Sprint, 'checks' | 'measuredShare'>;

/** Both days count. */
export const lengthOf = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / dayMs + 1;

/** Monday to Friday, both days included; none where the end is before the beginning. */
export function workingDays(from: string, to: string): number {
  let days = 0;
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days += 1;
  }
  return days;
}

/** Days spent by the members over those they could have worked so far. */
export function measuredShare(sprint: Bare, today: string): number | null {
  const until = today < sprint.to ? today : sprint.to;
  const possible = sprint.members.length * workingDays(sprint.from, until);
  if (possible === 0) return null;
  return sprint.members.reduce((sum, { daysSpent }) => sum + daysSpent, 0) / possible;
}

const atLeast = (
  name: SprintCheck['name'],
  value: number | null,
  least: number,
  says: string,
): SprintCheck => ({ name, says, value, needed: least, passes: value !== null && value >= least });

/** Progress against each target. */
export function checksOf(sprint: Bare, today: string): SprintCheck[] {
  const days = lengthOf(sprint.from, sprint.to);
  const overrun = sprint.state === 'running' ? Math.max(0, lengthOf(sprint.to, today) - 1) : 0;
  const sides = new Set(sprint.members.flatMap(({ side }) => (side === null ? [] : [side])));
  const others = sprint.interviews.filter(({ kind }) => kind !== 'customer').length;
  return [
    {
      ...atLeast('length', days, needed.days.least, 'It lasts 14 to 21 days, or says why not.'),
      passes: isUsualLength(days) || sprint.lengthReason !== null,
    },
    atLeast('both_sides', sides.size, 2, 'Product and marketing listen together.'),
    atLeast(
      'interviews',
      sprint.interviews.length,
      needed.interviews.least,
      `${needed.interviews.least} to ${needed.interviews.most} interviews are held.`,
    ),
    atLeast('outsiders', others, 1, 'At least one of them is with somebody who is no customer.'),
    atLeast(
      'time',
      measuredShare(sprint, today),
      sprint.plannedShare,
      `${Math.round(sprint.plannedShare * 100)} % of working time goes into it, as planned.`,
    ),
    {
      name: 'overrun',
      says: 'It ends on its last day.',
      value: overrun,
      needed: 0,
      passes: overrun === 0,
    },
  ];
}

const isUsualLength = (days: number): boolean =>
  days >= needed.days.least && days <= needed.days.most;

export function checkDates({
  from,
  to,
  lengthReason,
}: Pick<Sprint, 'from' | 'to' | 'lengthReason'>): void {
  const days = lengthOf(from, to);
  if (days < 1) {
    throw refusal('sprint.dates', 'It would end before it begins.', 'Choose a later last day.');
  }
  if (isUsualLength(days) || lengthReason !== null) return;
  throw refusal(
    'sprint.length',
    `A discovery sprint lasts 14 to 21 days; this would be ${days}.`,
    'Choose other days, or say why this one is different.',
    { days },
  );
}

/** Plan, guide and people change only until the sprint has concluded. */
export function checkOpen({ state }: Pick<Sprint, 'state'>, what: string): void {
  if (state === 'planned' || state === 'running' || state === 'synthesis') return;
  throw refusal(
    `sprint.${what}.state`,
    `This sprint is "${state}": it stays as it ended.`,
    'Plan another one.',
  );
}

export function checkRunning({ state }: Pick<Sprint, 'state'>): void {
  if (state === 'running') return;
  throw refusal(
    'sprint.interview.state',
    `Interviews belong to a sprint that is running; this one is "${state}".`,
    state === 'planned' ? 'Start the sprint first.' : 'Plan another one, or add a call note.',
  );
}

type Asked = {
  readonly move: SprintMove;
  readonly reason?: string | undefined;
  readonly checks: readonly SprintCheck[];
  /** State of the opportunity that was explored. */
  readonly explored: Opportunity['state'] | null;
};

const proven: ReadonlySet<Opportunity['state']> = new Set([
  'validated',
  'in_bet',
  'addressed',
  'verified_solved',
]);

/** The gate of each move, beside the state itself. */
export function checkMove({ move, reason, checks, explored }: Asked): void {
  const failing = (...names: readonly SprintCheck['name'][]) =>
    checks.filter(({ name, passes }) => names.includes(name) && !passes);
  if (move === 'start' && failing('both_sides').length > 0) throw oneSided();
  if (move === 'synthesise' && reason === undefined) {
    const open = failing('interviews', 'outsiders');
    if (open.length > 0) throw tooEarly(open);
  }
  if (move === 'validate' && (explored === null || !proven.has(explored))) throw unproven();
  const concludes = move === 'invalidate' || move === 'leave_open' || move === 'abandon';
  if (concludes && reason === undefined) throw noReason(move);
}

const oneSided = () =>
  refusal(
    'sprint.start.both_sides',
    'A sprint starts with somebody of product and somebody of marketing.',
    'Let one of the missing side take part.',
  );
const tooEarly = (open: readonly SprintCheck[]) =>
  refusal(
    'sprint.synthesise.targets',
    `Too early to draw conclusions: ${open
      .map(({ says, value }) => `${says} So far: ${value}.`)
      .join(' ')}`,
    'Hold more interviews, or give the reason why these suffice.',
    { failing: open },
  );
const unproven = () =>
  refusal(
    'sprint.validate.opportunity',
    'The opportunity of this sprint is not validated.',
    'Name the opportunity that was explored and let both sides sign it, or conclude otherwise.',
  );
const noReason = (move: SprintMove) =>
  refusal(
    `sprint.${move}.reason`,
    'A sprint does not end without a word on what was learned.',
    'Say why: the next sprint begins there.',
  );

export type Took = { readonly userId: string; readonly from: string };

/** Of these engineers the one whose last sprint is longest ago, or who never had one. */
export function nextEngineer<E extends { readonly userId: string; readonly name: string }>(
  engineers: readonly E[],
  took: readonly Took[],
): E | null {
  const last = (userId: string) =>
    took
      .filter((one) => one.userId === userId)
      .map(({ from }) => from)
      .toSorted()
      .at(-1) ?? '';
  const [first] = engineers.toSorted(
    (a, b) => last(a.userId).localeCompare(last(b.userId)) || a.name.localeCompare(b.name),
  );
  return first ?? null;
}
