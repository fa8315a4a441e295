/** Who is asked to acknowledge a brief, and what each may say next: pure decisions. */
import { acknowledgementMachine, type Acknowledgement, type Role } from '@tandem/contract';
import { nextState, refusal } from '../../platform/moves.ts';

export type Receipt = Pick<Acknowledgement, 'userId' | 'state' | 'text' | 'commitment'>;
type Member = { readonly userId: string; readonly role: Role };

/**
 * The receipts after a text was sent: members of its teams are asked; who was asked before is asked
 * again only where the text is material; who left the teams keeps what they said.
 */
export function receiptsAfterSending(
  before: readonly Receipt[],
  members: readonly Member[],
  { teams, isMaterial }: { readonly teams: readonly Role[]; readonly isMaterial: boolean },
): readonly Receipt[] {
  const known = new Set(before.map(({ userId }) => userId));
  const asked = new Set(members.filter(({ role }) => teams.includes(role)).map((m) => m.userId));
  const kept = before.map((receipt) => {
    const isAskedAgain = isMaterial && asked.has(receipt.userId) && receipt.state !== 'pending';
    if (!isAskedAgain) return receipt;
    return { ...receipt, state: nextState(acknowledgementMachine, receipt.state, 'renew') };
  });
  const fresh = [...asked]
    .filter((userId) => !known.has(userId))
    .map((userId) => ({ userId, state: 'pending' as const, text: null, commitment: null }));
  return [...kept, ...fresh];
}

export type Saying = {
  readonly move: 'read' | 'acknowledge' | 'commit' | 'finish';
  readonly text: number;
  readonly commitment?: string | undefined;
};

/** The receipt after somebody said something; only of the newest text can it be said. */
export function receiptAfter(
  receipt: Receipt | undefined,
  newest: number | null,
  saying: Saying,
): Receipt {
  const { move, text, commitment } = saying;
  if (newest === null) throw notSent();
  if (text !== newest) throw oldText(text, newest);
  if (receipt === undefined) throw notAsked();
  // To have read the same text again changes nothing: pages say so whenever it is looked at.
  if (move === 'read' && receipt.state !== 'pending') return { ...receipt, text };
  const state = nextState(acknowledgementMachine, receipt.state, move);
  if (move === 'commit' && commitment === undefined) throw noCommitment();
  return { ...receipt, state, text, commitment: commitment ?? receipt.commitment };
}

/** Those who did not finish by the day the brief names. */
export const isLate = ({ state }: Pick<Receipt, 'state'>, dueOn: string | null, today: string) =>
  dueOn !== null &&
  dueOn < today &&
  acknowledgementMachine.moves.delay.from.some((from) => from === state);

const notSent = () =>
  refusal(
    'brief.acknowledge.sent',
    'This brief was not sent yet.',
    'Whoever writes it sends it to its teams first.',
  );
const oldText = (text: number, newest: number) =>
  refusal(
    'brief.acknowledge.text',
    `This is about text ${text}; the newest is text ${newest}.`,
    'Read the newest text first.',
    { newest },
  );
const notAsked = () =>
  refusal(
    'brief.acknowledge.team',
    'This brief was sent to other teams than yours.',
    'Nothing has to be done; you may read it.',
  );
const noCommitment = () =>
  refusal(
    'brief.commit.what',
    'To commit says what you will do.',
    'Write it in a sentence: it stands beside your name.',
  );
