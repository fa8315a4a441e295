/** What clients reported while nobody listened here, taken in afterwards, each at its own time. */
import type { ClosureAnswer } from '@tandem/contract';
import type { Writer } from '../../platform/records.ts';
import { move, takeAnswer } from '../closures/actions.ts';
import { closuresOfRelease } from '../closures/reads.ts';
import { asker, type ClosureRow } from '../closures/rules.ts';
import { keepWords, type Words } from '../words/actions.ts';

/** Somebody saw the message, or answered it. */
export type Receipt = {
  readonly at: Date;
  /** With any of these they asked. */
  readonly signals: readonly string[];
  /** None: it was shown. */
  readonly answer?: {
    readonly says: ClosureAnswer;
    readonly words: Words['signal'] | null;
  };
};

type Replay = {
  readonly release: string;
  /** In the order in which it happened. */
  readonly receipts: readonly Receipt[];
  readonly newId: () => string;
};

/** Of people who are not to be told, or have not been, nothing is taken. */
export async function replayReceipts(writer: Writer, replay: Replay): Promise<void> {
  const rows = new Map<string, ClosureRow>();
  for (const row of await closuresOfRelease(writer, replay.release)) rows.set(row.signal, row);
  for (const { at, signals, answer } of replay.receipts) {
    const row = signals.map((signal) => rows.get(signal)).find((one) => one !== undefined);
    if (row === undefined) continue;
    const by = { actor: asker, at };
    if (answer === undefined) {
      if (row.state !== 'eligible') continue;
      const queued = await move(writer, by, row, { take: 'queue' });
      rows.set(row.signal, await move(writer, by, queued, { take: 'tell', told_at: at }));
      continue;
    }
    if (row.state !== 'told') continue;
    const { says, words } = answer;
    rows.set(row.signal, await takeAnswer(writer, by, row, says));
    if (words !== null)
      await keepWords(writer, by, { row, says, signal: words, newId: replay.newId });
  }
}
