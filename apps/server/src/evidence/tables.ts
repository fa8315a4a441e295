/** Records that the evidence domain owns. */
import type { Generated } from 'kysely';
import type { Highlight, Relation, signalMachine, StateOf } from '@tandem/contract';

declare module '../platform/records.ts' {
  interface Tables {
    signal_states: {
      project: Generated<number>;
      signal: string;
      state: StateOf<typeof signalMachine>;
      merged_into: string | null;
    };
    highlights: {
      project: Generated<number>;
      id: string;
      signal: string;
      /** UTF-16 units of the signal's text, half-open. */
      from_unit: number;
      to_unit: number;
      text_hash: string;
      type: Highlight['type'];
      is_stated: boolean;
      is_redacted: boolean;
      author: string;
      at: Date;
    };
    evidence_links: {
      project: Generated<number>;
      id: string;
      highlight: string;
      to_kind: string;
      to_id: string;
      relation: Relation;
      note: string | null;
      author: string;
      at: Date;
    };
  }
}
