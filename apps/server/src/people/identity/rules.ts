/**
 * Who is one person, as a pure function. Two kinds of news join ids:
 * - identify(user, anonymous): the device's person becomes the user, unless the device already
 *   belongs to an identified person: on a shared computer the next user is somebody else.
 * - alias(a, b): both are one, unless each is an identified user already: a join can't be undone,
 *   and a public key is in everybody's hands.
 * - join(a, b): an alias said with a private key; it always joins.
 * A person goes by the smallest id among its identified ones, else by the smallest of all, so that
 * the outcome does not hang on the order in which joins and first identifies arrive.
 */
import type { ProjectId } from '@tandem/contract';
import { personOf, storable, type PersonChange } from '../rules.ts';

/** A distinct id and its own person. */
export type Name = { readonly own: string; readonly distinctId: string };
export type Step =
  | { readonly kind: 'identify'; readonly id: Name; readonly other: Name | undefined }
  | { readonly kind: 'alias' | 'join'; readonly id: Name; readonly other: Name };

/** An id as the records hold it. The rows of `person` itself must be among those given. */
export type KnownId = {
  readonly own: string;
  readonly person: string;
  readonly identified: boolean;
};

export type Outcome = {
  readonly fresh: readonly (Name & { readonly person: string; readonly identified: boolean })[];
  /** Known ids that now name a user. */
  readonly identified: readonly string[];
  /** Every id of the person `from` belongs to `to` now. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Aliases of two users that were not believed. */
  readonly refused: readonly Step[];
  /** Joins that would have given one person more ids than anybody has. */
  readonly crowded: readonly Step[];
};

/**
 * Whoever has more is no person but a robot that signs in anew each time, or somebody who sends joins
 * by the thousand: each of their ids would have to be looked up wherever they are shown.
 */
export const mostIds = 500;

/** Ids that careless clients send for everybody; joining on them would make one person of all. */
const nobody = new Set([
  '',
  '0',
  'anonymous',
  'anon',
  'guest',
  'distinctid',
  'distinct_id',
  'id',
  'email',
  'null',
  'none',
  'nil',
  'nan',
  'undefined',
  'true',
  'false',
  'not_authenticated',
  'unknown',
  '[object object]',
]);

/** What a change says about identity; undefined where it says nothing that may be acted on. */
export function stepOf(project: ProjectId, change: PersonChange): Step | undefined {
  const { identity } = change;
  if (identity === undefined || identity.kind === 'group') return undefined;
  const id = nameOf(project, change.distinctId);
  const other = nameOf(
    project,
    identity.kind === 'identify' ? identity.anonymousId : identity.alias,
  );
  if (id === undefined) return undefined;
  if (identity.kind === 'identify') {
    return { kind: 'identify', id, other: other?.own === id.own ? undefined : other };
  }
  if (other === undefined || other.own === id.own) return undefined;
  return { kind: change.isTrusted === true ? 'join' : 'alias', id, other };
}

function nameOf(project: ProjectId, distinctId: string | undefined): Name | undefined {
  if (distinctId === undefined || nobody.has(distinctId.trim().toLowerCase())) return undefined;
  return { own: personOf(project, distinctId), distinctId: storable(distinctId) };
}

/** A set of ids that are one person; `joined` leads to the set it became part of. */
type Group = { canonical: string; identified: boolean; size: number; joined: Group | undefined };

/**
 * Applies the steps in order. Idempotent: steps already applied change nothing.
 * @param sizes how many ids each known person has, where it is more than one
 */
export function applySteps(
  known: readonly KnownId[],
  steps: readonly Step[],
  sizes: ReadonlyMap<string, number> = new Map(),
): Outcome {
  const rows = new Map(known.map((row) => [row.own, row]));
  const groups = new Map<string, Group>();
  for (const { person } of known) {
    const identified = rows.get(person)?.identified ?? false;
    const size = sizes.get(person) ?? 1;
    groups.set(person, { canonical: person, identified, size, joined: undefined });
  }
  const fresh = new Map<string, { name: Name; group: Group }>();
  const named = new Set<string>();
  const refused: Step[] = [];
  const crowded: Step[] = [];
  const users = new Set(known.filter((row) => row.identified).map((row) => row.own));

  function groupOf(name: Name): Group {
    const row = rows.get(name.own);
    if (row !== undefined) return last(groups.get(row.person)!);
    const made = fresh.get(name.own);
    if (made !== undefined) return last(made.group);
    const group: Group = { canonical: name.own, identified: false, size: 1, joined: undefined };
    fresh.set(name.own, { name, group });
    return group;
  }

  for (const step of steps) {
    const group = groupOf(step.id);
    if (step.kind === 'identify' && !users.has(step.id.own)) {
      users.add(step.id.own);
      named.add(step.id.own);
      name(group, step.id.own);
    }
    if (step.other === undefined) continue;
    const other = groupOf(step.other);
    if (other === group || (step.kind === 'identify' && other.identified)) continue;
    if (step.kind === 'alias' && group.identified && other.identified) refused.push(step);
    else if (group.size + other.size > mostIds) crowded.push(step);
    else unite(group, other);
  }
  return {
    fresh: [...fresh.values()].map(({ name, group }) => ({
      own: name.own,
      distinctId: name.distinctId,
      person: last(group).canonical,
      identified: users.has(name.own),
    })),
    identified: [...named].filter((own) => rows.has(own)),
    moves: [...groups]
      .map(([from, group]) => ({ from, to: last(group).canonical }))
      .filter(({ from, to }) => from !== to),
    refused,
    crowded,
  };
}

function last(group: Group): Group {
  let end = group;
  while (end.joined !== undefined) end = end.joined;
  return end;
}

/** A member turns out to name a user: the person goes by the smallest such name. */
function name(group: Group, own: string): void {
  group.canonical = group.identified ? smaller(group.canonical, own) : own;
  group.identified = true;
}

function unite(one: Group, two: Group): void {
  const alike = one.identified === two.identified;
  const byName = one.identified ? one.canonical : two.canonical;
  one.canonical = alike ? smaller(one.canonical, two.canonical) : byName;
  one.identified ||= two.identified;
  one.size += two.size;
  two.joined = one;
}

const smaller = (a: string, b: string) => (a < b ? a : b);
