import type { InferResult } from 'kysely';
import type { HistoryEntry, Release } from '@tandem/contract';
import { historyOf, historyOfAll } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** Without what happened to it. */
type Bare = Omit<Release, 'history'> & { readonly pausedFrom: 'in_rings' | 'general' | null };

const stored = (reader: Reader) =>
  reader
    .selectFrom('releases')
    .innerJoin('flags', 'flags.id', 'releases.flag')
    .selectAll('releases')
    .select('flags.key as flagKey');

function asRelease({
  project: _project,
  paused_from,
  created_at: _at,
  ...row
}: InferResult<ReturnType<typeof stored>>[number]): Bare {
  return { ...row, pausedFrom: paused_from };
}

type Which = { readonly bets?: readonly string[]; readonly flag?: string };

/** The newest first; those of some bets or of a flag where these are named. */
export async function readReleases(reader: Reader, { bets, flag }: Which = {}): Promise<Bare[]> {
  if (bets?.length === 0) return [];
  const rows = await stored(reader)
    .$if(bets !== undefined, (query) => query.where('releases.bet', 'in', bets ?? []))
    .$if(flag !== undefined, (query) => query.where('releases.flag', '=', flag ?? ''))
    .orderBy('releases.created_at', 'desc')
    .orderBy('releases.id')
    .execute();
  return rows.map(asRelease);
}

export async function readRelease(reader: Reader, id: string): Promise<Bare> {
  const row = await stored(reader).where('releases.id', '=', id).executeTakeFirst();
  if (row !== undefined) return asRelease(row);
  throw noSuch('release');
}

/** The one release of the flag that began and has not ended, in rings or paused. */
export async function releaseUnderWay(reader: Reader, flag: string): Promise<Bare | undefined> {
  const row = await stored(reader)
    .where('releases.flag', '=', flag)
    .where('releases.state', 'in', ['in_rings', 'paused'])
    .executeTakeFirst();
  return row && asRelease(row);
}

/** As the contract shows it. */
export async function showRelease(reader: Reader, id: string): Promise<Release> {
  return shown(await readRelease(reader, id), await historyOf(reader, id));
}

export async function listReleases(reader: Reader): Promise<Release[]> {
  const all = await readReleases(reader);
  const history = await historyOfAll(
    reader,
    all.map(({ id }) => id),
  );
  return all.map((one) => shown(one, history.get(one.id) ?? []));
}

function shown(
  { pausedFrom: _pausedFrom, ...release }: Bare,
  history: readonly HistoryEntry[],
): Release {
  return { ...release, history: [...history] };
}
