/** What becomes of a signal. It is new as long as nothing is on record. */
import { signalMachine, type MoveOf, type StateOf } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { nextState, refusal } from '../../platform/moves.ts';
import type { Reader, Writer } from '../../platform/records.ts';
import '../tables.ts';

type State = StateOf<typeof signalMachine>;
export type SignalMove = {
  readonly signal: string;
  readonly move: MoveOf<typeof signalMachine>;
  readonly into?: string | undefined;
  readonly reason?: string | undefined;
};

export async function moveSignal(writer: Writer, by: By, moving: SignalMove): Promise<void> {
  const { signal, move, into, reason } = moving;
  const from = await lockState(writer, signal);
  const to = nextState(signalMachine, from, move);
  if (move === 'merge') checkInto(signal, into);
  if (move === 'redact' && reason === undefined) throw noReason();
  await writer
    .updateTable('signal_states')
    .set({ state: to, ...(move === 'merge' && { merged_into: into ?? null }) })
    .where('signal', '=', signal)
    .execute();
  await note(writer, by, {
    object: signalMachine.object,
    record: signal,
    move,
    from,
    to,
    reason,
    detail: into === undefined ? {} : { into },
  });
}

/** Its words were linked: it counts as linked from then on, and stays so. */
export async function noteLinked(writer: Writer, by: By, signal: string): Promise<void> {
  const state = await lockState(writer, signal);
  if (state !== 'linked' && state !== 'closed') {
    await moveSignal(writer, by, { signal, move: 'link' });
  }
}

/** Those of these signals that are linked are closed: who said it has heard back, and it is solved. */
export async function closeSignals(
  writer: Writer,
  by: By,
  signals: readonly string[],
): Promise<void> {
  for (const signal of signals) {
    if ((await lockState(writer, signal)) !== 'linked') continue;
    await moveSignal(writer, by, { signal, move: 'close' });
  }
}

/** The state, with the row locked until the end of the transaction; a new signal gets its row. */
async function lockState(writer: Writer, signal: string): Promise<State> {
  await writer
    .insertInto('signal_states')
    .values({ signal, state: signalMachine.first, merged_into: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await writer
    .selectFrom('signal_states')
    .select('state')
    .where('signal', '=', signal)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.state;
}

export async function statesOf(reader: Reader, signals: readonly string[]) {
  if (signals.length === 0) return [];
  const rows = await reader
    .selectFrom('signal_states')
    .select(['signal', 'state', 'merged_into as mergedInto'])
    .where('signal', 'in', signals)
    .execute();
  const known = new Map(rows.map((row) => [row.signal, row]));
  return signals.map(
    (signal) => known.get(signal) ?? { signal, state: signalMachine.first, mergedInto: null },
  );
}

function checkInto(signal: string, into: string | undefined): void {
  if (into !== undefined && into !== signal) return;
  throw refusal(
    'signal.merge.into',
    'A signal is merged into another one that says the same.',
    'Name the other signal with `into`.',
  );
}
const noReason = () =>
  refusal(
    'signal.redact.reason',
    'To take words away for ever needs a reason.',
    'Say why: it can not be undone.',
  );
