/** Who is who: ids, merges, traits, accounts, consent, erasure. */
import type { IdentityChange, ProjectId, TraitChange } from '@tandem/contract';

export { accountOf, namedUuid, personOf } from './ids.ts';

/** One thing that an event says about a person. */
export type PersonChange = {
  readonly distinctId: string;
  readonly time: Date;
  readonly traits?: TraitChange | undefined;
  readonly identity?: IdentityChange | undefined;
  readonly consent?: 'granted' | 'denied' | undefined;
};

export interface People {
  /** Applies what a batch says of people, in order; resolves once durable. Idempotent. */
  learn(project: ProjectId, changes: readonly PersonChange[]): Promise<void>;
}
