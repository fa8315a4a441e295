/** Sticky buckets: a unit keeps its variation when weights, coverage or targeting change later. */
import type { Experiment } from './compiled.ts';
import type { Context, StickyDocument, Unit } from './result.ts';
import { field } from './fields.ts';

function stickyKey(experiment: string, bucketVersion: number): string {
  return `${experiment}__${bucketVersion}`;
}

const documentKey = ({ attribute, value }: Unit) => `${attribute}||${value}`;

function documentOf(unit: Unit | undefined, sticky: Context['sticky']): StickyDocument | undefined {
  const found = unit && field(sticky, documentKey(unit));
  return (found ?? undefined) as StickyDocument | undefined;
}

/** The variation of before; -1 if there is none, undefined if it is too old to go on. */
export function stickyVariation(
  experiment: Experiment,
  units: readonly (Unit | undefined)[],
  sticky: Context['sticky'],
): number | undefined {
  const { key, bucketVersion, minBucketVersion, variations } = experiment;
  const documents = units.map((unit) => field(documentOf(unit, sticky), 'assignments'));
  const isTooOld = documents
    .flatMap((one) => Object.keys(one ?? {}))
    .some((name) => {
      const version = name.startsWith(`${key}__`) ? name.slice(key.length + 2) : '';
      return /^\d+$/.test(version) && Number(version) < minBucketVersion;
    });
  if (isTooOld) return undefined;
  const wanted = stickyKey(key, bucketVersion);
  const stored = documents.map((one) => field(one, wanted)).find((one) => one !== null);
  return stored === undefined ? -1 : variations.findIndex((one) => one.key === stored);
}

/** The document to store, or undefined if it would say what it says already. */
export function stickyDocument(
  { key, bucketVersion }: Experiment,
  variation: string,
  unit: Unit,
  sticky: Context['sticky'],
): StickyDocument | undefined {
  const before = documentOf(unit, sticky);
  const name = stickyKey(key, bucketVersion);
  if (field(before?.assignments, name) === variation) return undefined;
  return {
    attributeName: unit.attribute,
    attributeValue: String(unit.value),
    assignments: { ...before?.assignments, [name]: variation },
  };
}
