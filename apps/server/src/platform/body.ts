/** Request bodies are hostile until parsed: size, inflated size, UTF-8 and JSON are checked here. */
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { Place } from './body-room.ts';
import { Problem } from './problem.ts';

const gunzipAsync = promisify(gunzip);
const inflateAsync = promisify(inflate);
const MIB = 1024 * 1024;

export type BodyLimits = {
  readonly maxBytes: number;
  readonly maxInflatedBytes: number;
  /** Levels of lists and objects. Undefined: what is too deep is told of each event by itself. */
  readonly maxDepth?: number;
};
/** For people's own calls. */
export const smallBody: BodyLimits = {
  maxBytes: 2 * MIB,
  maxInflatedBytes: 4 * MIB,
  maxDepth: 64,
};
/** For event and signal senders. */
export const ingestBody: BodyLimits = { maxBytes: 20 * MIB, maxInflatedBytes: 32 * MIB };

/** Reads at most `maxBytes`; the rest of a larger body is never read. */
export async function readBytes(
  request: Request,
  limits: BodyLimits,
  place: Place,
): Promise<Buffer> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { value } = (await (reader && place.arriving(reader.read()))) ?? {};
      if (value === undefined) break;
      bytes += value.byteLength;
      if (bytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
      place.take(value.byteLength);
      chunks.push(value);
    }
  } catch (error) {
    reader?.cancel().catch(() => {});
    throw error;
  }
  place.arrived();
  return Buffer.concat(chunks);
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Inflates gzip (or zlib) up to the limit; a bomb is refused before it fills memory. */
export async function inflateBytes(
  bytes: Buffer,
  limits: BodyLimits,
  place: Place,
): Promise<Buffer> {
  const inflated = await inflateUpTo(bytes, limits);
  place.take(inflated.byteLength);
  return inflated;
}

async function inflateUpTo(bytes: Buffer, limits: BodyLimits): Promise<Buffer> {
  try {
    const options = { maxOutputLength: limits.maxInflatedBytes };
    return isGzip(bytes) ? await gunzipAsync(bytes, options) : await inflateAsync(bytes, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(limits.maxInflatedBytes);
    }
    throw new Problem('invalid', 'The body is not valid gzip.', {
      hint: 'Send it plain, or pack the whole of it.',
      cause: error,
    });
  }
}

export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid', 'The body is not valid UTF-8.', { hint: 'Encode it as UTF-8.' });
  }
}

/** A value takes memory of its own, however few its letters: `[{},{},...]` becomes thirty times as large. */
const maxValues = 1_000_000;

/** Refuses more values than any sender needs before memory is taken for them. */
export function parseJson(text: string): unknown {
  if (hasMoreValues(text, maxValues)) {
    throw new Problem('too_large', `The body holds more than ${maxValues} values.`, {
      hint: 'Send smaller batches.',
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Problem('invalid', `The body is not valid JSON: ${(error as Error).message}`, {
      hint: 'Let a JSON library write it.',
    });
  }
}

/** Every value but the first follows a comma or a bracket; those inside of texts count for nothing. */
function hasMoreValues(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let values = 1;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    if (letter === quote) i = endOfText(text, i);
    else if (letter === comma || letter === bracket || letter === brace) values += 1;
    if (values > most) return true;
  }
  return false;
}
const [quote, backslash, comma, bracket, brace] = Buffer.from('"\\,[{', 'latin1');

/** Where the closing quotation mark is. */
function endOfText(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    if (letter === quote) return i;
    if (letter === backslash) i += 1;
  }
  return text.length;
}

/** A JSON body, gzip by Content-Encoding or by its first bytes. */
export async function readJson(
  request: Request,
  limits: BodyLimits,
  place: Place,
): Promise<unknown> {
  const bytes = await readBytes(request, limits, place);
  const encoding = request.headers.get('content-encoding');
  const packed = isGzip(bytes) || encoding === 'gzip' || encoding === 'deflate';
  const body = parseJson(decodeUtf8(packed ? await inflateBytes(bytes, limits, place) : bytes));
  const { maxDepth } = limits;
  if (maxDepth !== undefined && isDeeper(body, maxDepth)) {
    throw new Problem('invalid', `The body is nested deeper than ${maxDepth} levels.`, {
      hint: 'A segment of that depth says the same as a flat one with "and" and "or".',
    });
  }
  return body;
}

/** Looks one level further than allowed and no deeper: the value may be as deep as it likes. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function tooLarge(maxBytes: number): Problem {
  return new Problem('too_large', `The body is larger than ${Math.round(maxBytes / MIB)} MiB.`, {
    hint: 'Send smaller batches.',
  });
}
