import type { Loop, Release } from '@tandem/contract';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';

/** What the askers of a release are told below their words; undefined while nobody wrote it. */
export async function readText(reader: Reader, release: string) {
  return reader
    .selectFrom('loop_texts')
    .select(['version', 'body', 'action'])
    .where('release', '=', release)
    .executeTakeFirst();
}

/**
 * What stands after "It is on for you now": as it was written for the release, else the title of the
 * entry that announces it, in version 0.
 */
export async function textOf(
  reader: Reader,
  { id, announcement }: Pick<Release, 'id' | 'announcement'>,
): Promise<Loop['text']> {
  const written = await readText(reader, id);
  if (written !== undefined) return written;
  if (announcement?.kind !== 'entry') return { version: 0, body: '', action: null };
  const entry = await reader
    .selectFrom('entries')
    .select('title')
    .where('id', '=', announcement.entry)
    .executeTakeFirst();
  return { version: 0, body: entry?.title ?? '', action: null };
}
