/**
 * Targeting conditions, compiled once into functions. The operators and the coercions between texts
 * and numbers are those of GrowthBook, oddities included (a missing attribute is `null`, which is 0
 * in a comparison of numbers), because the same person must get the same answer from every client.
 */
import { field, isFields, text, type Fields } from './fields.ts';
import type { Group, Groups } from './groups.ts';
import { compilePattern } from './patterns.ts';
import { sortableVersion } from './versions.ts';

export type Matcher = (value: unknown) => boolean;
type Operator = (expected: unknown, scope: Scope) => Matcher;
type Scope = {
  readonly groups: Groups;
  readonly depth: number;
  /** The saved groups that this part of the condition stands in. */
  readonly inside: readonly string[];
  /** How many more saved groups may be spelled out: groups of groups could multiply without end. */
  readonly left: { groups: number };
};

const maxDepth = 100;
const never: Matcher = () => false;

/**
 * A condition over the attributes of a unit. An unknown operator or a bad pattern does not hold, and
 * a condition that cannot be read at all or nests beyond 100 levels holds for nobody; neither
 * compiling nor matching throws.
 */
export function compileCondition(condition: unknown, groups: Groups): Matcher {
  try {
    return quiet(
      compileFields(condition, { groups, depth: 0, inside: [], left: { groups: 1_000 } }),
    );
  } catch {
    return never;
  }
}

/** Attributes belong to the page: a getter or a `toString` of theirs may throw. */
const quiet =
  (matches: Matcher): Matcher =>
  (attributes) => {
    try {
      return matches(attributes);
    } catch {
      return false;
    }
  };

function deeper(scope: Scope): Scope {
  if (scope.depth >= maxDepth) throw new RangeError('nested too deeply');
  return { ...scope, depth: scope.depth + 1 };
}

function compileFields(condition: unknown, scope: Scope): Matcher {
  if (!isFields(condition)) return never;
  const inner = deeper(scope);
  const all = Object.entries(condition).map(([key, expected]) => {
    if (key === '$and') return every(each(expected, inner));
    if (key === '$or') return some(each(expected, inner), true);
    if (key === '$nor') return not(some(each(expected, inner), true));
    if (key === '$not') return not(compileFields(expected, inner));
    if (key === '$savedGroup') return compileGroup(expected, inner);
    return at(key, compileValue(expected, inner));
  });
  return every(all);
}

/** `{ id, attributeKey? }` of a saved group that is a list or a condition; any other holds nobody. */
function compileGroup(reference: unknown, scope: Scope): Matcher {
  const id = field(reference, 'id');
  const attribute = field(reference, 'attributeKey');
  if (typeof id !== 'string' || scope.inside.includes(id)) return never;
  const group = scope.groups.get(id);
  if (group?.condition !== undefined) {
    if (--scope.left.groups < 0) throw new RangeError('too many groups of groups');
    return compileFields(group.condition, { ...scope, inside: [...scope.inside, id] });
  }
  const path = attribute ?? group?.attribute;
  if (group?.members === undefined || typeof path !== 'string') return never;
  return at(path, isIn(group.members, asIs));
}

function each(conditions: unknown, scope: Scope): readonly Matcher[] {
  return Array.isArray(conditions) ? conditions.map((one) => compileFields(one, scope)) : [never];
}

function every(matchers: readonly Matcher[]): Matcher {
  const [only] = matchers;
  if (only !== undefined && matchers.length === 1) return only;
  return (value) => {
    for (const matches of matchers) if (!matches(value)) return false;
    return true;
  };
}

const some =
  (matchers: readonly Matcher[], whenEmpty: boolean): Matcher =>
  (value) =>
    matchers.length === 0 ? whenEmpty : matchers.some((matches) => matches(value));

const not =
  (matches: Matcher): Matcher =>
  (value) =>
    !matches(value);

function at(path: string, matches: Matcher): Matcher {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return (subject) => matches(field(subject, first));
  return (subject) => matches(rest.reduce(field, field(subject, first)));
}

function compileValue(expected: unknown, scope: Scope, fold: Fold = asIs): Matcher {
  switch (typeof expected) {
    case 'string': {
      const folded = fold(expected);
      return (value) => fold(String(value)) === folded;
    }
    case 'number':
      return (value) => Number(value) === expected;
    case 'boolean':
      return (value) => value !== null && Boolean(value) === expected;
    default:
  }
  if (!isFields(expected)) return (value) => value === expected;
  return hasOperators(expected) ? compileOperators(expected, scope) : sameJson(expected);
}

function hasOperators(expected: Fields): boolean {
  const keys = Object.keys(expected);
  return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

function compileOperators(expected: Fields, scope: Scope): Matcher {
  const inner = deeper(scope);
  return every(
    Object.entries(expected).map(([name, operand]) => operators[name]?.(operand, inner) ?? never),
  );
}

function sameJson(expected: Fields): Matcher {
  const json = JSON.stringify(expected);
  return (value) => isFields(value) && JSON.stringify(value) === json;
}

type Fold = (value: unknown) => unknown;
const asIs: Fold = (value) => value;
const lowerCase: Fold = (value) => (typeof value === 'string' ? value.toLowerCase() : value);

/** Of an array it is enough that one element is among them. */
function isIn(members: ReadonlySet<unknown>, fold: Fold): Matcher {
  return (value) =>
    Array.isArray(value) ? value.some((one) => members.has(fold(one))) : members.has(fold(value));
}

const inList =
  (fold: Fold, isWanted: boolean): Operator =>
  (list) => {
    if (!Array.isArray(list)) return never;
    const matches = isIn(new Set(list.map(fold)), fold);
    return isWanted ? matches : not(matches);
  };

/** An unknown group is empty; one that is no list of values holds nobody, wanted or not. */
const inGroup =
  (isWanted: boolean): Operator =>
  (name, { groups }) => {
    const { members }: Group = groups.get(text(name) ?? '') ?? { members: new Set() };
    if (members === undefined) return never;
    const matches = isIn(members, asIs);
    return isWanted ? matches : not(matches);
  };

const containsAll =
  (fold: Fold): Operator =>
  (list, scope) => {
    if (!Array.isArray(list)) return never;
    const wanted = list.map((one) => compileValue(one, scope, fold));
    return (value) =>
      Array.isArray(value) && wanted.every((matches) => value.some((one) => matches(one)));
  };

const pattern =
  (flags: '' | 'i'): Operator =>
  (source) => {
    const matches = typeof source === 'string' ? compilePattern(source, flags) : never;
    return (value) => matches(String(value));
  };

/** Numbers and texts compare as JavaScript compares them: `"8" < 10`, `"8" > "10"`. */
const ordered =
  (holds: (a: number, b: number) => boolean): Operator =>
  (expected) =>
  (value) =>
    holds(value as number, expected as number);

const versions =
  (holds: (a: string, b: string) => boolean): Operator =>
  (expected) => {
    const than = sortableVersion(expected);
    return (value) => holds(sortableVersion(value), than);
  };

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const operators: { readonly [name: string]: Operator } = {
  $eq: (expected) => (value) => value === expected,
  $ne: (expected) => (value) => value !== expected,
  $lt: ordered((a, b) => a < b),
  $lte: ordered((a, b) => a <= b),
  $gt: ordered((a, b) => a > b),
  $gte: ordered((a, b) => a >= b),
  $veq: versions((a, b) => a === b),
  $vne: versions((a, b) => a !== b),
  $vlt: versions((a, b) => a < b),
  $vlte: versions((a, b) => a <= b),
  $vgt: versions((a, b) => a > b),
  $vgte: versions((a, b) => a >= b),
  $exists: (isWanted) => (value) => (value !== null) === Boolean(isWanted),
  $type: (expected) => (value) => typeOf(value) === expected,
  $in: inList(asIs, true),
  $nin: inList(asIs, false),
  $ini: inList(lowerCase, true),
  $nini: inList(lowerCase, false),
  $inGroup: inGroup(true),
  $notInGroup: inGroup(false),
  $all: containsAll(asIs),
  $alli: containsAll(lowerCase),
  $regex: pattern(''),
  $regexi: pattern('i'),
  $not: (expected, scope) => not(compileValue(expected, scope)),
  $size: (expected, scope) => {
    const matches = compileValue(expected, scope);
    return (value) => Array.isArray(value) && matches(value.length);
  },
  $elemMatch: (expected, scope) => {
    const isValue = isFields(expected) && hasOperators(expected);
    const matches = isValue ? compileValue(expected, scope) : compileFields(expected, scope);
    return (value) => Array.isArray(value) && value.some((one) => matches(one));
  },
};
