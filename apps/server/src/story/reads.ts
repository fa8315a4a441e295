import type { Framework } from '@tandem/contract';
import { noSuch } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import { signaturesOfAll } from '../pods/index.ts';
import './tables.ts';
import { forbiddenIn, missingOf } from './rules.ts';

type Which = { readonly ids?: readonly string[]; readonly bets?: readonly string[] };

/** The newest first. */
export async function readFrameworks(reader: Reader, which: Which = {}): Promise<Framework[]> {
  const { ids, bets } = which;
  if (ids?.length === 0 || bets?.length === 0) return [];
  const rows = await reader
    .selectFrom('frameworks')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .$if(bets !== undefined, (query) => query.where('bet', 'in', bets ?? []))
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc')
    .orderBy('id')
    .execute();
  const signatures = await signaturesOfAll(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const text = {
      audience: row.audience,
      problem: row.problem,
      valueProposition: row.value_proposition,
      pillars: row.pillars,
      proofPoints: row.proof_points,
      forbiddenWords: row.forbidden_words,
      message: row.message,
    };
    const { id, version, bet, number, state, clarity } = row;
    return {
      ...text,
      id,
      version,
      bet,
      number,
      state,
      clarity,
      problemHighlight: row.problem_highlight,
      missing: missingOf(text),
      forbiddenFound: forbiddenIn(text),
      signatures: [...(signatures.get(id) ?? [])],
      createdAt: row.created_at.toISOString(),
    };
  });
}

export async function readFramework(reader: Reader, id: string): Promise<Framework> {
  const [found] = await readFrameworks(reader, { ids: [id] });
  if (found !== undefined) return found;
  throw noSuch('framework');
}

/** Highlights that problems were taken from. */
export async function quotedHighlights(reader: Reader): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('frameworks')
    .select('problem_highlight')
    .distinct()
    .where('problem_highlight', 'is not', null)
    .execute();
  return rows.flatMap(({ problem_highlight: id }) => (id === null ? [] : [id]));
}
