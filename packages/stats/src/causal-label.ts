/**
 * How the compared groups came about; data, never inferred from numbers.
 * - `randomised`: chance assigned the units. The only one that may be worded as "caused".
 * - `quasi-experiment`: a rule or a date assigned them, and a design argues for the comparison.
 * - `observational`: they chose for themselves, or it is before against after.
 */
export type CausalLabel = 'randomised' | 'quasi-experiment' | 'observational';
