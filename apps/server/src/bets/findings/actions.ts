import type { Finding } from '@tandem/contract';
import type { By } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Writer } from '../../platform/records.ts';
import { lockBet, noteBet } from '../actions.ts';
import { checkOpen } from '../rules.ts';
import '../tables.ts';

export type NewFinding = Pick<Finding, 'id' | 'bet' | 'says' | 'page' | 'search'>;

/** The same question again takes the place of what was kept: the bet is locked, so there is one. */
export async function keepFinding(writer: Writer, by: By, finding: NewFinding): Promise<void> {
  const bet = await lockBet(writer, finding.bet);
  checkOpen(bet);
  await writer
    .deleteFrom('findings')
    .where('bet', '=', finding.bet)
    .where('page', '=', finding.page)
    .where('search', '=', finding.search)
    .execute();
  await writer
    .insertInto('findings')
    .values({ ...finding, author: by.actor.name, at: by.at })
    .execute();
  const detail = { finding: finding.id, text: finding.says };
  await noteBet(writer, by, bet, { move: 'finding_keep', detail });
}

export async function dropFinding(
  writer: Writer,
  by: By,
  { bet: id, finding }: { readonly bet: string; readonly finding: string },
): Promise<void> {
  const bet = await lockBet(writer, id);
  checkOpen(bet);
  const gone = await writer
    .deleteFrom('findings')
    .where('bet', '=', id)
    .where('id', '=', finding)
    .returning('says')
    .executeTakeFirst();
  if (gone === undefined) throw noSuch('finding');
  const detail = { finding, text: gone.says };
  await noteBet(writer, by, bet, { move: 'finding_drop', detail });
}
