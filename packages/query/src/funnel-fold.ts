/**
 * The exact walk through a person's events, as a fold the engine runs per person. The state holds,
 * for each step, the beginning that led there. The latest beginning is always as good as any
 * other: whatever a later event allows an earlier one, it allows the latest.
 */
import { join, literal, sql, type Sql } from './sql.ts';

export type Walk = {
  /** Rows `(person, t, step and exclusion flags)`. */
  readonly events: Sql;
  readonly steps: readonly Sql[];
  readonly exclusions: readonly {
    readonly alias: Sql;
    readonly fromStep: number;
    readonly toStep: number;
  }[];
  readonly windowMs: number;
};

/** Before any time an event may have, also with the longest window taken off. */
const never = sql`-1000000000000000`;
const bit = (i: number): Sql => sql`bitTest(e.3, ${literal(i)})`;

/**
 * A person's events in the order they are taken: by time; exclusions before steps; by the first,
 * then the last step they fit. `(t, order, bits of the steps, bits of the exclusions)`.
 */
function sorted({ steps, exclusions }: Walk): Sql {
  const bits = (flags: readonly Sql[]) =>
    flags.length === 0
      ? sql`toUInt16(0)`
      : sql`toUInt16(${join(
          flags.map((flag, i) => sql`${literal(2 ** i)} * (${flag})`),
          ' + ',
        )})`;
  const mask = bits(steps);
  const first = sql`bitCount(toUInt16(bitXor(${mask}, ${mask} - 1)))`;
  // The mask itself orders by the last step.
  const order = sql`(toUInt32(if(${mask} = 0, 0, ${first})) * 65536 + ${mask})`;
  return sql`arraySort(e -> (e.1, e.2), groupArray((t, ${order}, ${mask}, ${bits(
    exclusions.map(({ alias }) => alias),
  )})))`;
}

/** Whether an exclusion of this event gives up what has made `made` steps (1-based). */
function givenUp({ exclusions }: Walk, made: number): Sql | undefined {
  const bits = exclusions.flatMap(({ fromStep, toStep }, i) =>
    made > fromStep && made <= toStep ? [sql`bitTest(e.4, ${literal(i)})`] : [],
  );
  return bits.length === 0 ? undefined : join(bits, ' OR ');
}

/** UInt8: how many steps the person made. */
export function foldedLevel(walk: Walk): Sql {
  const count = walk.steps.length;
  const alive = (made: number): Sql => {
    const state = sql`a.${literal(made)}`;
    const lost = givenUp(walk, made);
    return lost === undefined ? state : sql`if(${lost}, ${never}, ${state})`;
  };
  const goesOn = (made: number): Sql =>
    made === 1
      ? bit(0)
      : sql`${bit(made - 1)} AND ${alive(made - 1)} >= e.1 - ${literal(walk.windowMs)}`;
  const next = walk.steps.map((_, i) =>
    i === 0
      ? sql`if(${bit(0)}, e.1, ${alive(1)})`
      : sql`if(${goesOn(i + 1)}, ${alive(i)}, ${alive(i + 1)})`,
  );
  const reached = walk.steps
    .map((_, i) => sql`${goesOn(count - i)}, ${literal(count - i)}`)
    .reduce((all, one) => sql`${all}, ${one}`);
  const best = literal(count + 1);
  const states = join(
    walk.steps.map(() => sql`toInt64(${never})`),
    ', ',
  );
  return sql`arrayFold((a, e) -> (${join(next, ', ')}, greatest(a.${best}, toUInt8(multiIf(${reached}, 0)))),
    ${sorted(walk)}, (${states}, toUInt8(0))).${best}`;
}

/** Array(Int64): when the person made each step of their furthest way. */
export function foldedChain(walk: Walk): Sql {
  const count = walk.steps.length;
  const none = sql`emptyArrayInt64()`;
  const alive = (made: number): Sql => {
    const state = sql`a.${literal(made)}`;
    const lost = givenUp(walk, made);
    return lost === undefined ? state : sql`if(${lost}, ${none}, ${state})`;
  };
  const goesOn = (made: number): Sql =>
    made === 1
      ? bit(0)
      : sql`${bit(made - 1)} AND notEmpty(${alive(made - 1)}) AND ${alive(made - 1)}[1] >= e.1 - ${literal(walk.windowMs)}`;
  const longer = (made: number): Sql =>
    made === 1 ? sql`[e.1]` : sql`arrayPushBack(${alive(made - 1)}, e.1)`;
  const next = walk.steps.map((_, i) => {
    const made = i + 1;
    const later =
      made === 1
        ? sql`true`
        : sql`(empty(${alive(made)}) OR ${alive(made)}[1] < ${alive(made - 1)}[1])`;
    return sql`if(${goesOn(made)} AND ${later}, ${longer(made)}, ${alive(made)})`;
  });
  const best = sql`a.${literal(count + 1)}`;
  const furthest = walk.steps
    .map((_, i) => count - i)
    .map((made) => sql`length(${best}) < ${literal(made)} AND ${goesOn(made)}, ${longer(made)}`)
    .reduce((all, one) => sql`${all}, ${one}`);
  const states = join(
    Array.from({ length: count + 1 }, () => none),
    ', ',
  );
  return sql`arrayFold((a, e) -> (${join(next, ', ')}, multiIf(${furthest}, ${best})),
    ${sorted(walk)}, (${states})).${literal(count + 1)}`;
}
