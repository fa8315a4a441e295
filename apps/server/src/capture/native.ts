/** Our own wire: `POST /api/v1/events`. Each event is read by itself and gets its own answer. */
import {
  eventInput,
  eventNames,
  type EventInput,
  type IdentityChange,
  type NormalEvent,
} from '@tandem/contract';
import { wordsOfIssue } from '../platform/problem.ts';
import type { Malformed } from './rules.ts';

export function fromNative(given: unknown): NormalEvent | Malformed {
  const parsed = eventInput.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? 'event' : issue.path.join('.');
    return {
      malformed: `${place}: ${issue === undefined ? 'not an event' : wordsOfIssue(issue)}`,
      id: givenId(given),
    };
  }
  const event = parsed.data;
  const hasTraits =
    event.set !== undefined || event.setOnce !== undefined || event.unset !== undefined;
  return {
    id: event.id,
    name: event.event,
    distinctId: event.distinctId,
    timestamp: event.timestamp,
    sessionId: event.sessionId,
    // As it came: a schema's copy would drop keys such as __proto__.
    properties: (given as EventInput).properties ?? {},
    groups: event.groups,
    traits: hasTraits ? { set: event.set, setOnce: event.setOnce, unset: event.unset } : undefined,
    identity: identityOf(event),
  };
}

function identityOf(event: EventInput): IdentityChange | undefined {
  if (event.event === eventNames.identify)
    return { kind: 'identify', anonymousId: event.anonymousId };
  if (event.alias !== undefined) return { kind: 'alias', alias: event.alias };
  return event.group === undefined ? undefined : { kind: 'group', ...event.group };
}

function givenId(given: unknown): string | null {
  const id = (given as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}
