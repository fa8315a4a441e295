/** When the need that a bet took along counts as addressed: pure. */
import type { Bet, GateCheck, HistoryEntry, Opportunity, Release } from '@tandem/contract';

type Out = Pick<Release, 'name' | 'state'>;

/** Everything that carries the bet, but for what was rolled back, is on for everybody. */
export function isOut(releases: readonly Pick<Release, 'state'>[]): boolean {
  const meant = releases.filter(({ state }) => state !== 'rolled_back');
  return meant.length > 0 && meant.every(({ state }) => state === 'general');
}

type Named = Pick<Bet, 'number' | 'title' | 'state'>;

export function addressingChecks(bet: Named | null, releases: readonly Out[]): GateCheck[] {
  const facts = releases.map(({ name, state }) => `“${name}” is ${state.replace('_', ' ')}`);
  return [
    {
      rule: 'opportunity.address.bet',
      says: 'A bet has taken it along',
      isMet: bet !== null,
      fact: bet === null ? 'None has' : `B-${bet.number} “${bet.title}” is ${bet.state}`,
      wayOut: 'Build a bet that names this opportunity.',
    },
    {
      rule: 'opportunity.address.release',
      says: 'What was built for it is on for everybody',
      isMet: isOut(releases),
      fact: facts.join(', ') || 'No release carries the bet',
      wayOut:
        'Complete the release, or conclude the bet to scale: the opportunity is addressed by either.',
    },
  ];
}

/** The bet that got it addressed, as its history has it. */
export const addressedBy = (history: readonly HistoryEntry[]): unknown =>
  history.findLast(({ move }) => move === 'address')?.detail['bet'];

export type End = {
  readonly move: 'address' | 'unbet' | 'reopen';
  readonly reason?: string;
};

/** What becomes of its need when a bet ends; undefined where others have gone on with it. */
export function endOf(
  need: Pick<Opportunity, 'state'>,
  bet: Pick<Bet, 'number' | 'verdict'>,
  move: 'conclude' | 'kill',
): End | undefined {
  const isScaled = move === 'conclude' && bet.verdict === 'scale';
  if (need.state === 'in_bet') return { move: isScaled ? 'address' : 'unbet' };
  if (need.state !== 'addressed' || isScaled) return undefined;
  const how = move === 'kill' ? 'was killed' : `was concluded: ${bet.verdict}`;
  return { move: 'reopen', reason: `B-${bet.number} ${how}` };
}
