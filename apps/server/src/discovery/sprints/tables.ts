import type { Generated } from 'kysely';
import type { Interview, Sprint } from '@tandem/contract';

declare module '../../platform/records.ts' {
  interface Tables {
    sprints: {
      project: Generated<number>;
      id: string;
      version: number;
      name: string;
      opportunity: string | null;
      from_day: string;
      to_day: string;
      length_reason: string | null;
      planned_share: number;
      guide: string;
      guide_version: number;
      state: Sprint['state'];
    };
    sprint_members: {
      project: Generated<number>;
      sprint: string;
      user_id: string;
      days_spent: number;
    };
    interviews: {
      project: Generated<number>;
      id: string;
      sprint: string;
      kind: Interview['kind'];
      name: string;
      /** As stored with the transcript, before merges; none once erased. */
      person: string | null;
      day: string;
      guide_version: number;
      may_quote: boolean;
      may_contact: boolean;
      signal: string | null;
    };
  }
}
