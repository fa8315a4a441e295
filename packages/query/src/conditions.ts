/**
 * One operator on one value. What is missing is not equal to anything, contains nothing and is
 * neither greater nor smaller; so `is_not` and `not_contains` are true of it. `contains` and
 * `starts_with` ignore case. A value given as a number is compared as a number, also where the
 * sender wrote it as text; any other is compared as text.
 */
import type { PropertyFilter } from '@tandem/contract';
import type { Operand } from './properties.ts';
import { float, join, not, sql, str, type Sql } from './sql.ts';

type Op = PropertyFilter['op'];
type Scalar = string | number | boolean;
/** Each negative operator is the complement of a positive one. */
const complements: Partial<Record<Op, Op>> = {
  is_not: 'is',
  not_contains: 'contains',
  is_not_set: 'is_set',
};

/** The positive operator, and whether its answer is to be turned round. */
export function positive(filter: PropertyFilter): { filter: PropertyFilter; negated: boolean } {
  const op = complements[filter.op];
  return op === undefined
    ? { filter, negated: false }
    : { filter: { ...filter, op }, negated: true };
}

/** Never NULL: 1 or 0 on every row. */
export function holds(operand: Operand, given: PropertyFilter): Sql {
  const { filter, negated } = positive(given);
  const truth = test(operand, filter);
  return negated ? not(truth) : truth;
}

function test(operand: Operand, { op, value }: PropertyFilter): Sql {
  if (op === 'is_set') return operand.isSet;
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (values.length === 0) return sql`false`;
  const any = values.map((one) => sql`ifNull(${compare(operand.text, op, one)}, false)`);
  return sql`(${join(any, ' OR ')})`;
}

const signs: Partial<Record<Op, Sql>> = {
  gt: sql`>`,
  gte: sql`>=`,
  lt: sql`<`,
  lte: sql`<=`,
};

function compare(text: Sql, op: Op, value: Scalar): Sql {
  if (op === 'contains')
    return sql`positionCaseInsensitiveUTF8(${text}, ${str(String(value))}) > 0`;
  if (op === 'starts_with')
    return sql`startsWith(lowerUTF8(${text}), lowerUTF8(${str(String(value))}))`;
  const sign = signs[op] ?? sql`=`;
  return typeof value === 'number'
    ? sql`toFloat64OrNull(${text}) ${sign} ${float(value)}`
    : sql`${text} ${sign} ${str(String(value))}`;
}
