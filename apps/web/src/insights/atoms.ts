/** The small grammar of questions in the address: atoms, separated by characters that atoms escape. */
import type { PropertyFilter } from '@tandem/contract';
import { operators } from '@tandem/contract';

/** `~` between items, `:` between fields, `,` between values, `(;)` around and between filters. */
const reserved = /[~:,;()!=]/g;

export function writeAtom(text: string): string {
  return text.replaceAll(reserved, (char) => `!${char.charCodeAt(0).toString(16)}`);
}
export function readAtom(text: string): string {
  return text.replaceAll(/!([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

export type Scalar = string | number | boolean;

function writeScalar(value: Scalar): string {
  return typeof value === 'string' ? writeAtom(value) : `=${value}`;
}
function readScalar(text: string): Scalar {
  if (!text.startsWith('=')) return readAtom(text);
  if (text === '=true' || text === '=false') return text === '=true';
  const number = Number(text.slice(1));
  return Number.isFinite(number) ? number : text.slice(1);
}

const sides = { e: 'event', p: 'person' } as const;

/** `p:plan:is:member,guide` */
export function writeFilter(filter: PropertyFilter): string {
  const side = filter.on === 'event' ? 'e' : 'p';
  const head = `${side}:${writeAtom(filter.key)}:${filter.op}`;
  if (filter.value === undefined) return head;
  return `${head}:${[filter.value].flat().map(writeScalar).join(',')}`;
}

/** Undefined where the words make no filter. */
export function readFilter(text: string): PropertyFilter | undefined {
  const [side, key, op, values] = text.split(':');
  const on = sides[side as keyof typeof sides];
  const known = operators.find((operator) => operator === op);
  if (on === undefined || key === undefined || key === '' || known === undefined) return undefined;
  const filter = { kind: 'property', on, key: readAtom(key), op: known } as const;
  if (needsNoValue(known)) return filter;
  if (values === undefined || values === '') return undefined;
  const list = values.split(',').map(readScalar);
  return { ...filter, value: list.length === 1 ? list[0]! : list };
}

export function needsNoValue(op: PropertyFilter['op']): boolean {
  return op === 'is_set' || op === 'is_not_set';
}

export function writeFilters(filters: readonly PropertyFilter[]): string | undefined {
  return filters.length === 0 ? undefined : filters.map(writeFilter).join('~');
}
export function readFilters(text: string | undefined, separator = '~'): readonly PropertyFilter[] {
  if (text === undefined) return [];
  return text
    .split(separator)
    .map(readFilter)
    .filter((filter) => filter !== undefined);
}

export type StepWords = { readonly event: string; readonly filters: readonly PropertyFilter[] };

/** `product viewed(e:category:is:jackets)` */
export function writeStep({ event, filters }: StepWords): string {
  const inside = filters.length === 0 ? '' : `(${filters.map(writeFilter).join(';')})`;
  return writeAtom(event) + inside;
}
export function readStep(text: string): StepWords | undefined {
  const match = /^([^()]*)(?:\((.*)\))?$/s.exec(text);
  const event = readAtom(match?.[1] ?? '');
  return event === '' ? undefined : { event, filters: readFilters(match?.[2], ';') };
}
