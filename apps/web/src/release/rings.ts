/** A ring as it is typed, and as it is stored: pure. */
import type { Release, ReleaseRing } from '@tandem/contract';

export type RingDraft = {
  readonly name: string;
  /** Share of the units that the condition lets in, in per cent. */
  readonly percent: number;
  readonly attribute: string;
  readonly value: string;
  /** What must hold before it begins. */
  readonly entry: string;
  /** A condition that one attribute and one value cannot say: it stays as it is stored. */
  readonly condition?: ReleaseRing['condition'];
};

/** Small first: those who want it early, then two random rings that show whether it is safe. */
export const startingRings: readonly RingDraft[] = [
  { name: 'Beta testers', percent: 100, attribute: 'beta', value: 'true', entry: '' },
  { name: 'A twentieth', percent: 5, attribute: '', value: '', entry: '' },
  { name: 'Half', percent: 50, attribute: '', value: '', entry: '' },
];

export function ringOf({ condition, ...draft }: RingDraft): ReleaseRing {
  const share = Math.min(1, Math.max(0, Number((draft.percent / 100).toPrecision(12))));
  const key = draft.attribute.trim();
  const ring = { name: draft.name.trim(), share, entry: draft.entry.trim() };
  if (condition !== undefined) return { ...ring, condition };
  return key === '' ? ring : { ...ring, condition: { [key]: valueOf(draft.value.trim()) } };
}

/** Traits are stored as what they are: "true" is a yes, "3" a number, all else a text. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A stored ring as it is typed: `ringOf` gives the same ring back. */
export function draftOf({ name, share, condition, entry }: ReleaseRing): RingDraft {
  const draft = { name, percent: Number((share * 100).toPrecision(12)), entry };
  if (condition === undefined) return { ...draft, attribute: '', value: '' };
  const [[attribute, value] = ['', undefined], ...more] = Object.entries(condition);
  const isTyped =
    more.length === 0 && !attribute.startsWith('$') && valueOf(String(value)) === value;
  return isTyped
    ? { ...draft, attribute, value: String(value) }
    : { ...draft, attribute: '', value: '', condition };
}

/** How many rings have begun: who is in them stays in. */
export const begunOf = ({ ring }: Pick<Release, 'ring'>): number => (ring ?? -1) + 1;

/** Whether rings still lie ahead that can be changed. */
export const hasRingsAhead = (release: Pick<Release, 'state' | 'ring' | 'rings'>): boolean =>
  release.state === 'planned' ||
  ((release.state === 'in_rings' || release.state === 'paused') &&
    begunOf(release) < release.rings.length);
