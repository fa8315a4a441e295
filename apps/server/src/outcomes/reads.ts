import { sql, type InferResult } from 'kysely';
import type { Outcome, OutcomeReading, WithHistory } from '@tandem/contract';
import { readDefined, type Defined } from '../metrics/index.ts';
import { historyOf } from '../platform/history.ts';
import { noSuch } from '../platform/problem.ts';
import type { Reader } from '../platform/records.ts';
import { signaturesOfAll } from '../pods/index.ts';
import './tables.ts';
import { reading, namesOutput, warningsOf } from './rules.ts';

/** Without signatures and closing. */
export type Bare = Omit<Outcome, 'signatures' | 'closing'>;

const stored = (reader: Reader) =>
  reader
    .selectFrom('outcomes')
    .selectAll()
    .select(sql<string | null>`starts_on::text`.as('startsOn'));
type Row = InferResult<ReturnType<typeof stored>>[number];

function asOutcome(row: Row, defined: Defined): Bare {
  const { id, version, state, sentence, pod, baseline, target, segment, startsOn } = row;
  const said = reading(sentence);
  const metric =
    row.metric === null || row.metric_version === null
      ? null
      : { id: row.metric, version: row.metric_version };
  const measured = metric === null ? undefined : defined(metric);
  const isOutput = said.isOutput || (measured !== undefined && namesOutput(measured.name));
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
    isOutput,
    warnings: warningsOf(said, measured),
    outputReason: row.output_reason,
    reading: said,
  };
}

async function asOutcomes(reader: Reader, rows: readonly Row[]): Promise<Bare[]> {
  const metrics = rows.flatMap(({ metric }) => metric ?? []);
  const defined = await readDefined(reader, [...new Set(metrics)]);
  return rows.map((row) => asOutcome(row, defined));
}

export async function readOutcome(reader: Reader, id: string): Promise<Bare> {
  const [found] = await readOutcomes(reader, [id]);
  if (found !== undefined) return found;
  throw noSuch('outcome');
}

/** These outcomes, without what happened to them. */
export async function readOutcomes(reader: Reader, ids: readonly string[]): Promise<Bare[]> {
  if (ids.length === 0) return [];
  return asOutcomes(reader, await stored(reader).where('id', 'in', ids).execute());
}

export async function showOutcome(reader: Reader, id: string): Promise<WithHistory<Outcome>> {
  const [shown] = await whole(reader, [await readOutcome(reader, id)]);
  return { ...shown!, history: [...(await historyOf(reader, id))] };
}

/** The newest first. */
export async function listOutcomes(reader: Reader): Promise<Outcome[]> {
  const rows = await stored(reader).orderBy('created_at', 'desc').orderBy('id').execute();
  return whole(reader, await asOutcomes(reader, rows));
}

async function whole(reader: Reader, all: readonly Bare[]): Promise<Outcome[]> {
  const ids = all.map(({ id }) => id);
  const signatures = await signaturesOfAll(reader, ids);
  const closings = await closingsOf(reader, ids);
  return all.map((bare) => ({
    ...bare,
    closing: closings.get(bare.id) ?? null,
    signatures: [...(signatures.get(bare.id) ?? [])],
  }));
}

/** What is proposed as their end, or was signed by both sides. */
async function closingsOf(
  reader: Reader,
  outcomes: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Outcome['closing']>>> {
  if (outcomes.length === 0) return new Map();
  const rows = await reader
    .selectFrom('outcome_closings')
    .select(['id', 'outcome', 'verdict', 'reason', 'closed_at'])
    .where('outcome', 'in', outcomes)
    .where('withdrawn_at', 'is', null)
    .execute();
  const signatures = await signaturesOfAll(
    reader,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ id, outcome, verdict, reason, closed_at }) => [
      outcome,
      {
        verdict,
        reason,
        signatures: [...(signatures.get(id) ?? [])],
        closedAt: closed_at?.toISOString() ?? null,
      },
    ]),
  );
}

/** What was read when both sides had signed how it ended. */
export async function snapshotOf(
  reader: Reader,
  outcome: string,
): Promise<OutcomeReading | undefined> {
  const row = await reader
    .selectFrom('outcome_closings')
    .select('snapshot')
    .where('outcome', '=', outcome)
    .where('closed_at', 'is not', null)
    .executeTakeFirst();
  return row?.snapshot ?? undefined;
}

/** Those that are being measured, the newest first. */
export async function readMeasured(reader: Reader): Promise<Bare[]> {
  const rows = await stored(reader)
    .where('state', '=', 'measuring')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return asOutcomes(reader, rows);
}

/** The outcome that the pod works for now. */
export async function activeOutcome(reader: Reader, pod: string): Promise<Bare | undefined> {
  const rows = await stored(reader)
    .where('pod', '=', pod)
    .where('state', 'in', ['agreed', 'measuring'])
    .limit(1)
    .execute();
  const [active] = await asOutcomes(reader, rows);
  return active;
}
