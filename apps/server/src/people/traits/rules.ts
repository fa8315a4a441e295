/**
 * Traits as facts. A change becomes rows (one per key); what a person is like now is a fold of the
 * rows of all ids that were merged into them: the latest `set` wins, a `once` counts where nothing
 * was set since, and an unset is a `set` to null.
 */
import type { ProjectId } from '@tandem/contract';
import { accountOf, personOf, storable, storableJson, type PersonChange } from '../rules.ts';

export type TraitRow = {
  readonly key: string;
  readonly person: string;
  readonly kind: 'set' | 'once';
  /** JSON text. */
  readonly value: string;
  readonly time: Date;
};

const maxKey = 200;
const maxValue = 8_192;
const maxKeys = 200;
/** Keys of our own. No sender can write them: they are not among `kept`. */
export const consentKey = '$consent';
export const memberKey = (type: string) => `$member:${type}`;
export const accountKey = (type: string, key = '') => `$account:${type}:${key}`;
/** Of the keys that begin with `$`, the few that tell something of a person rather than of a call. */
const kept = /^\$(initial_|geoip_|browser$|browser_version$|os$|os_version$|device_type$)/;

/** The rows a change makes; within one call the last `set` and the first `once` of a key remain. */
export function traitRows(
  project: ProjectId,
  changes: readonly PersonChange[],
): readonly TraitRow[] {
  const rows = new Map<string, TraitRow>();
  for (const row of changes.flatMap((change) => rowsOf(project, change))) {
    const key = `${row.kind} ${row.person} ${row.key}`;
    const before = rows.get(key);
    const wins =
      before === undefined ||
      (row.kind === 'set' ? row.time >= before.time : row.time < before.time);
    if (wins) rows.set(key, row);
  }
  return [...rows.values()];
}

function rowsOf(project: ProjectId, change: PersonChange): readonly TraitRow[] {
  const person = personOf(project, change.distinctId);
  const row = (kind: 'set' | 'once', key: string, value: unknown): TraitRow | undefined =>
    asRow({ kind, key, person, value, time: change.time });
  const { set, setOnce, unset } = change.traits ?? {};
  const rows = [
    ...entries(set).map(([key, value]) => row('set', key, value)),
    ...entries(setOnce).map(([key, value]) => row('once', key, value)),
    ...(unset ?? []).filter(isWelcome).map((key) => row('set', key, null)),
    ...(change.consent === undefined ? [] : [row('set', consentKey, change.consent)]),
    ...accountRows(project, change, person),
  ];
  return rows.filter((one) => one !== undefined);
}

/** A group says that the account exists, what it is like, and that the person belongs to it. */
function accountRows(
  project: ProjectId,
  { identity, distinctId, time }: PersonChange,
  person: string,
): readonly (TraitRow | undefined)[] {
  if (identity?.kind !== 'group') return [];
  const { type, key, set } = identity;
  const account = accountOf(project, type, key);
  const row = (subject: string, name: string, value: unknown) =>
    asRow({ kind: 'set', key: name, person: subject, value, time });
  // PostHog's server libraries send groups under a made-up id that is nobody.
  const isNobody = distinctId === `$${type}_${key}`;
  return [
    row(account, accountKey(type), key),
    ...entries(set).map(([name, value]) => row(account, accountKey(type, name), value)),
    ...(isNobody ? [] : [row(person, memberKey(type), key)]),
  ];
}

function entries(traits: Readonly<Record<string, unknown>> | undefined): [string, unknown][] {
  return Object.entries(traits ?? {})
    .filter(([key]) => isWelcome(key))
    .slice(0, maxKeys);
}

function isWelcome(key: string): boolean {
  return key !== '' && key.length <= maxKey && (!key.startsWith('$') || kept.test(key));
}

function asRow(row: Omit<TraitRow, 'value'> & { readonly value: unknown }): TraitRow | undefined {
  const value = JSON.stringify(storableJson(row.value ?? null));
  if (value === undefined || value.length > maxValue) return undefined;
  return { ...row, key: storable(row.key), value };
}

/** Which row of a key survives in the store: of `set` the latest, of `once` the earliest. */
export function precedenceOf({ kind, time }: TraitRow): number {
  return kind === 'set' ? time.getTime() : Number.MAX_SAFE_INTEGER - time.getTime();
}

/** What the rows of one person (all merged ids) say now, own keys included. */
export function foldTraits(rows: readonly TraitRow[]): ReadonlyMap<string, unknown> {
  const latest = new Map<string, TraitRow>();
  const earliest = new Map<string, TraitRow>();
  for (const row of rows) {
    const best = row.kind === 'set' ? latest : earliest;
    const before = best.get(row.key);
    if (before === undefined || beats(row, before)) best.set(row.key, row);
  }
  const folded = new Map<string, unknown>();
  for (const key of [...new Set([...latest.keys(), ...earliest.keys()])].toSorted()) {
    const value = valueOf(latest.get(key), earliest.get(key));
    if (value !== null) folded.set(key, value);
  }
  return folded;
}

function beats(row: TraitRow, before: TraitRow): boolean {
  const later = row.time.getTime() - before.time.getTime();
  if (later === 0) return row.value > before.value;
  return row.kind === 'set' ? later > 0 : later < 0;
}

function valueOf(set: TraitRow | undefined, once: TraitRow | undefined): unknown {
  const wasUnset = set !== undefined && set.value === 'null';
  if (set !== undefined && !wasUnset) return JSON.parse(set.value) as unknown;
  const counts = once !== undefined && (set === undefined || once.time > set.time);
  return counts ? (JSON.parse(once.value) as unknown) : null;
}
