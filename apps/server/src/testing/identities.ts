/** Histories of who is who, and the rule of merging spelled out slowly. */
import * as fc from 'fast-check';
import type { ProjectId } from '@tandem/contract';
import { personOf, type PersonChange } from '../people/index.ts';

const time = new Date('2026-03-01T00:00:00Z');
export const identify = (id: string, anonymousId?: string): PersonChange => ({
  distinctId: id,
  time,
  identity: { kind: 'identify', anonymousId },
});
export const alias = (id: string, other: string): PersonChange => ({
  distinctId: id,
  time,
  identity: { kind: 'alias', alias: other },
});

/** An alias said with a private key. */
export const join = (id: string, other: string): PersonChange => ({
  ...alias(id, other),
  isTrusted: true,
});

/** Sets of ids, joined one by one: the rule spelled out slowly. */
export function oracle(project: ProjectId, changes: readonly PersonChange[]) {
  let sets: { ids: Set<string>; users: Set<string> }[] = [];
  const setOf = (id: string) => {
    const found = sets.find((set) => set.ids.has(id));
    if (found !== undefined) return found;
    const made = { ids: new Set([id]), users: new Set<string>() };
    sets.push(made);
    return made;
  };
  for (const { distinctId, identity, isTrusted } of changes) {
    if (identity === undefined || identity.kind === 'group') continue;
    const other = identity.kind === 'identify' ? identity.anonymousId : identity.alias;
    if (identity.kind === 'alias' && other === distinctId) continue;
    const one = setOf(distinctId);
    if (identity.kind === 'identify') one.users.add(distinctId);
    if (other === undefined) continue;
    const two = setOf(other);
    if (one === two || (identity.kind === 'identify' && two.users.size > 0)) continue;
    if (isTrusted !== true && one.users.size > 0 && two.users.size > 0) continue;
    sets = sets.filter((set) => set !== two);
    for (const id of two.ids) one.ids.add(id);
    for (const id of two.users) one.users.add(id);
  }
  const canonical = new Map<string, string>();
  for (const { ids, users } of sets) {
    const candidates = [...(users.size > 0 ? users : ids)].map((id) => personOf(project, id));
    for (const id of ids) canonical.set(id, candidates.toSorted()[0]!);
  }
  return canonical;
}

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
export const anId = fc.constantFrom(...ids);
export const aChange = fc.oneof(
  fc.tuple(anId, anId).map(([user, device]) => identify(user, device)),
  fc.tuple(anId, anId).map(([one, two]) => alias(one, two)),
  fc.tuple(anId, anId).map(([one, two]) => join(one, two)),
  anId.map((user) => identify(user)),
);
