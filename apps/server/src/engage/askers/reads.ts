import type { ProjectId } from '@tandem/contract';
import type { Evidence } from '../../evidence/index.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';
import type { KnownAsker } from './rules.ts';

type Version = { readonly id: string; readonly version: number };

/** Those of the releases whose askers have to be looked up, with the news that are wanted. */
export async function staleReleases<R extends Version>(
  reader: Reader,
  releases: readonly R[],
): Promise<readonly (R & { readonly wanted: number })[]> {
  const rows = await reader.selectFrom('asker_lookups').selectAll().execute();
  const known = new Map(rows.map((row) => [row.release, row]));
  return releases.flatMap((release) => {
    const row = known.get(release.id);
    if (row?.release_version === release.version && row.done >= row.wanted) return [];
    return [{ ...release, wanted: row?.wanted ?? 0 }];
  });
}

/** Everybody who asked for any of these opportunities, with the sentence to quote. */
export async function readAskers(
  evidence: Pick<Evidence, 'askers'>,
  project: ProjectId,
  opportunities: readonly string[],
): Promise<readonly KnownAsker[]> {
  const all: KnownAsker[] = [];
  for (const opportunity of new Set(opportunities)) {
    const askers = await evidence.askers(project, { kind: 'opportunity', id: opportunity });
    for (const { person, highlight, signal, start, end, mayContact } of askers) {
      const span = { highlight, signal, from_unit: start, to_unit: end };
      all.push({ person, opportunity, ...span, mayContact });
    }
  }
  return all;
}
