import type { Metric, MetricDefinition } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion } from '../../platform/moves.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import '../tables.ts';
import { findMetric, readMetrics } from './reads.ts';
import { checkName, checkRedefine, unitOf } from './rules.ts';

const object = 'metric';

export type NewMetric = Pick<Metric, 'id' | 'name' | 'description' | 'kind' | 'direction'> & {
  readonly unit?: string | undefined;
  readonly definition: MetricDefinition;
};

export async function createMetric(writer: Writer, by: By, given: NewMetric): Promise<void> {
  const { definition, ...fields } = given;
  const unit = unitOf(definition, given.unit);
  await checkNameFree(writer, given);
  await writer
    .insertInto('metrics')
    .values({ ...fields, unit, version: 1, archived_at: null, created_at: by.at })
    .execute();
  await define(writer, by, { metric: given.id, version: 1, definition, reason: null });
  const detail = { name: given.name, definition };
  await note(writer, by, { object, record: given.id, move: 'create', detail });
}

export type MetricChange = {
  readonly id: string;
  readonly version: number;
  readonly name?: string;
  readonly description?: string;
  readonly kind?: Metric['kind'];
  readonly isArchived?: boolean;
};

/** What it is called and whether it is in use; what it measures never changes. */
export async function updateMetric(writer: Writer, by: By, change: MetricChange): Promise<void> {
  const { id, version, isArchived, ...fields } = change;
  const before = await lock(writer, id);
  checkVersion(version, before, { theirs: before, yours: { ...fields, isArchived } });
  const wasArchived = before.archivedAt !== null;
  const archives = isArchived ?? wasArchived;
  if (!archives) await checkNameFree(writer, { ...before, ...fields });
  await writer
    .updateTable('metrics')
    .set({
      ...fields,
      version: before.version + 1,
      ...(archives !== wasArchived && { archived_at: archives ? by.at : null }),
    })
    .where('id', '=', id)
    .execute();
  const move = archives === wasArchived ? 'edit' : archives ? 'archive' : 'restore';
  await note(writer, by, { object, record: id, move, detail: fields });
}

export type Redefinition = {
  readonly id: string;
  readonly version: number;
  readonly definition: MetricDefinition;
  readonly reason: string;
};

export async function redefineMetric(writer: Writer, by: By, given: Redefinition): Promise<void> {
  const { id, definition, reason } = given;
  const before = await lock(writer, id);
  checkVersion(given.version, before, { theirs: before, yours: { definition } });
  checkRedefine(before, definition);
  const version = Math.max(...before.versions.map((one) => one.version)) + 1;
  await define(writer, by, { metric: id, version, definition, reason });
  await writer
    .updateTable('metrics')
    .set({ version: before.version + 1 })
    .where('id', '=', id)
    .execute();
  const detail = { version, definition };
  await note(writer, by, { object, record: id, move: 'redefine', reason, detail });
}

type Definition = {
  readonly metric: string;
  readonly version: number;
  readonly definition: MetricDefinition;
  readonly reason: string | null;
};

async function define(writer: Writer, { actor, at }: By, one: Definition): Promise<void> {
  await writer
    .insertInto('metric_definitions')
    .values({ ...one, definition: JSON.stringify(one.definition), author: actor.name, at })
    .execute();
}

async function checkNameFree(writer: Writer, { id, name }: Pick<Metric, 'id' | 'name'>) {
  const inUse = (await readMetrics(writer)).filter(({ archivedAt }) => archivedAt === null);
  checkName(
    inUse.filter((one) => one.id !== id),
    name,
  );
}

async function lock(writer: Writer, id: string) {
  await lockRow(writer, 'metrics', id);
  return findMetric(writer, id);
}
