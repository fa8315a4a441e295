/** Records that the release domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type {
  Experiment,
  ExperimentPlan,
  ExperimentResult,
  Flag,
  FlagRule,
  Release,
  ReleaseRing,
  Verdict,
} from '@tandem/contract';

type Json<T> = JSONColumnType<T & object>;

declare module '../platform/records.ts' {
  interface Tables {
    flags: {
      project: Generated<number>;
      id: string;
      key: string;
      version: number;
      name: string;
      description: string;
      kind: Flag['kind'];
      variants: Json<Flag['variants']>;
      fallback: string;
      unit: string;
      rules: Json<FlagRule[]>;
      is_enabled: boolean;
      archived_at: Date | null;
      created_at: Date;
    };
    flag_versions: { project: Generated<number>; version: number };
    releases: {
      project: Generated<number>;
      id: string;
      version: number;
      name: string;
      flag: string;
      variant: string;
      bet: string | null;
      opportunities: string[];
      rings: Json<ReleaseRing[]>;
      state: Release['state'];
      /** Place of the current ring; also while paused and after. */
      ring: number | null;
      paused_from: 'in_rings' | 'general' | null;
      announcement: Json<NonNullable<Release['announcement']>> | null;
      created_at: Date;
    };
    experiments: {
      project: Generated<number>;
      id: string;
      version: number;
      name: string;
      state: Experiment['state'];
      flag: string;
      bet: string | null;
      /** The version of the plan that holds. */
      plan_version: number;
      started_at: Date | null;
      stopped_at: Date | null;
      invalid_because: string | null;
      verdict: Json<Verdict> | null;
      /** The result as it was decided on. */
      snapshot: Json<ExperimentResult> | null;
      created_at: Date;
    };
    experiment_plans: {
      project: Generated<number>;
      experiment: string;
      version: number;
      plan: Json<ExperimentPlan>;
      at: Date;
      by_name: string;
      reason: string | null;
      /** Of the experiment when this was written. */
      state: Experiment['state'];
    };
  }
}
