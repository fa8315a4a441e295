import { sql } from 'kysely';
import type { Outcome } from '@tandem/contract';
import { historyOf } from '../platform/history.ts';
import { Problem } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import { signaturesOf } from '../pods/index.ts';
import './tables.ts';
import { reading } from './rules.ts';

/** Without signatures and history. */
export type Bare = Omit<Outcome, 'signatures' | 'history'>;

/** The newest first. */
async function readAll(reader: Reader): Promise<Bare[]> {
  const rows = await reader
    .selectFrom('outcomes')
    .selectAll()
    .select(sql<string | null>`starts_on::text`.as('startsOn'))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const { id, version, state, sentence, pod, baseline, target, segment, startsOn } = row;
    const said = reading(sentence);
    const metric =
      row.metric === null || row.metric_version === null
        ? null
        : { id: row.metric, version: row.metric_version };
    return {
      id,
      version,
      state,
      sentence,
      pod,
      metric,
      baseline,
      target,
      window: row.time_window,
      segment,
      startsOn,
      isOutput: said.isOutput,
      outputReason: row.output_reason,
      reading: said,
    };
  });
}

export async function readOutcome(reader: Reader, id: string): Promise<Bare> {
  const found = (await readAll(reader)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Problem('not_found', 'There is no such outcome in this project.');
}

export const showOutcome = async (reader: Reader, id: string): Promise<Outcome> =>
  whole(reader, await readOutcome(reader, id));

export async function listOutcomes(reader: Reader): Promise<Outcome[]> {
  const all = await readAll(reader);
  return Promise.all(all.map((bare) => whole(reader, bare)));
}

async function whole(reader: Reader, bare: Bare): Promise<Outcome> {
  const signatures = await signaturesOf(reader, bare.id);
  const history = await historyOf(reader, bare.id);
  return { ...bare, signatures: [...signatures], history: [...history] };
}

/** The outcome that the pod works for now. */
export async function activeOutcome(reader: Reader, pod: string): Promise<Bare | undefined> {
  const all = await readAll(reader);
  return all.find((one) => one.pod === pod && ['agreed', 'measuring'].includes(one.state));
}
