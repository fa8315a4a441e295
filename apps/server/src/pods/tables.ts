/** Records that the pods domain owns. */
import type { Generated } from 'kysely';
import type { Side } from '@tandem/contract';

declare module '../platform/records.ts' {
  interface Tables {
    pods: {
      project: Generated<number>;
      id: string;
      version: number;
      name: string;
      /** A user with an open seat; null before the first was chosen and after the leader left. */
      leader: string | null;
    };
    seats: {
      project: Generated<number>;
      id: Generated<number>;
      pod: string;
      user_id: string;
      /** Only of an analyst's seat. */
      side: Side | null;
      share: number;
      from_day: Date | string;
      to_day: Date | string | null;
    };
    signatures: {
      project: Generated<number>;
      id: Generated<number>;
      object: string;
      record: string;
      user_id: string;
      name: string;
      side: Side;
      at: Date;
      voided_at: Date | null;
    };
  }
}
