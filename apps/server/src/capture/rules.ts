/** From the normal form to a row, or to the reason why not. */
import {
  monthsOfBatch,
  type NormalEvent,
  type ProjectId,
  type RefusalReason,
} from '@tandem/contract';
import { dayMs } from '@tandem/query';
import { namedUuid, personOf, storable, type PersonChange } from '../people/index.ts';
import { inspect, propertyLimits } from './properties.ts';

/** One delivery of events: what all of them share. */
export type Batch = {
  readonly source: string;
  readonly receivedAt: Date;
  /** The client's clock when it sent; with it the skew of its clock is corrected. */
  readonly sentAt?: Date | undefined;
  /** An import: old timestamps are accepted. */
  readonly historical?: boolean | undefined;
  /** Made-up data: each event counts as received when it happened. */
  readonly asIfLive?: boolean | undefined;
  /** Of the browser that sent it; a server's library has none. */
  readonly userAgent?: string | undefined;
  readonly ip?: string | undefined;
  readonly consent?: 'granted' | 'denied' | undefined;
  /** The browser asks not to be tracked (DNT, Global Privacy Control). */
  readonly doNotTrack?: boolean | undefined;
  /** Sent with a private key, by somebody's own server. */
  readonly isTrusted?: boolean | undefined;
  readonly events: readonly (NormalEvent | Malformed)[];
};
/** An event that its wire could not read; it does not take the others with it. */
export type Malformed = { readonly malformed: string; readonly id: string | null };

export type Refusal = { readonly reason: RefusalReason; readonly detail: string };
export type EventRow = Readonly<Record<string, unknown>>;
export type Judged =
  | { readonly row: EventRow; readonly change: PersonChange | undefined }
  | Refusal;

export const limits = {
  name: 200,
  distinctId: 400,
  sessionId: 200,
  futureMs: 24 * 3600_000,
  pastMs: 400 * dayMs,
  historicalPastMs: 30 * 365.25 * dayMs,
} as const;

/** What the judgement needs of the world, fixed once per batch. */
export type Judge = {
  readonly project: ProjectId;
  readonly newId: () => string;
  readonly isBot: (userAgent: string) => boolean;
  readonly wasErased: (distinctId: string, time: Date) => boolean;
  /** Distinct id of somebody who wants no identifier kept. */
  readonly cookielessId: (event: NormalEvent) => string;
  /** Falls with every event taken: of two copies the first one wins. */
  readonly nextPrecedence: () => number;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** UUIDs stay themselves; any other id becomes one by name. The same id is the same event, for ever. */
export const eventUuid = (id: string): string =>
  uuid.test(id) ? id.toLowerCase() : namedUuid(`event\0${id}`);

export function judge(event: NormalEvent | Malformed, batch: Batch, by: Judge): Judged {
  if ('malformed' in event) return { reason: 'malformed', detail: event.malformed };
  const refusal = refusedByPolicy(event, batch, by) ?? refusedByShape(event);
  if (refusal !== undefined) return refusal;
  const sent = event.timestamp === undefined ? Number.NaN : Date.parse(event.timestamp);
  const time = timeOf(event, sent, batch);
  const outside = refusedByTime(time, batch);
  if (outside !== undefined) return outside;
  const inspected = inspect(event.properties);
  if ('reason' in inspected) return inspected;
  const cookieless = isCookieless(event);
  const distinctId = cookieless ? by.cookielessId(event) : storable(event.distinctId);
  if (by.wasErased(distinctId, time)) {
    return { reason: 'erased', detail: 'this person was erased after it happened' };
  }
  // Who wants no identifier kept is joined to nobody.
  const identity = cookieless && event.identity?.kind !== 'group' ? undefined : event.identity;
  const { isTrusted } = batch;
  const change = { distinctId, time, traits: event.traits, identity, isTrusted };
  return {
    row: {
      project: by.project,
      name: storable(event.name),
      day: dayOf(sent, event.id, batch.receivedAt),
      id: event.id === undefined ? by.newId() : eventUuid(event.id),
      time: time.toISOString(),
      received_at: (batch.asIfLive === true ? time : batch.receivedAt).toISOString(),
      person: personOf(by.project, distinctId),
      distinct_id: distinctId,
      session_id: storable(event.sessionId ?? '').slice(0, limits.sessionId),
      accounts: accountsOf(event.groups),
      properties: inspected.properties,
      source: batch.source,
      precedence: by.nextPrecedence(),
    },
    change: event.traits === undefined && identity === undefined ? undefined : change,
  };
}

function refusedByPolicy(event: NormalEvent, batch: Batch, by: Judge): Refusal | undefined {
  if (batch.consent === 'denied') return { reason: 'no_consent', detail: 'consent was denied' };
  if (batch.doNotTrack === true && batch.consent !== 'granted') {
    return { reason: 'do_not_track', detail: 'the browser asks not to be tracked' };
  }
  const own = event.properties['$raw_user_agent'];
  const agent = typeof own === 'string' ? own : batch.userAgent;
  if (agent !== undefined && by.isBot(agent)) return { reason: 'bot', detail: agent.slice(0, 200) };
  return undefined;
}

function refusedByShape(event: NormalEvent): Refusal | undefined {
  const problem =
    tooLong('the name', event.name, limits.name) ??
    tooLong('the distinct id', event.distinctId, limits.distinctId) ??
    tooLongOther(event.identity);
  return problem === undefined ? undefined : { reason: 'malformed', detail: problem };
}

function tooLong(what: string, text: string, most: number): string | undefined {
  if (storable(text).trim() === '') return `${what} is empty`;
  return text.length > most ? `${what} is longer than ${most} characters` : undefined;
}

/** The other id that an identity change names; absent or empty it says nothing, and harms nothing. */
function tooLongOther(identity: NormalEvent['identity']): string | undefined {
  if (identity === undefined) return undefined;
  const other =
    identity.kind === 'group'
      ? `${identity.type}${identity.key}`
      : identity.kind === 'alias'
        ? identity.alias
        : (identity.anonymousId ?? '');
  return other.length > limits.distinctId
    ? `the other id or account is longer than ${limits.distinctId} characters`
    : undefined;
}

function accountsOf(groups: NormalEvent['groups']): Readonly<Record<string, string>> {
  if (groups === undefined) return {};
  return Object.fromEntries(
    Object.entries(groups).map(([type, key]) => [storable(type), storable(key)]),
  );
}

/** When it happened by our clock: the client's time, moved by how wrong its clock was when it sent. */
function timeOf(event: NormalEvent, sent: number, { receivedAt, sentAt }: Batch): Date {
  if (Number.isNaN(sent)) return instant(receivedAt.getTime() - (event.agoMs ?? 0));
  const isRight = event.isClockRight === true || sentAt === undefined;
  return instant(isRight ? sent : sent + receivedAt.getTime() - sentAt.getTime());
}
const instant = (ms: number) => new Date(Math.max(-8.64e15, Math.min(8.64e15, ms)));

function refusedByTime(time: Date, { receivedAt, historical }: Batch): Refusal | undefined {
  const ageMs = receivedAt.getTime() - time.getTime();
  if (ageMs < -limits.futureMs) {
    return { reason: 'in_the_future', detail: `${time.toISOString()} is more than a day ahead` };
  }
  const most = historical === true ? limits.historicalPastMs : limits.pastMs;
  if (ageMs <= most) return undefined;
  const detail = `${time.toISOString()} is too long ago; mark the batch as historical to import it`;
  return { reason: 'too_old', detail };
}

/**
 * The day in the sort key must be one that a resend cannot change: that of the client's own clock. An
 * id without a timestamp has none, so all such events share one day.
 */
function dayOf(sent: number, id: string | undefined, receivedAt: Date): string {
  if (!Number.isNaN(sent)) return day(Math.max(0, Math.min(lastDayMs, sent)));
  return id === undefined ? day(receivedAt.getTime()) : '1970-01-01';
}
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** The last day that a column of type Date holds. */
const lastDayMs = Date.UTC(2149, 5, 6);

/** Of somebody who wants no identifier kept. */
export function isCookieless(event: NormalEvent | Malformed): boolean {
  if ('malformed' in event) return false;
  const { properties, distinctId } = event;
  return (
    properties['$cookieless'] === true ||
    properties['$cookieless_mode'] === true ||
    distinctId === '$posthog_cookieless'
  );
}

/** The row as it is stored, or why it is too large: measured once, on the text that is inserted. */
export function asLine(row: EventRow): string | Refusal {
  const line = JSON.stringify(row);
  // No unit of a text takes more than three bytes: most lines need not be measured.
  const fits = line.length * 3 <= propertyLimits.bytes;
  return fits || Buffer.byteLength(line) <= propertyLimits.bytes
    ? line
    : { reason: 'too_large', detail: 'larger than 1 MiB as JSON' };
}

/** The months a batch touches beside the present one and its neighbours, as the store is divided. */
export type OldMonths = {
  /** Refuses what is of one month more than a batch may touch. */
  readonly refuse: (row: EventRow) => Refusal | undefined;
  readonly count: () => number;
};

export function countOldMonths({ receivedAt }: Batch): OldMonths {
  const months = new Set<string>();
  const open = new Set([-1, 0, 1].map((ahead) => monthBeside(receivedAt, ahead)));
  // Events with an id and without a timestamp share one month, whenever they come.
  open.add('1970-01');
  return {
    refuse(row) {
      const month = (row['day'] as string).slice(0, 7);
      if (open.has(month) || months.has(month)) return undefined;
      if (months.size < monthsOfBatch) {
        months.add(month);
        return undefined;
      }
      const detail = `the batch spreads over more than ${monthsOfBatch} months; sort by time, or send fewer years at once`;
      return { reason: 'too_many_months', detail };
    },
    count: () => months.size,
  };
}
const monthBeside = (at: Date, ahead: number): string =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + ahead)).toISOString().slice(0, 7);
