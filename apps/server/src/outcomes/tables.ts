/** Records that the outcomes domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type {
  Condition,
  Outcome,
  OutcomeReading,
  OutcomeTarget,
  OutcomeVerdict,
} from '@tandem/contract';

type Json<T> = JSONColumnType<T & object>;

declare module '../platform/records.ts' {
  interface Tables {
    outcomes: {
      project: Generated<number>;
      id: string;
      version: number;
      state: Outcome['state'];
      sentence: string;
      pod: string | null;
      metric: string | null;
      metric_version: number | null;
      baseline: number | null;
      target: Json<OutcomeTarget> | null;
      time_window: Json<NonNullable<Outcome['window']>> | null;
      segment: Json<Condition> | null;
      starts_on: Date | string | null;
      output_reason: string | null;
      created_at: Date;
    };
    outcome_closings: {
      project: Generated<number>;
      id: string;
      outcome: string;
      verdict: OutcomeVerdict;
      reason: string | null;
      withdrawn_at: Date | null;
      closed_at: Date | null;
      snapshot: Json<OutcomeReading> | null;
    };
  }
}
