/** A file as rows: CSV (with a header) or JSON lines, plain or gzip, read as a stream. */
import { createReadStream, statSync, type Stats } from 'node:fs';
import { createInterface } from 'node:readline';
import { Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Problem } from '../../platform/problem.ts';

export type Row = Readonly<Record<string, unknown>>;
export type NumberedRow = { readonly line: number; readonly row: Row };
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
  const text = path.endsWith('.gz') ? unpacked(raw) : raw;
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

function unpacked(raw: Readable): Readable {
  const gunzip = createGunzip();
  raw.on('error', (error) => gunzip.destroy(error));
  return raw.pipe(gunzip);
}

async function* csvRows(text: Readable, delimiter: string): AsyncIterable<NumberedRow> {
  const parser = text.pipe(
    parse({
      columns: true,
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  let line = 0;
  for await (const row of parser) yield { line: ++line, row: row as Row };
}

async function* jsonRows(text: Readable): AsyncIterable<NumberedRow> {
  let line = 0;
  for await (const content of createInterface({
    input: text,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    if (content.trim() === '') continue;
    yield { line, row: parseLine(content, line) };
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
