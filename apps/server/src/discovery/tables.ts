/** Records that the discovery domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type { Condition, Opportunity } from '@tandem/contract';

declare module '../platform/records.ts' {
  interface Tables {
    opportunities: {
      project: Generated<number>;
      id: string;
      version: number;
      parent: string | null;
      statement: string;
      from_highlight: string | null;
      segment: JSONColumnType<Condition> | null;
      owner: string | null;
      state: Opportunity['state'];
      created_at: Date;
    };
  }
}
