/** Records that the engage domain owns. */
import type { Generated, JSONColumnType } from 'kysely';
import type {
  ChangelogEntry,
  closureMachine,
  entryMachine,
  LoopMessage,
  StateOf,
} from '@tandem/contract';

declare module '../platform/records.ts' {
  interface Tables {
    closures: {
      project: Generated<number>;
      id: string;
      release: string;
      opportunity: string;
      /** Who it is about: a person id that is or was theirs. */
      person: string;
      state: StateOf<typeof closureMachine>;
      /** Why it is suppressed. */
      reason: 'no_consent' | 'opted_out' | 'no_longer_asked' | 'merged' | null;
      highlight: string;
      signal: string;
      /** The words they asked with: UTF-16 units of the signal's text, half-open. */
      from_unit: number;
      to_unit: number;
      /** How often it was leased; the newest lease has this number. */
      leases: number;
      lease_client: string | null;
      lease_until: Date | null;
      told_at: Date | null;
      answered_at: Date | null;
      /** The signal with what they said to their answer. */
      words: string | null;
      /** Two people turned out to be one: the closure that counts for both. */
      merged_into: string | null;
    };
    message_stops: { project: Generated<number>; person: string; at: Date };
    loop_texts: {
      project: Generated<number>;
      release: string;
      version: number;
      body: string;
      action: JSONColumnType<NonNullable<LoopMessage['action']>> | null;
    };
    reopen_requests: {
      project: Generated<number>;
      opportunity: string;
      release: string;
      /** The first "no"; null after that person was erased. */
      closure: string | null;
      asked_at: Date;
      version: Generated<number>;
      declined_at: Date | null;
      declined_by: string | null;
      decline_reason: string | null;
    };
    asker_lookups: {
      project: Generated<number>;
      release: string;
      /** Of the release, when its askers were last looked up. */
      release_version: number;
      /** Rises with every news of who asked; `done` is what the last look-up knew of. */
      wanted: number;
      done: number;
    };
    entries: {
      project: Generated<number>;
      id: string;
      version: number;
      kind: ChangelogEntry['kind'];
      title: string;
      body: string;
      flag: string | null;
      holdout: number;
      state: StateOf<typeof entryMachine>;
      published_at: Date | null;
      created_at: Date;
    };
    identity_verifications: { project: Generated<number>; is_on: boolean; generation: number };
  }
}
