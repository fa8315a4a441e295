/** PostHog's event -> our normal form. Its names (`$pageview`, `$set`, ...) are ours too. */
import {
  eventNames,
  type IdentityChange,
  type NormalEvent,
  type Properties,
  type TraitChange,
} from '@tandem/contract';
import type { Malformed } from '../../capture/index.ts';
import { instantOf, isObject, object, text } from '../fields.ts';

/** What a delivery says once for all its events. */
export type Delivery = {
  /** Whose it may be: the one that is said for all, or those that single events carry. */
  readonly tokens: readonly string[];
  readonly events: readonly unknown[];
  readonly sentAt: Date | undefined;
  readonly historical: boolean;
};

/** One event, a bare list, or `{api_key, batch, sent_at}`; the query may carry `sent_at` or `_`. */
export function deliveryIn(body: unknown, query: URLSearchParams): Delivery {
  const outer = object(body);
  const events = Array.isArray(body)
    ? body
    : Array.isArray(outer['batch'])
      ? outer['batch']
      : [body];
  const token = tokenOf(outer);
  const millis = Number(query.get('_') ?? query.get('sent_at') ?? Number.NaN);
  return {
    tokens: token === undefined ? tokensIn(events) : [token],
    events,
    sentAt: instantOf(outer['sent_at']) ?? (Number.isFinite(millis) ? new Date(millis) : undefined),
    historical: outer['historical_migration'] === true,
  };
}

/** More different ones than a client could mean are not looked up. */
const mostTokens = 5;

function tokensIn(events: readonly unknown[]): readonly string[] {
  const found = new Set<string>();
  for (const event of events) {
    const token = tokenOf(object(event));
    if (token !== undefined) found.add(token);
    if (found.size === mostTokens) break;
  }
  return [...found];
}

export function tokenOf(event: Properties): string | undefined {
  const inner = object(event['properties'])['token'];
  return text(event['api_key']) ?? text(event['token']) ?? text(event['$token']) ?? text(inner);
}

export function fromPosthog(given: unknown): NormalEvent | Malformed {
  if (!isObject(given)) return { malformed: 'not an object', id: null };
  const properties = object(given['properties']);
  const id = text(given['uuid']) ?? text(properties['$insert_id']);
  const name = text(given['event']);
  const distinctId =
    text(given['distinct_id']) ??
    text(properties['distinct_id']) ??
    text(properties['$distinct_id']);
  if (name === undefined) return { malformed: 'event: no name is given', id: id ?? null };
  if (distinctId === undefined) return { malformed: 'distinct_id: is missing', id: id ?? null };
  return {
    id,
    name: name === 'alias' ? eventNames.alias : name,
    distinctId,
    timestamp: instantOf(given['timestamp'])?.toISOString(),
    agoMs: agoOf(given['offset']),
    isClockRight: object(given['options'])['disable_skew_correction'] === true,
    sessionId: text(properties['$session_id']),
    properties: withoutOurs(properties),
    groups: groupsIn(properties['$groups']),
    traits: traitsOf(given, properties),
    identity: identityOf(name, properties),
  };
}

/** Old clients say how many milliseconds before the sending it was. */
function agoOf(offset: unknown): number | undefined {
  const ms = Number(offset);
  return offset === undefined || !Number.isFinite(ms) ? undefined : ms;
}

function traitsOf(event: Properties, properties: Properties): TraitChange | undefined {
  const set = { ...object(properties['$set']), ...object(event['$set']) };
  const setOnce = { ...object(properties['$set_once']), ...object(event['$set_once']) };
  const unset = namesIn(properties['$unset'] ?? event['$unset']);
  const some = Object.keys(set).length + Object.keys(setOnce).length + unset.length > 0;
  return some ? { set, setOnce, unset } : undefined;
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((name) => typeof name === 'string')
    : Object.keys(object(value));

function identityOf(name: string, properties: Properties): IdentityChange | undefined {
  if (name === eventNames.identify) {
    return { kind: 'identify', anonymousId: text(properties['$anon_distinct_id']) };
  }
  if (name === eventNames.alias || name === '$merge_dangerously' || name === 'alias') {
    const alias = text(properties['alias']);
    return alias === undefined ? undefined : { kind: 'alias', alias };
  }
  const [type, key] = [text(properties['$group_type']), text(properties['$group_key'])];
  if (name !== eventNames.group || type === undefined || key === undefined) return undefined;
  return { kind: 'group', type, key, set: object(properties['$group_set']) };
}

function groupsIn(value: unknown): Record<string, string> | undefined {
  const groups = Object.entries(object(value)).flatMap(([type, key]) => {
    const known = text(key);
    return known === undefined ? [] : [[type, known] as const];
  });
  return groups.length === 0 ? undefined : Object.fromEntries(groups);
}

/** What has a place of its own in the normal form is not kept twice, nor is the token. */
const ours = new Set([
  'token',
  'distinct_id',
  '$session_id',
  '$set',
  '$set_once',
  '$unset',
  '$insert_id',
  '$time',
]);
const withoutOurs = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !ours.has(key)));
