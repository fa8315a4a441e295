import type { HistoryEntry, Release } from '@tandem/contract';
import { historyOf } from '../../platform/history.ts';
import { Problem } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

type Bare = Omit<Release, 'history'> & { readonly pausedFrom: 'in_rings' | 'general' | null };

/** The newest first, without what happened to them. */
export async function readReleases(reader: Reader): Promise<Bare[]> {
  const rows = await reader
    .selectFrom('releases')
    .innerJoin('flags', 'flags.id', 'releases.flag')
    .selectAll('releases')
    .select('flags.key as flagKey')
    .orderBy('releases.created_at', 'desc')
    .orderBy('releases.id')
    .execute();
  return rows.map(({ project: _project, paused_from, created_at: _at, ...row }) => ({
    ...row,
    pausedFrom: paused_from,
  }));
}

export async function readRelease(reader: Reader, id: string): Promise<Bare> {
  const found = (await readReleases(reader)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Problem('not_found', 'There is no such release in this project.');
}

/** As the contract shows it. */
export async function showRelease(reader: Reader, id: string): Promise<Release> {
  return shown(await readRelease(reader, id), await historyOf(reader, id));
}

export async function listReleases(reader: Reader): Promise<Release[]> {
  const bare = await readReleases(reader);
  return Promise.all(bare.map(async (one) => shown(one, await historyOf(reader, one.id))));
}

function shown(
  { pausedFrom: _pausedFrom, ...release }: Bare,
  history: readonly HistoryEntry[],
): Release {
  return { ...release, history: [...history] };
}
