/** Two people changed one text: what each wrote, and what is saved in the end. Pure. */
import { ProblemError } from '@tandem/contract';

/** A field of the text that may differ, and how it reads as one text. */
export type MergeField<K extends string = string> = {
  readonly key: K;
  readonly label: string;
  /** Lines of a list rather than one text. */
  readonly isList?: boolean;
};
export type Difference = {
  readonly field: MergeField;
  readonly theirs: string;
  readonly yours: string;
};
export type Conflict = {
  /** What stands now: save again with this version. */
  readonly version: number;
  readonly differences: readonly Difference[];
};

/** What a refusal because of an old version says of these fields; undefined for any other error. */
export function conflictOf(error: unknown, fields: readonly MergeField[]): Conflict | undefined {
  if (!(error instanceof ProblemError) || error.rule !== 'record.version') return undefined;
  const version = error.body['version'];
  if (typeof version !== 'number') return undefined;
  const theirs = recordOf(error.body['theirs']);
  const yours = recordOf(error.body['yours']);
  const differences = fields
    .filter(({ key }) => yours[key] !== undefined)
    .map((field) => ({
      field,
      theirs: textOf(theirs[field.key]),
      yours: textOf(yours[field.key]),
    }))
    .filter((one) => one.theirs !== one.yours);
  return { version, differences };
}

/** The fields as they are sent: what was chosen or edited over what was given. */
export function mergedFields<T extends object>(
  given: T,
  differences: readonly Difference[],
  chosen: Readonly<Record<string, string>>,
): T {
  const settled = differences.map(({ field: { key, isList = false }, yours }) => {
    const text = chosen[key] ?? yours;
    return [key, isList ? linesOf(text) : text] as const;
  });
  return { ...given, ...Object.fromEntries(settled) };
}

/** The lines that say something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
