/** Records that the metrics domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type { Metric, MetricDefinition } from '@tandem/contract';

declare module '../platform/records.ts' {
  interface Tables {
    metrics: {
      project: Generated<number>;
      id: string;
      version: number;
      name: string;
      description: string;
      kind: Metric['kind'];
      unit: string;
      direction: Metric['direction'];
      archived_at: Date | null;
      created_at: Date;
    };
    metric_definitions: {
      project: Generated<number>;
      metric: string;
      version: number;
      definition: JSONColumnType<MetricDefinition & object>;
      reason: string | null;
      author: string;
      at: Date;
    };
  }
}
