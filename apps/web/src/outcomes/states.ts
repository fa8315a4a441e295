/** Where an outcome stands. */
import type { Outcome } from '@tandem/contract';

type At = Pick<Outcome, 'state'>;

export const isClosed = ({ state }: At): boolean =>
  state === 'met' || state === 'missed' || state === 'inconclusive';

/** There is a result to ask for. */
export const isMeasured = (outcome: At): boolean =>
  outcome.state === 'measuring' || isClosed(outcome);

/** Without these nothing is agreed. */
export type FieldName = 'metric' | 'baseline' | 'target' | 'window';
