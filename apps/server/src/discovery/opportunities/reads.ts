import type { Opportunity, ProjectId } from '@tandem/contract';
import type { Evidence } from '../../evidence/index.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import { signaturesOfAll } from '../../pods/index.ts';
import '../tables.ts';
import { criteriaOf } from './rules.ts';

/** What the records hold of it; evidence and signatures are others'. */
export type Bare = Omit<Opportunity, 'counts' | 'criteria' | 'signatures'>;
export type Needs = {
  readonly records: RecordsDoor;
  readonly clock: { now(): Date };
  readonly evidence: Pick<Evidence, 'counts'>;
};

/** Each with the one above it: the tree without its words. */
export const readTree = (reader: Reader): Promise<readonly Pick<Opportunity, 'id' | 'parent'>[]> =>
  reader.selectFrom('opportunities').select(['id', 'parent']).execute();

/** In the order of their making: all, or those of these ids. */
export async function readOpportunities(reader: Reader, only?: readonly string[]): Promise<Bare[]> {
  if (only?.length === 0) return [];
  const rows = await reader
    .selectFrom('opportunities')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('id', 'in', only ?? []))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ project: _project, from_highlight, created_at, ...row }) => ({
    ...row,
    fromHighlight: from_highlight,
    createdAt: created_at.toISOString(),
  }));
}

export async function readOpportunity(reader: Reader, id: string): Promise<Bare> {
  const [found] = await readOpportunities(reader, [id]);
  if (found !== undefined) return found;
  throw noSuch('opportunity');
}

/** With what they rest on; those with most people first. */
export async function showOpportunities(
  needs: Needs,
  project: ProjectId,
  only?: readonly string[],
): Promise<Opportunity[]> {
  const { all, signatures } = await needs.records.read(project, async (reader) => {
    const bare = await readOpportunities(reader, only);
    const signed = await signaturesOfAll(
      reader,
      bare.map(({ id }) => id),
    );
    return { all: bare, signatures: signed };
  });
  const ids = all.map(({ id }) => id);
  const counts = await needs.evidence.counts(project, { kind: 'opportunity', ids });
  return all
    .map((bare, i) => ({
      ...bare,
      counts: counts[i]!,
      criteria: criteriaOf(counts[i]!, needs.clock.now()),
      signatures: [...(signatures.get(bare.id) ?? [])],
    }))
    .toSorted((a, b) => b.counts.people - a.counts.people);
}

export async function showOpportunity(
  needs: Needs,
  project: ProjectId,
  id: string,
): Promise<Opportunity> {
  const [shown] = await showOpportunities(needs, project, [id]);
  if (shown !== undefined) return shown;
  throw noSuch('opportunity');
}
