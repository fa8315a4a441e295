/** What a flag may be and become: pure decisions. */
import type { Flag, FlagRule } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';
import { Problem } from '../../platform/problem.ts';

export const onOff: Flag['variants'] = [
  { key: 'off', value: false },
  { key: 'on', value: true },
];

type Shape = Pick<Flag, 'kind' | 'variants' | 'fallback' | 'rules'>;

/** Every name that is used exists, every name exists once. */
export function checkShape(flag: Shape): void {
  const keys = flag.variants.map(({ key }) => key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw wrong('variants', `"${twice}" is there twice`);
  if (flag.kind === 'boolean' && !isOnOff(flag.variants)) {
    throw wrong('variants', 'those of a boolean flag are off (false) and on (true)');
  }
  const used = [flag.fallback, ...flag.rules.map(({ variant }) => variant)];
  const unknown = used.find((key) => !keys.includes(key));
  if (unknown !== undefined) throw wrong('variants', `there is none called "${unknown}"`);
  const ids = flag.rules.map(({ id }) => id);
  const again = ids.find((id, i) => ids.indexOf(id) !== i);
  if (again !== undefined) throw wrong('rules', `"${again}" is there twice`);
}

const isOnOff = (variants: Flag['variants']): boolean =>
  JSON.stringify(variants.map(({ key, value }) => [key, value])) ===
  JSON.stringify(onOff.map(({ key, value }) => [key, value]));

function wrong(field: string, why: string): Problem {
  return new Problem('invalid', `body.${field}: ${why}.`, {
    detail: { fields: [{ field: `body.${field}`, message: why }] },
  });
}

/** The largest share of all people that a rule without any condition lets in. */
export function shareOfEverybody(rules: readonly FlagRule[], fallback: string): number {
  const shares = rules
    .filter(({ variant }) => variant !== fallback)
    .filter((rule) => rule.condition === undefined && !rule.prerequisites?.length)
    .map(({ share }) => share ?? 1);
  return Math.max(0, ...shares);
}

/** From nobody to everybody in one step needs a reason. */
export function checkStep(before: Shape, after: Shape, reason: string | undefined): void {
  if (reason !== undefined) return;
  if (shareOfEverybody(before.rules, before.fallback) > 0) return;
  if (shareOfEverybody(after.rules, after.fallback) < 1) return;
  throw refusal(
    'flag.all_at_once',
    'This takes the flag from nobody to everybody in one step.',
    'Say why with a reason, or begin with a smaller share.',
  );
}

/** Prerequisites that lead back to the flag would never come out. */
export function checkPrerequisites(
  key: string,
  flags: readonly Pick<Flag, 'key' | 'rules'>[],
): void {
  const needs = new Map(
    flags.map((flag) => [
      flag.key,
      flag.rules.flatMap((rule) => rule.prerequisites?.map(({ flag: needed }) => needed) ?? []),
    ]),
  );
  const reached = new Set(needs.get(key));
  for (const one of reached) for (const next of needs.get(one) ?? []) reached.add(next);
  const unknown = [...reached].find((one) => !needs.has(one));
  if (unknown !== undefined) throw wrong('rules', `there is no flag "${unknown}" to depend on`);
  if (!reached.has(key)) return;
  throw refusal(
    'flag.prerequisite_cycle',
    `The flag "${key}" would depend on itself.`,
    'Take one of the prerequisites out.',
  );
}
