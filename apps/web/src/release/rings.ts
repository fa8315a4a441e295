/** A ring as it is typed, and as it is stored: pure. */
import type { ReleaseRing } from '@tandem/contract';

export type RingDraft = {
  readonly name: string;
  /** Share of the units that the condition lets in, in per cent. */
  readonly percent: number;
  readonly attribute: string;
  readonly value: string;
};

/** Small first: those who want it early, then two random rings that show whether it is safe. */
export const startingRings: readonly RingDraft[] = [
  { name: 'Beta testers', percent: 100, attribute: 'beta', value: 'true' },
  { name: 'A twentieth', percent: 5, attribute: '', value: '' },
  { name: 'Half', percent: 50, attribute: '', value: '' },
];

export function ringOf({ name, percent, attribute, value }: RingDraft): ReleaseRing {
  const share = Math.min(1, Math.max(0, percent / 100));
  const key = attribute.trim();
  const ring = { name: name.trim(), share, entry: '' };
  return key === '' ? ring : { ...ring, condition: { [key]: valueOf(value.trim()) } };
}

/** Traits are stored as what they are: "true" is a yes, "3" a number, all else a text. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
