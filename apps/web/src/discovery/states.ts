import type { Opportunity } from '@tandem/contract';

/** How a state reads, and in which tone. */
export const stateWords: Readonly<
  Record<
    Opportunity['state'],
    readonly [string, 'plain' | 'accent' | 'support' | 'warn' | 'counter' | 'line']
  >
> = {
  identified: ['identified', 'plain'],
  exploring: ['exploring', 'plain'],
  validated: ['validated', 'support'],
  rejected: ['rejected', 'line'],
  in_bet: ['in bet', 'accent'],
  addressed: ['addressed', 'accent'],
  verified_solved: ['solved, they say', 'support'],
  reopened: ['reopened', 'counter'],
  stale: ['no new evidence', 'warn'],
};
