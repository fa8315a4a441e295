/** What can be told from words alone. Pure: no clock, no chance, nothing read or written. */
export { foldCase, wordsOf, type Word } from './words.ts';
export { clausesOf, type Span } from './clauses.ts';
export { stopWordsOf } from './stop-words.ts';
export { keyness, type Keyness, type TermCounts } from './keyness.ts';
export { readGoal, type Goal } from './goals/goal.ts';
export type { Target, Window } from './goals/parts.ts';
export type { Quantity } from './goals/quantities.ts';
