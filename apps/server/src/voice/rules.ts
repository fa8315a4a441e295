/** What becomes of something said on its way in: checked, named, and made storable. */
import { hash } from 'node:crypto';
import { signalInput, type ProjectId, type SignalInput } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import { wordsOfIssue } from '../platform/problem.ts';
import { namedUuid, personOf, storable, storableJson } from '../people/index.ts';

/** Property under which the mark of the sending device is kept. */
export const deviceKey = '$device';

/** Tells the same device again, and gives nothing away of its secret. */
export const deviceMark = (project: ProjectId, deviceId: string): string =>
  hash('sha256', `device\0${project}\0${deviceId}`, 'base64url');

/** A row of `signals`, the project left to the door. */
export type SignalFact = {
  readonly id: string;
  readonly source: string;
  readonly source_id: string;
  readonly text: string;
  readonly author: string;
  readonly person: string | null;
  readonly distinct_id: string;
  readonly rating: number | null;
  readonly rating_max: number | null;
  readonly language: string;
  readonly time: string;
  readonly received_at: string;
  readonly url: string;
  readonly audience: string;
  readonly may_quote: boolean;
  readonly may_contact: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly precedence: number;
};
export type Read =
  | { readonly fact: SignalFact; readonly reason?: undefined }
  | { readonly fact?: undefined; readonly reason: string };

const oldest = Date.UTC(1970, 0, 1);
const maxPropertyBytes = 16_384;

/** Reads one signal as it was sent; `reason` says what is wrong with it and never throws. */
export function readSignal(project: ProjectId, sent: unknown, receivedAt: Date): Read {
  const parsed = signalInput.safeParse(sent);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      reason: `${issue?.path.join('.') || 'signal'}: ${issue === undefined ? 'malformed' : wordsOfIssue(issue)}`,
    };
  }
  const input = parsed.data;
  const text = storable(input.text).trim();
  if (text === '') return { reason: 'text: is blank' };
  const at = input.time === undefined ? receivedAt : new Date(input.time);
  if (at.getTime() < oldest) return { reason: 'time: before 1970' };
  if (at.getTime() > receivedAt.getTime() + dayMs) return { reason: 'time: in the future' };
  const properties = storableJson(input.properties ?? {}) as SignalFact['properties'];
  if (JSON.stringify(properties).length > maxPropertyBytes) {
    return { reason: `properties: more than ${maxPropertyBytes} bytes` };
  }
  return { fact: factOf(project, { ...input, text, properties }, at, receivedAt) };
}

function factOf(project: ProjectId, input: SignalInput, at: Date, receivedAt: Date): SignalFact {
  const source = storable(input.source).trim();
  const sourceId = input.sourceId === undefined ? hashOf(input) : storable(input.sourceId);
  const distinctId = input.distinctId ?? '';
  return {
    id: namedUuid(`signal\0${project}\0${source}\0${sourceId}`),
    source,
    source_id: sourceId,
    text: input.text,
    author: storable(input.author ?? ''),
    person: distinctId === '' ? null : personOf(project, distinctId),
    distinct_id: storable(distinctId),
    ...ratingOf(input),
    language: languageOf(input.language),
    time: at.toISOString(),
    received_at: receivedAt.toISOString(),
    url: safeUrl(input.url),
    // Who is not known to be a customer must not be counted as one.
    audience: input.audience ?? (distinctId === '' ? 'public' : 'customer'),
    may_quote: input.mayQuote ?? false,
    may_contact: input.mayContact ?? false,
    properties: propertiesOf(project, input),
    precedence: Number.MAX_SAFE_INTEGER - receivedAt.getTime(),
  };
}

/** The key of ours says what only the device itself can say. */
function propertiesOf(project: ProjectId, { properties, deviceId }: SignalInput) {
  const { [deviceKey]: _claimed, ...rest } = properties ?? {};
  if (deviceId === undefined) return rest;
  return { ...rest, [deviceKey]: deviceMark(project, deviceId) };
}

/** Without an id of the source, the same words of the same speaker at the same time are the same. */
function hashOf({ source, author, distinctId, text, time }: SignalInput): string {
  const said = [source, author ?? '', text, time ?? '', ...(distinctId ? [distinctId] : [])];
  return `#${hash('sha256', JSON.stringify(said), 'hex').slice(0, 32)}`;
}

function ratingOf({ rating, ratingMax }: SignalInput) {
  if (rating === undefined) return { rating: null, rating_max: null };
  return { rating, rating_max: ratingMax ?? 5 };
}

function languageOf(tag: string | undefined): string {
  try {
    return tag === undefined ? '' : (Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? '');
  } catch {
    return '';
  }
}

/** It becomes a link on a page: anything but the web is dropped. */
function safeUrl(url: string | undefined): string {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? storable(url) : '';
}
