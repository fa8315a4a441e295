/** Records that the people domain owns. */
import type { Generated } from 'kysely';

declare module '../platform/records.ts' {
  interface Tables {
    person_ids: {
      project: Generated<number>;
      /** `personOf` of the distinct id: what its stored events carry. */
      own: string;
      distinct_id: string;
      /** The person it belongs to now: its own, or that of the id it was merged with. */
      person: string;
      /** The id was the target of an identify: it names a user, not a device. */
      identified: boolean;
      /** Rises with every change of `person`; becomes the precedence of the override row. */
      revision: number;
    };
    erasures: {
      project: Generated<number>;
      id: string;
      waiting_for: string[];
      requested_at: Date;
      done_at: Date | null;
    };
    erased_ids: {
      project: Generated<number>;
      hash: string;
      erased_at: Date;
    };
  }
}
