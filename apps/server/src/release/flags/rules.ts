/** What a flag may be and become: pure decisions. */
import type { Flag, FlagRule } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';
import { wrongField } from '../../platform/problem.ts';

export const onOff: Flag['variants'] = [
  { key: 'off', value: false },
  { key: 'on', value: true },
];

type Shape = Pick<Flag, 'kind' | 'variants' | 'fallback' | 'rules'>;

/** Every name that is used exists, every name exists once. */
export function checkShape(flag: Shape): void {
  const keys = flag.variants.map(({ key }) => key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) {
    throw wrongField('variants', `"${twice}" is there twice`, 'Name each variant once.');
  }
  if (flag.kind === 'boolean' && !isOnOff(flag.variants)) {
    throw wrongField(
      'variants',
      'those of a boolean flag are off (false) and on (true)',
      'Leave them out, or make the flag of another kind.',
    );
  }
  const used = [flag.fallback, ...flag.rules.map(({ variant }) => variant)];
  const unknown = used.find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    const hint = `Name one of ${keys.join(', ')}, or add it to the variants.`;
    throw wrongField('variants', `there is none called "${unknown}"`, hint);
  }
  const ids = flag.rules.map(({ id }) => id);
  const again = ids.find((id, i) => ids.indexOf(id) !== i);
  if (again !== undefined) {
    throw wrongField('rules', `"${again}" is there twice`, 'Give each rule an id of its own.');
  }
}

const isOnOff = (variants: Flag['variants']): boolean =>
  JSON.stringify(variants.map(({ key, value }) => [key, value])) ===
  JSON.stringify(onOff.map(({ key, value }) => [key, value]));

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
  if (unknown !== undefined) {
    const hint = 'Depend on a flag of this project by its key.';
    throw wrongField('rules', `there is no flag "${unknown}" to depend on`, hint);
  }
  if (!reached.has(key)) return;
  throw refusal(
    'flag.prerequisite_cycle',
    `The flag "${key}" would depend on itself.`,
    'Take one of the prerequisites out.',
  );
}
