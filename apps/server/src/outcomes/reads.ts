import { sql, type InferResult } from 'kysely';
import type { Outcome } from '@tandem/contract';
import { historyOfAll } from '../platform/history.ts';
import { noSuch } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import { signaturesOfAll } from '../pods/index.ts';
import './tables.ts';
import { reading } from './rules.ts';

/** Without signatures and history. */
export type Bare = Omit<Outcome, 'signatures' | 'history'>;

const stored = (reader: Reader) =>
  reader
    .selectFrom('outcomes')
    .selectAll()
    .select(sql<string | null>`starts_on::text`.as('startsOn'));
type Row = InferResult<ReturnType<typeof stored>>[number];

function asOutcome(row: Row): Bare {
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
}

export async function readOutcome(reader: Reader, id: string): Promise<Bare> {
  const row = await stored(reader).where('id', '=', id).executeTakeFirst();
  if (row !== undefined) return asOutcome(row);
  throw noSuch('outcome');
}

export async function showOutcome(reader: Reader, id: string): Promise<Outcome> {
  const [shown] = await whole(reader, [await readOutcome(reader, id)]);
  return shown!;
}

/** The newest first. */
export async function listOutcomes(reader: Reader): Promise<Outcome[]> {
  const rows = await stored(reader).orderBy('created_at', 'desc').orderBy('id').execute();
  return whole(reader, rows.map(asOutcome));
}

async function whole(reader: Reader, all: readonly Bare[]): Promise<Outcome[]> {
  const ids = all.map(({ id }) => id);
  const signatures = await signaturesOfAll(reader, ids);
  const history = await historyOfAll(reader, ids);
  return all.map((bare) => ({
    ...bare,
    signatures: [...(signatures.get(bare.id) ?? [])],
    history: [...(history.get(bare.id) ?? [])],
  }));
}

/** The outcome that the pod works for now. */
export async function activeOutcome(reader: Reader, pod: string): Promise<Bare | undefined> {
  const row = await stored(reader)
    .where('pod', '=', pod)
    .where('state', 'in', ['agreed', 'measuring'])
    .executeTakeFirst();
  return row && asOutcome(row);
}
