import type { Metric, MetricDefinition, MetricRef, WithHistory } from '@tandem/contract';
import { historyOf } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';
import { unknown } from './rules.ts';

/** By name, archived ones last: all, or those of these ids. */
export async function readMetrics(reader: Reader, only?: readonly string[]): Promise<Metric[]> {
  if (only?.length === 0) return [];
  const rows = await reader
    .selectFrom('metrics')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('id', 'in', only ?? []))
    .orderBy((is) => is('archived_at', 'is not', null))
    .orderBy((of) => of.fn('lower', ['name']))
    .orderBy('id')
    .execute();
  const definitions = await reader
    .selectFrom('metric_definitions')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('metric', 'in', only ?? []))
    .orderBy('version', 'desc')
    .execute();
  const defined = Map.groupBy(definitions, ({ metric }) => metric);
  return rows.map(({ project: _project, created_at: _at, archived_at, ...row }) => ({
    ...row,
    archivedAt: archived_at?.toISOString() ?? null,
    versions: (defined.get(row.id) ?? []).map(({ version, definition, reason, author, at }) => ({
      version,
      definition,
      reason,
      author,
      at: at.toISOString(),
    })),
  }));
}

export async function findMetric(reader: Reader, id: string): Promise<Metric> {
  const [found] = await readMetrics(reader, [id]);
  if (found !== undefined) return found;
  throw noSuch('metric');
}

export async function showMetric(reader: Reader, id: string): Promise<WithHistory<Metric>> {
  return { ...(await findMetric(reader, id)), history: [...(await historyOf(reader, id))] };
}

/** A metric by one of its definitions; `version` is the definition's. */
export type DefinedMetric = Pick<
  Metric,
  'id' | 'name' | 'description' | 'kind' | 'unit' | 'direction' | 'archivedAt'
> & { readonly version: number; readonly definition: MetricDefinition };

/** Finds a metric by a reference to one of its definitions. */
export type Defined = (ref: MetricRef) => DefinedMetric | undefined;

/** These metrics in all their versions, for records that refer to them. */
export async function readDefined(reader: Reader, metrics: readonly string[]): Promise<Defined> {
  const all = await readMetrics(reader, metrics);
  return ({ id, version }) => {
    const found = all.find((one) => one.id === id);
    const defined = found?.versions.find((one) => one.version === version);
    if (found === undefined || defined === undefined) return undefined;
    const { versions: _versions, ...metric } = found;
    return { ...metric, version, definition: defined.definition };
  };
}

/** The definition that a reference names. Refuses one that does not exist in this project. */
export async function readMetric(reader: Reader, ref: MetricRef): Promise<DefinedMetric> {
  const found = (await readDefined(reader, [ref.id]))(ref);
  if (found !== undefined) return found;
  throw unknown(ref.version);
}
