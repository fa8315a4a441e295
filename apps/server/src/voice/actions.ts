/** Taking in what was said: each signal stands for itself, and what is known adds nothing. */
import type { ProjectId } from '@tandem/contract';
import { sql, source, uuids } from '@tandem/query';
import type { People } from '../people/index.ts';
import type { Platform } from '../platform/platform.ts';
import { readSignal, type Read, type SignalFact } from './rules.ts';

export type SignalAnswer = {
  readonly id: string | null;
  readonly status: 'added' | 'known' | 'refused';
  readonly reason?: string;
};
type Needs = Pick<Platform, 'events' | 'clock'>;

/** Answers in the order of what was sent, once what is new is durable. */
export async function addSignals(
  platform: Needs,
  people: Pick<People, 'whileTaking'>,
  project: ProjectId,
  sent: readonly unknown[],
): Promise<readonly SignalAnswer[]> {
  return people.whileTaking(project, (wasErased) => {
    const now = platform.clock.now();
    const reads = sent.map((one) => refuseErased(readSignal(project, one, now), wasErased));
    return store(platform, project, reads);
  });
}

async function store(
  platform: Needs,
  project: ProjectId,
  reads: readonly Read[],
): Promise<readonly SignalAnswer[]> {
  const facts = reads.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  const known = await knownIds(platform, project, facts);
  const fresh = new Map<string, SignalFact>();
  for (const fact of facts)
    if (!known.has(fact.id) && !fresh.has(fact.id)) fresh.set(fact.id, fact);
  const rows = [...fresh.values()];
  const rejected = await platform.events.append(project, 'signals', rows);
  const reasons = new Map(rejected.map(({ index, reason }) => [rows[index]!.id, reason]));
  return reads.map(({ fact, reason }): SignalAnswer => {
    if (fact === undefined) return { id: null, status: 'refused', reason };
    const why = reasons.get(fact.id);
    if (why !== undefined) return { id: fact.id, status: 'refused', reason: `unstorable: ${why}` };
    return { id: fact.id, status: fresh.get(fact.id) === fact ? 'added' : 'known' };
  });
}

function refuseErased(read: Read, erased: (distinctId: string, time: Date) => boolean): Read {
  const { fact } = read;
  if (fact === undefined || fact.distinct_id === '') return read;
  const gone = erased(fact.distinct_id, new Date(fact.time));
  return gone ? { reason: 'distinctId: this person was erased after that time' } : read;
}

async function knownIds(
  { events }: Needs,
  project: ProjectId,
  facts: readonly SignalFact[],
): Promise<ReadonlySet<string>> {
  if (facts.length === 0) return new Set();
  const ids = [...new Set(facts.map((fact) => fact.id))];
  const rows = await events.rows<{ id: string }>(
    project,
    sql`SELECT id FROM ${source('signals', sql`id`, [sql`id IN ${uuids(ids)}`])}`,
  );
  return new Set(rows.map((row) => row.id));
}

/** A row that wins over every other of the same signal; the engine drops those when it merges. */
export async function redactSignal(
  { events }: Needs,
  project: ProjectId,
  id: string,
): Promise<void> {
  const [row] = await events.rows<SignalFact>(
    project,
    sql`SELECT * EXCEPT project FROM ${source('signals', sql`*`, [sql`id IN ${uuids([id])}`])}`,
  );
  if (row === undefined) return;
  const empty = { text: redactedText, author: '', url: '', properties: {}, may_quote: false };
  const gone = { ...row, ...empty, may_contact: false, precedence: Number.MAX_SAFE_INTEGER };
  const [rejected] = await events.append(project, 'signals', [gone]);
  if (rejected !== undefined) throw new Error(rejected.reason);
}
export const redactedText = '[redacted]';
