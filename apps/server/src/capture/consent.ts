/** What a delivery says of consent is kept with the person: the decision itself must be provable. */
import type { ProjectId } from '@tandem/contract';
import { storable, type PersonChange } from '../people/index.ts';
import { limits, type Batch } from './rules.ts';

const most = 20_000;

/** Decisions that are news, one per person; what a sender repeats with every delivery is known. */
export function createConsentNews(): (project: ProjectId, batch: Batch) => readonly PersonChange[] {
  const known = new Map<string, string>();

  return (project, { consent, events, receivedAt }) => {
    if (consent === undefined) return [];
    const ids = new Set(
      events.flatMap((event) => ('malformed' in event ? [] : [storable(event.distinctId)])),
    );
    return [...ids].flatMap((distinctId) => {
      const key = `${project} ${distinctId}`;
      if (distinctId === '' || distinctId.length > limits.distinctId) return [];
      if (known.get(key) === consent) return [];
      if (known.size >= most) known.clear();
      known.set(key, consent);
      return [{ distinctId, time: receivedAt, consent }];
    });
  };
}
