/** What a bet does to the need it is about: takes it along, gets it addressed, or gives it back. */
import type { Bet } from '@tandem/contract';
import { moveOpportunity, readOpportunity } from '../../discovery/index.ts';
import { historyOf, type By } from '../../platform/history.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import { readRelease, readReleases } from '../../release/index.ts';
import { readBets, type Bare } from '../reads.ts';
import '../tables.ts';
import { addressedBy, endOf, isOut } from './rules.ts';

type Move = NonNullable<Bet['gate']>['move'] | 'kill';

/** Takes the need along, or gives it back; answers whether the bet holds it afterwards. */
export async function moveNeed(writer: Writer, by: By, bet: Bare, move: Move): Promise<boolean> {
  const { opportunity: id, holdsOpportunity } = bet;
  if (id === null) return false;
  if (move === 'build') return take(writer, by, { id, bet: bet.id });
  if (!holdsOpportunity) return false;
  if (move !== 'conclude' && move !== 'kill') {
    // What was on for everybody before the bet got here addresses the need as well.
    await addressWhenOut(writer, by, bet, 'What was built is on for everybody');
    return true;
  }
  const end = endOf(await readOpportunity(writer, id), bet, move);
  if (end !== undefined) await moveOpportunity(writer, by, { id, ...end, detail: { bet: bet.id } });
  return false;
}

async function take(
  writer: Writer,
  by: By,
  { id, bet }: { readonly id: string; readonly bet: string },
): Promise<boolean> {
  const { state } = await readOpportunity(writer, id);
  // Built against the gate: the need goes on being explored, and is nobody's.
  if (state !== 'validated' && state !== 'reopened') return false;
  await moveOpportunity(writer, by, { id, move: 'bet', detail: { bet } });
  // One that had it before, and whose need was reopened, has it no more.
  await writer
    .updateTable('bets')
    .set({ holds_opportunity: false })
    .where('opportunity', '=', id)
    .where('id', '!=', bet)
    .execute();
  return true;
}

async function addressWhenOut(writer: Writer, by: By, bet: Bare, reason: string): Promise<void> {
  const { opportunity: id, holdsOpportunity } = bet;
  if (id === null || !holdsOpportunity) return;
  const releases = (await readReleases(writer)).filter((one) => one.bet === bet.id);
  const { state } = await readOpportunity(writer, id);
  if (state !== 'in_bet' || !isOut(releases)) return;
  await moveOpportunity(writer, by, { id, move: 'address', reason, detail: { bet: bet.id } });
}

/**
 * A release moved: what is on for everybody addresses the need of its bet; what nobody has any more
 * reopens it. Heard twice, it does nothing more.
 */
export async function followRelease(writer: Writer, by: By, release: string): Promise<void> {
  const { bet: named, name, state } = await readRelease(writer, release);
  if (named === null) return;
  await lockRow(writer, 'bets', named);
  const [bet] = await readBets(writer, { ids: [named] });
  const id = bet?.opportunity ?? null;
  if (bet === undefined || id === null) return;
  if (state === 'general') {
    return addressWhenOut(writer, by, bet, `“${name}” is on for everybody`);
  }
  if (state !== 'rolled_back') return;
  const need = await readOpportunity(writer, id);
  if (need.state !== 'addressed' && need.state !== 'verified_solved') return;
  const others = (await readReleases(writer)).filter((one) => one.bet === bet.id);
  if (addressedBy(await historyOf(writer, id)) !== bet.id || isOut(others)) return;
  const reason = `“${name}” was rolled back`;
  await moveOpportunity(writer, by, { id, move: 'reopen', reason, detail: { bet: bet.id } });
}
