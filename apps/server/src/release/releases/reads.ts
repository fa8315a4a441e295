import type { InferResult } from 'kysely';
import type { Release, WithHistory } from '@tandem/contract';
import { historyOf } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

const stored = (reader: Reader) =>
  reader
    .selectFrom('releases')
    .innerJoin('flags', 'flags.id', 'releases.flag')
    .selectAll('releases')
    .select('flags.key as flagKey');

function asRelease({
  project: _project,
  paused_from,
  created_at,
  ...row
}: InferResult<ReturnType<typeof stored>>[number]): Release {
  return { ...row, pausedFrom: paused_from, createdAt: created_at.toISOString() };
}

type Which = { readonly bets?: readonly string[]; readonly flag?: string };

/** The newest first; those of some bets or of a flag where these are named. */
export async function readReleases(reader: Reader, { bets, flag }: Which = {}): Promise<Release[]> {
  if (bets?.length === 0) return [];
  const rows = await stored(reader)
    .$if(bets !== undefined, (query) => query.where('releases.bet', 'in', bets ?? []))
    .$if(flag !== undefined, (query) => query.where('releases.flag', '=', flag ?? ''))
    .orderBy('releases.created_at', 'desc')
    .orderBy('releases.id')
    .execute();
  return rows.map(asRelease);
}

export async function readRelease(reader: Reader, id: string): Promise<Release> {
  const row = await stored(reader).where('releases.id', '=', id).executeTakeFirst();
  if (row !== undefined) return asRelease(row);
  throw noSuch('release');
}

/** The one release of the flag that began and has not ended, in rings or paused. */
export async function releaseUnderWay(reader: Reader, flag: string): Promise<Release | undefined> {
  const row = await stored(reader)
    .where('releases.flag', '=', flag)
    .where('releases.state', 'in', ['in_rings', 'paused'])
    .executeTakeFirst();
  return row && asRelease(row);
}

export async function showRelease(reader: Reader, id: string): Promise<WithHistory<Release>> {
  return { ...(await readRelease(reader, id)), history: [...(await historyOf(reader, id))] };
}
