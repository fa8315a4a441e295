/** Which column becomes which field; what is not mapped becomes a property. */
import { createHash } from 'node:crypto';
import type { EventInput, SignalInput } from '@tandem/contract';
import { Problem } from '../../platform/problem.ts';
import type { NumberedRow, Row } from './rows.ts';

export type Kind = 'events' | 'signals';
/** Field of ours -> column of the file. */
export type Mapping = Readonly<Record<string, string>>;

/** Columns that are recognised without being told, in order of preference. */
const usualColumns: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  events: {
    id: ['id', 'event_id', 'uuid', 'messageid', 'message_id', 'insert_id'],
    event: ['event', 'event_name', 'name', 'action', 'event_type'],
    distinctId: [
      'distinct_id',
      'distinctid',
      'user_id',
      'userid',
      'user',
      'anonymous_id',
      'visitor_id',
    ],
    timestamp: ['timestamp', 'time', 'date', 'datetime', 'created_at', 'event_time', 'ts'],
    sessionId: ['session_id', 'sessionid', 'session'],
  },
  signals: {
    sourceId: ['id', 'source_id', 'review_id', 'comment_id', 'ticket_id'],
    source: ['source', 'channel', 'store'],
    text: ['text', 'review', 'comment', 'body', 'content', 'message', 'feedback'],
    author: ['author', 'name', 'user_name', 'username', 'reviewer'],
    distinctId: ['distinct_id', 'user_id', 'customer_id', 'email'],
    rating: ['rating', 'stars', 'score', 'star_rating'],
    language: ['language', 'lang', 'locale'],
    time: ['time', 'date', 'timestamp', 'created_at', 'at'],
    url: ['url', 'link', 'permalink'],
    audience: ['audience'],
  },
};
const needed: Readonly<Record<Kind, readonly string[]>> = {
  events: ['event', 'distinctId', 'timestamp'],
  signals: ['text'],
};

/** The fields of a kind, those that are needed marked with a star. */
export const fieldsOf = (kind: Kind): string =>
  Object.keys(usualColumns[kind])
    .map((field) => (needed[kind].includes(field) ? `${field}*` : field))
    .join(', ');

/** Reads `event=action,distinctId=user`. */
export function parseMapping(text: string | undefined): Mapping {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [field, column] = pair.split('=').map((part) => part.trim());
      if (field === undefined || column === undefined || column === '') {
        throw new Problem('invalid', `--map: "${pair}" is not FIELD=COLUMN.`, {
          hint: 'For example: --map event=action,distinctId=user,timestamp=created_at',
        });
      }
      return [field, column];
    }),
  );
}

/** Completes a mapping from the columns of the first row; refuses if a needed field is missing. */
export function completeMapping(kind: Kind, given: Mapping, columns: readonly string[]): Mapping {
  const fields = usualColumns[kind];
  const unknown = Object.keys(given).find((field) => !(field in fields));
  if (unknown !== undefined) {
    throw new Problem('invalid', `--map: there is no field "${unknown}" in ${kind}.`, {
      hint: `Fields: ${Object.keys(fields).join(', ')}.`,
    });
  }
  const byLowerCase = new Map(columns.map((column) => [column.toLowerCase(), column]));
  const taken = new Set(Object.values(given));
  const found = Object.entries(fields).flatMap(([field, usual]) => {
    if (given[field] !== undefined) return [[field, given[field]]];
    const column = usual
      .map((name) => byLowerCase.get(name))
      .find((name) => name !== undefined && !taken.has(name));
    if (column === undefined) return [];
    taken.add(column);
    return [[field, column]];
  });
  const mapping = Object.fromEntries(found) as Mapping;
  checkMapping(kind, mapping, columns);
  return mapping;
}

function checkMapping(kind: Kind, mapping: Mapping, columns: readonly string[]): void {
  const absent = Object.entries(mapping).find(([, column]) => !columns.includes(column));
  const missing = needed[kind].filter((field) => mapping[field] === undefined);
  if (absent === undefined && missing.length === 0) return;
  const problem =
    absent === undefined
      ? `No column was recognised as ${missing.join(' and ')}.`
      : `--map: the file has no column "${absent[1]}".`;
  const unnamed = missing.length === 0 ? absent?.[0] : missing.join('=COLUMN,');
  const otherKind =
    kind === 'events' ? '\nIf the rows are what people said, say --kind signals.' : '';
  throw new Problem('invalid', problem, {
    hint: `The file has: ${columns.join(', ')}. Say which is which: --map ${unnamed}=COLUMN${otherKind}`,
  });
}

/** An instant as ISO 8601: a date with or without time (UTC unless it says otherwise), or epoch seconds or milliseconds. */
export function toInstant(value: unknown, at: number): string {
  const text = String(value).trim();
  const number = /^\d{9,13}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const zoned = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text)
    ? `${text.replace(' ', 'T')}Z`
    : text;
  const instant =
    number === undefined ? new Date(zoned) : new Date(number < 1e11 ? number * 1000 : number);
  if (Number.isNaN(instant.getTime())) {
    throw new Problem('invalid', `Line ${at}: "${text}" is not a time.`, {
      hint: 'Use ISO 8601 (2026-03-01T10:00:00Z), a date, or epoch seconds or milliseconds.',
    });
  }
  return instant.toISOString();
}

/**
 * Where a row has no id of its own, its position and content are its id: importing the same file
 * again adds nothing, and two equal rows stay two.
 */
function idOf(label: string, { line, row }: NumberedRow): string {
  const content = JSON.stringify(row);
  return createHash('sha256').update(`${label}\n${line}\n${content}`).digest('hex').slice(0, 32);
}

function rest(row: Row, mapping: Mapping): Record<string, unknown> {
  const mapped = new Set(Object.values(mapping));
  return Object.fromEntries(
    Object.entries(row).filter(([column, value]) => !mapped.has(column) && value !== ''),
  );
}

const text = (row: Row, column: string | undefined): string | undefined => {
  const value = column === undefined ? undefined : row[column];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export function toEvent(numbered: NumberedRow, mapping: Mapping, label: string): EventInput {
  const { row, at } = numbered;
  const sessionId = text(row, mapping['sessionId']);
  return {
    id: text(row, mapping['id']) ?? idOf(label, numbered),
    event: text(row, mapping['event']) ?? '',
    distinctId: text(row, mapping['distinctId']) ?? '',
    timestamp: toInstant(row[mapping['timestamp'] ?? ''], at),
    ...(sessionId === undefined ? {} : { sessionId }),
    properties: rest(row, mapping),
  };
}

export function toSignal(numbered: NumberedRow, mapping: Mapping, label: string): SignalInput {
  const { row, at } = numbered;
  const field = (name: string) => text(row, mapping[name]);
  const [time, rating] = [field('time'), field('rating')];
  const optional = {
    author: field('author'),
    distinctId: field('distinctId'),
    rating: rating === undefined || Number.isNaN(Number(rating)) ? undefined : Number(rating),
    language: field('language'),
    time: time === undefined ? undefined : toInstant(time, at),
    url: field('url'),
    audience: field('audience'),
  };
  const known = Object.fromEntries(
    Object.entries(optional).filter(([, value]) => value !== undefined),
  );
  return {
    source: field('source') ?? label,
    sourceId: field('sourceId') ?? idOf(label, numbered),
    text: field('text') ?? '',
    properties: rest(row, mapping),
    ...known,
  };
}
