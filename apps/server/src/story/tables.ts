/** Records that the story domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type { Framework } from '@tandem/contract';

type Lines = JSONColumnType<string[]>;

declare module '../platform/records.ts' {
  interface Tables {
    frameworks: {
      project: Generated<number>;
      id: string;
      version: number;
      bet: string | null;
      number: number;
      state: Framework['state'];
      audience: string;
      problem: string;
      problem_highlight: string | null;
      value_proposition: string;
      pillars: Lines;
      proof_points: Lines;
      forbidden_words: Lines;
      message: string;
      clarity: JSONColumnType<NonNullable<Framework['clarity']>> | null;
      created_at: Date;
    };
  }
}
