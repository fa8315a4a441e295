/** Reading what somebody else made. */
export type Fields = { readonly [key: string]: unknown };

/** True for arrays too: a path may name an index. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** An own field, or null: nothing is ever read from a prototype. */
export function field(subject: unknown, key: string): unknown {
  return isFields(subject) && Object.hasOwn(subject, key) ? (subject[key] ?? null) : null;
}

/** A text that is not empty; a number counts as its digits. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
