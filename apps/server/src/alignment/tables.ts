/** Records that the alignment domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type { acknowledgementMachine, PackSnapshot, Role, StateOf } from '@tandem/contract';
import type { CountsAt } from './packs/rules.ts';

declare module '../platform/records.ts' {
  interface Tables {
    briefs: {
      project: Generated<number>;
      id: string;
      version: number;
      title: string;
      body: string;
      bet: string | null;
      teams: Role[];
      due_on: string | null;
      created_at: Date;
    };
    brief_texts: {
      project: Generated<number>;
      brief: string;
      number: number;
      title: string;
      body: string;
      is_material: boolean;
      author: string;
      at: Date;
    };
    acknowledgements: {
      project: Generated<number>;
      brief: string;
      user_id: string;
      state: StateOf<typeof acknowledgementMachine>;
      text_number: number | null;
      commitment: string | null;
      at: Date | null;
    };
    packs: {
      project: Generated<number>;
      id: string;
      number: number;
      until: Date;
      snapshot: JSONColumnType<PackSnapshot>;
      /** People behind each opportunity when the pack was made: the next one says what was added. */
      counts: JSONColumnType<CountsAt>;
      body: string;
      made_by: string;
    };
    pack_actions: {
      project: Generated<number>;
      id: string;
      pack: string;
      title: string;
      /** User id. */
      owner: string;
      due_on: string;
      evidence: string | null;
      done_at: Date | null;
      created_at: Date;
    };
  }
}
