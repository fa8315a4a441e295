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
