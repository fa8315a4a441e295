/** Records that the bets domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type {
  Bet,
  BetOverride,
  BetQuestion,
  Finding,
  Learning,
  Role,
  ScopeItem,
} from '@tandem/contract';

declare module '../platform/records.ts' {
  interface Tables {
    bets: {
      project: Generated<number>;
      id: string;
      version: number;
      state: Bet['state'];
      /** When it entered this state. */
      since: Date;
      verdict: Bet['verdict'];
      title: string;
      kind: Bet['kind'];
      opportunity: string | null;
      /** This bet took the opportunity along and gives it back when it ends. */
      holds_opportunity: boolean;
      outcome: string | null;
      pod: string | null;
      proposer_id: string;
      proposer: string;
      proposer_role: Role | null;
      appetite_days: number | null;
      hypothesis: string;
      assumptions: JSONColumnType<string[]>;
      created_at: Date;
    };
    bet_questions: {
      project: Generated<number>;
      id: string;
      bet: string;
      name: BetQuestion['name'];
      version: number;
      answer: string;
    };
    scope_items: {
      project: Generated<number>;
      id: string;
      bet: string;
      version: number;
      text: string;
      state: ScopeItem['state'];
      added_by: string;
      added_at: Date;
      cut: JSONColumnType<NonNullable<ScopeItem['cut']>> | null;
    };
    bet_overrides: {
      project: Generated<number>;
      id: string;
      bet: string;
      pod: string | null;
      rules: JSONColumnType<string[]>;
      reason: string;
      author_id: string;
      author: string;
      side: BetOverride['side'];
      at: Date;
      unsupported_share: number | null;
    };
    findings: {
      project: Generated<number>;
      id: string;
      bet: string;
      says: string;
      page: Finding['page'];
      search: string;
      author: string;
      at: Date;
    };
    learnings: {
      project: Generated<number>;
      id: string;
      bet: string;
      version: number;
      believed: string;
      happened: string;
      label: Learning['label'];
      statement: string;
      rests_on: JSONColumnType<Learning['restsOn']>;
      author: string;
      at: Date;
    };
  }
}
