import type { Learning } from '@tandem/contract';
import type { By } from '../../platform/history.ts';
import { readOutcome } from '../../outcomes/index.ts';
import { checkVersion, refusal } from '../../platform/moves.ts';
import type { Writer } from '../../platform/records.ts';
import { voidSignatures } from '../../pods/index.ts';
import { readExperiment } from '../../release/index.ts';
import { lockBet, noteBet } from '../actions.ts';
import { checkOpen } from '../rules.ts';
import '../tables.ts';
import { readLearnings } from './reads.ts';

export type LearningGiven = Pick<
  Learning,
  'id' | 'believed' | 'happened' | 'label' | 'statement' | 'restsOn'
> & {
  readonly bet: string;
  /** 0 while there is none. */
  readonly version: number;
};

/** One per bet; what was signed of it counts no longer. A killed bet may still be learned from. */
export async function writeLearning(
  writer: Writer,
  by: By,
  { id, bet: betId, version, restsOn, ...text }: LearningGiven,
): Promise<void> {
  const bet = await lockBet(writer, betId);
  if (bet.state !== 'killed') checkOpen(bet);
  const [before] = await readLearnings(writer, [betId]);
  const yours = { ...text, restsOn };
  checkVersion(version, before ?? { version: 0 }, { theirs: before ?? {}, yours });
  checkLabel(text.label, restsOn);
  // The gate counts what a learning rests on: it has to be there.
  for (const { kind, id: on } of restsOn) {
    await (kind === 'outcome' ? readOutcome(writer, on) : readExperiment(writer, on));
  }
  const columns = {
    ...text,
    rests_on: JSON.stringify(restsOn),
    version: version + 1,
    author: by.actor.name,
    at: by.at,
  };
  if (before === undefined) {
    await writer
      .insertInto('learnings')
      .values({ id, bet: betId, ...columns })
      .execute();
  } else {
    await writer.updateTable('learnings').set(columns).where('id', '=', before.id).execute();
  }
  await noteBet(writer, by, bet, { move: 'learning', detail: yours });
  await voidSignatures(writer, by, { object: 'bet', record: betId });
}

/** Only chance divides people so that a difference may be called caused. */
function checkLabel(label: Learning['label'], restsOn: Learning['restsOn']): void {
  if (label !== 'randomised' || restsOn.some(({ kind }) => kind === 'experiment')) return;
  throw refusal(
    'bet.learning.label',
    'A learning is called randomised where it rests on an experiment, and this one does not.',
    'Name the experiment it rests on, or call it quasi-experiment or observational.',
  );
}
