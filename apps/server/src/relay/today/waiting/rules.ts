/** What this person has done their part of and now waits for, and the number that their pod owns. */
import type { Answer, getToday, Pod, ProjectId, Side } from '@tandem/contract';
import type { Known } from '../next/rules.ts';
import { toSign } from '../next/rules.ts';
import { olderFirst, type Around } from '../stations/rules.ts';

type Today = Answer<typeof getToday>;
type Waiting = Today['waiting'][number];

const most = 3;
const otherOf: Readonly<Record<Side, Side>> = { product: 'marketing', marketing: 'product' };
const sideNames: Readonly<Record<Side, string>> = { product: 'Product', marketing: 'Marketing' };

/** At most three, the longest wait first: signatures of the other side, and briefs that others read. */
export function waitingOn(
  project: ProjectId,
  { around, me }: Pick<Known, 'around' | 'me'>,
): Waiting[] {
  if (me === undefined) return [];
  return [...signaturesOfOthers(project, around, me), ...readersOf(project, around, me)]
    .toSorted(olderFirst)
    .slice(0, most);
}

type Me = NonNullable<Known['me']>;

function signaturesOfOthers(project: ProjectId, around: Around, me: Me): Waiting[] {
  const { side } = me;
  if (side === null) return [];
  const other = otherOf[side];
  return toSign(project, around).flatMap(({ name, href, signed }) => {
    const own = signed.find((one) => one.side === side);
    if (own === undefined || signed.some((one) => one.side === other)) return [];
    const who = signerOf(around.pods, me, other) ?? sideNames[other];
    return [{ who, side: other, says: `signs ${name}`, href, since: own.at }];
  });
}

/** Whoever alone holds a seat of that side in this person's pod, or in the only pod there is. */
function signerOf(pods: readonly Pod[], me: Me, side: Side): string | undefined {
  const pod = podOf(pods, me) ?? (pods.length === 1 ? pods[0] : undefined);
  const seats = pod?.seats.filter((seat) => seat.side === side) ?? [];
  return seats.length === 1 ? seats[0]!.name : undefined;
}

function readersOf(project: ProjectId, { briefs }: Around, { userId }: Me): Waiting[] {
  return briefs.flatMap(({ id, title, sent, acknowledgements }) => {
    if (sent === null) return [];
    const unread = acknowledgements.filter(
      (one) => one.userId !== userId && (one.state === 'pending' || one.state === 'late'),
    );
    if (unread.length === 0) return [];
    const who = unread.length === 1 ? unread[0]!.name : `${unread.length} people`;
    const says = `${unread.length === 1 ? 'reads' : 'read'} “${title}”`;
    return [{ who, side: null, says, href: `/p/${project}/briefs/${id}`, since: sent.at }];
  });
}

const podOf = (pods: readonly Pod[], me: Me | undefined): Pod | undefined =>
  pods.find(({ seats }) => seats.some(({ userId }) => userId === me?.userId));

/**
 * The outcome that this person's pod is measured by; of somebody without a seat, the newest one.
 * What is measured already comes before what is only agreed.
 */
export function numberOf({ around, me }: Pick<Known, 'around' | 'me'>): Today['number'] {
  const { pods, outcomes } = around;
  const active = (['measuring', 'agreed'] as const).flatMap((now) =>
    outcomes.filter(({ state }) => state === now),
  );
  const own = podOf(pods, me);
  const outcome = active.find(({ pod }) => pod !== null && pod === own?.id) ?? active[0];
  if (outcome === undefined) return null;
  const pod = pods.find(({ id }) => id === outcome.pod)?.name ?? null;
  return { outcome, pod, isOwn: outcome.pod !== null && outcome.pod === own?.id };
}
