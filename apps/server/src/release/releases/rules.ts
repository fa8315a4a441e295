/** The gates of a release: pure decisions on what stands in its record. */
import { isDeepStrictEqual } from 'node:util';
import { releaseMachine, type MoveOf, type Release, type ReleaseRing } from '@tandem/contract';
import { nextState, refusal } from '../../platform/moves.ts';

type Current = Pick<Release, 'state' | 'ring' | 'rings' | 'announcement' | 'pausedFrom'>;
export type ReleaseMove = MoveOf<typeof releaseMachine>;
export type Next = {
  readonly state: Release['state'];
  readonly ring: number | null;
  readonly pausedFrom: Current['pausedFrom'];
};

/** Where the move leads; throws the refusal of the rule that stands against it. */
export function moved(release: Current, move: ReleaseMove, reason: string | undefined): Next {
  const state = nextState(releaseMachine, release.state, move);
  const stay = { state, ring: release.ring, pausedFrom: null };
  switch (move) {
    case 'start':
      return { ...stay, ring: 0 };
    case 'advance':
      return { ...stay, ring: nextRing(release) };
    case 'complete':
      checkComplete(release, reason);
      return { ...stay, ring: release.rings.length - 1 };
    case 'pause':
      needReason(move, reason);
      return { ...stay, pausedFrom: release.state === 'general' ? 'general' : 'in_rings' };
    case 'resume':
    case 'restore':
      checkPausedFrom(release, move);
      return stay;
    case 'roll_back':
      needReason(move, reason);
      return stay;
    default:
      return move satisfies never;
  }
}

function nextRing({ ring, rings }: Current): number {
  const next = (ring ?? -1) + 1;
  if (next < rings.length) return next;
  throw refusal(
    'release.advance.last',
    'This was the last ring.',
    'Complete the release to reach everybody, or add a ring.',
  );
}

function checkComplete({ ring, rings, announcement }: Current, reason: string | undefined): void {
  if (announcement === null) {
    throw refusal(
      'release.complete.announcement',
      'A release reaches everybody only after somebody decided how it is told.',
      'Attach a changelog entry, or decide that nothing is announced and say why.',
    );
  }
  if (ring === rings.length - 1 || reason !== undefined) return;
  const left = rings.length - 1 - (ring ?? -1);
  throw refusal(
    'release.complete.all_at_once',
    `This reaches everybody at once; ${left} ${left === 1 ? 'ring is' : 'rings are'} left out.`,
    'Say why with a reason, or advance ring by ring.',
  );
}

function checkPausedFrom({ pausedFrom }: Current, move: 'resume' | 'restore'): void {
  const fitting = pausedFrom === 'general' ? 'restore' : 'resume';
  if (move === fitting) return;
  throw refusal(
    `release.${move}.paused_from`,
    pausedFrom === 'general'
      ? 'This was paused while everybody had it.'
      : 'This was paused before everybody had it.',
    `From here: ${fitting}.`,
  );
}

function needReason(move: 'pause' | 'roll_back', reason: string | undefined): void {
  if (reason !== undefined) return;
  const words = move.replace('_', ' ');
  throw refusal(
    `release.${move}.reason`,
    `To ${words} needs a reason.`,
    'Say why: those who come after you read it.',
  );
}

/** Each ring of everybody is at least as large as the one before: nobody loses what they had. */
export function checkRings(rings: readonly ReleaseRing[]): void {
  let before = 0;
  for (const { name, share, condition } of rings) {
    if (condition !== undefined) continue;
    if (share < before) {
      throw refusal(
        'release.rings.grow',
        `The ring "${name}" is smaller than one before it.`,
        'Order the rings from small to large.',
      );
    }
    before = share;
  }
}

/** What began stays as it began: only its name and its text may change. */
export function checkBegun(
  before: Pick<Release, 'rings' | 'ring' | 'state'>,
  after: readonly ReleaseRing[],
): void {
  const begun = (before.ring ?? -1) + 1;
  const changed = before.rings.slice(0, begun).find((ring, place) => {
    const now = after[place];
    return (
      now === undefined ||
      now.share !== ring.share ||
      !isDeepStrictEqual(now.condition, ring.condition)
    );
  });
  if (changed === undefined) return;
  throw refusal(
    'release.rings.begun',
    `The ring "${changed.name}" has begun: who is in it can't be changed.`,
    'Change the rings that lie ahead, or pause or roll back.',
  );
}
