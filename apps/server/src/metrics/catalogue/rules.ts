/** What may stand in the catalogue, and who may build on it: pure decisions. */
import { isDeepStrictEqual } from 'node:util';
import type { Metric, MetricDefinition } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';

const shares: ReadonlySet<MetricDefinition['kind']> = new Set([
  'unique',
  'conversion',
  'retention',
]);
export const isShare = ({ kind }: MetricDefinition): boolean => shares.has(kind);

/** The unit as given; a share of people has no other. */
export function unitOf(definition: MetricDefinition, given: string | undefined): string {
  const unit = given ?? (isShare(definition) ? 'share' : 'count');
  if (!isShare(definition) || unit === 'share') return unit;
  throw refusal(
    'metric.unit',
    `A ${definition.kind} is a share of people, not "${unit}".`,
    'Leave the unit out, or define it as a count, sum, mean or ratio.',
  );
}

export function checkName(others: readonly Pick<Metric, 'name'>[], name: string): void {
  const taken = others.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (taken === undefined) return;
  throw refusal(
    'metric.name',
    `There is a metric called "${taken.name}" already.`,
    'Use that one, give it a new definition, or choose a name that says how this one differs.',
  );
}

export function checkRedefine(
  { archivedAt, versions, unit }: Pick<Metric, 'archivedAt' | 'versions' | 'unit'>,
  definition: MetricDefinition,
): void {
  checkInUse({ archivedAt });
  unitOf(definition, unit);
  const same = versions.find((one) => isDeepStrictEqual(one.definition, definition));
  if (same === undefined) return;
  throw refusal(
    'metric.same',
    `This is what version ${same.version} says already.`,
    'Change something in the definition, or keep using that version.',
  );
}

export function checkInUse({ archivedAt }: Pick<Metric, 'archivedAt'>): void {
  if (archivedAt === null) return;
  throw refusal(
    'metric.archived',
    'This metric is archived: nothing new is built on it.',
    'Bring it back, or choose another.',
  );
}

export const unknown = (version: number | undefined) =>
  refusal(
    'metric.unknown',
    version === undefined
      ? 'There is no such metric in this project.'
      : `There is no such metric in this project, or none in version ${version}.`,
    'Choose one of the catalogue under Metrics, or add it there.',
  );
