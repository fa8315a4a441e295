/** A file as rows: CSV (with a header) or JSON lines, plain or gzip, read as a stream. */
import { createReadStream, statSync, type Stats } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { Problem } from '../../platform/problem.ts';

export type Row = Readonly<Record<string, unknown>>;
/** `line` counts rows (it is part of ids and of how far an import got); `at` is the line of the file a person looks for. */
export type NumberedRow = { readonly line: number; readonly at: number; readonly row: Row };
export type Format = 'csv' | 'jsonl';

export type RowFile = {
  readonly bytes: number;
  /** Bytes of the file (as it lies on disk) that have been read so far. */
  readonly bytesRead: () => number;
  readonly rows: AsyncIterable<NumberedRow>;
};

export function formatOf(path: string): Format {
  const name = path.replace(/\.gz$/, '');
  if (/\.csv$/i.test(name)) return 'csv';
  if (/\.(jsonl|ndjson)$/i.test(name)) return 'jsonl';
  throw new Problem('invalid', `The kind of ${path} can't be told from its name.`, {
    hint: 'Name it .csv, .jsonl, .csv.gz or .jsonl.gz, or say --format csv.',
  });
}

export function openRows(path: string, format: Format, delimiter = ','): RowFile {
  const { size } = fileAt(path);
  let bytesRead = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytesRead += chunk.length;
      done(null, chunk);
    },
  });
  const file = createReadStream(path);
  const raw = file.pipe(counter);
  file.on('error', (error) => raw.destroy(error));
  const text = path.endsWith('.gz') ? unpacked(raw, path) : raw;
  return {
    bytes: size,
    bytesRead: () => bytesRead,
    rows: format === 'csv' ? csvRows(text, delimiter) : jsonRows(text),
  };
}

function fileAt(path: string): Stats {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return found;
  const problem = found === undefined ? `There is no file ${path}.` : `${path} is not a file.`;
  throw new Problem('not_found', problem, {
    hint: `Name one file; a relative path starts at ${process.cwd()}.`,
  });
}

/** An error of the packing reaches the reader as a refusal; one of the disk as it is. */
function unpacked(raw: Readable, path: string): Readable {
  const text = new PassThrough();
  raw.on('error', (error) => text.destroy(error));
  const gunzip = raw.pipe(createGunzip());
  gunzip.on('error', (cause) => {
    const hint = 'Name it without .gz if it is plain, or pack it again: it may be cut off.';
    text.destroy(new Problem('invalid', `${path} is not gzip.`, { hint, cause }));
  });
  return gunzip.pipe(text);
}

async function* csvRows(text: Readable, delimiter: string): AsyncIterable<NumberedRow> {
  const parser = text.pipe(
    parse({
      columns: true,
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  let line = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      yield { line: ++line, at: info.lines, row: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  }
}

type ParsedRow = { readonly record: Row; readonly info: { readonly lines: number } };

/** What the parser found wrong, in words: nearly always a quote. */
function unreadable(cause: CsvError): Problem {
  const quote =
    'A value with quotes stands in quotes, and each of its own is doubled: "say ""hi""".';
  return new Problem('invalid', `Line ${String(cause['lines'])} is not CSV: ${wordsFor(cause)}.`, {
    hint: `${quote} Correct the line and start the import again: what went in before is not sent twice.`,
    cause,
  });
}

function wordsFor({ code, column }: CsvError): string {
  const where = typeof column === 'string' ? ` in "${column}"` : '';
  if (code === 'INVALID_OPENING_QUOTE') return `a quote stands in the middle of a value${where}`;
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return `text follows a closing quote${where}`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed';
  return 'it could not be read';
}

async function* jsonRows(text: Readable): AsyncIterable<NumberedRow> {
  let line = 0;
  for await (const content of createInterface({
    input: text,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    if (content.trim() === '') continue;
    yield { line, at: line, row: parseLine(content, line) };
  }
}

function parseLine(content: string, line: number): Row {
  try {
    const value = JSON.parse(content) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row;
  } catch {
    // Falls through to the same message.
  }
  throw new Problem('invalid', `Line ${line} is not a JSON object.`, {
    hint: 'Correct the line and start the import again: what went in before is not sent twice.',
  });
}
