/** What a delivery says of consent is kept with the person: the decision itself must be provable. */
import type { ProjectId } from '@tandem/contract';
import { storable, type PersonChange } from '../people/index.ts';
import { isCookieless, limits, type Batch } from './rules.ts';

const most = 20_000;

export interface ConsentNews {
  /** Decisions not yet known to be stored, one per person; of somebody cookieless nothing is kept. */
  of(project: ProjectId, batch: Batch): readonly PersonChange[];
  /** They are durable now: what a sender repeats with every delivery is no news any more. */
  remember(project: ProjectId, decisions: readonly PersonChange[]): void;
}

export function createConsentNews(): ConsentNews {
  const known = new Map<string, string>();

  return {
    of(project, { consent, events, receivedAt }) {
      if (consent === undefined) return [];
      const ids = new Set(
        events.flatMap((event) =>
          'malformed' in event || isCookieless(event) ? [] : [storable(event.distinctId)],
        ),
      );
      return [...ids]
        .filter((id) => id !== '' && id.length <= limits.distinctId)
        .filter((id) => known.get(keyOf(project, id)) !== consent)
        .map((distinctId) => ({ distinctId, time: receivedAt, consent }));
    },
    remember(project, decisions) {
      for (const { distinctId, consent } of decisions) {
        if (consent === undefined) continue;
        if (known.size >= most) known.clear();
        known.set(keyOf(project, distinctId), consent);
      }
    },
  };
}

const keyOf = (project: ProjectId, distinctId: string) => `${project} ${distinctId}`;
