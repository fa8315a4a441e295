/**
 * Bodies of PostHog's clients: JSON, plain or gzip (announced or by its first bytes), lz-string,
 * base64, and form fields around any of these. Tried in the order their server tries them.
 */
import {
  decodeUtf8,
  inflateBytes,
  ingestBody,
  isGzip,
  parseJson,
  readBytes,
} from '../../platform/body.ts';
import type { Place } from '../../platform/body-room.ts';
import { Problem } from '../../platform/problem.ts';
import { tooLong, unpackLz } from './lz.ts';

/** The JSON of a POST body, or of `?data=` where the body is empty. */
export async function decode(request: Request, place: Place): Promise<unknown> {
  const url = new URL(request.url);
  const bytes = await readBytes(request, ingestBody, place);
  const compression = url.searchParams.get('compression') ?? '';
  const data = url.searchParams.get('data');
  if (bytes.length === 0 && data !== null) return decodeText(data, { compression, place });
  if (bytes.length === 0) throw unreadable('is empty');
  if (
    isGzip(bytes) ||
    compression.startsWith('gzip') ||
    request.headers.get('content-encoding') === 'gzip'
  ) {
    const plain = decodeUtf8(await inflateBytes(bytes, ingestBody, place));
    return decodeText(plain, { compression: '', place });
  }
  return decodeText(decodeUtf8(bytes), { compression, place });
}

type Packing = { readonly compression: string; readonly place: Place; readonly inForm?: boolean };

/** A form is looked for once: a form inside a form is nothing a client sends. */
async function decodeText(text: string, packing: Packing): Promise<unknown> {
  const { compression, place, inForm = false } = packing;
  const trimmed = text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return parseJson(trimmed);
  if (!inForm && /^data=|&data=/.test(trimmed)) {
    const data = fieldOf(trimmed, 'data') ?? '';
    const named = fieldOf(trimmed, 'compression') ?? compression;
    return decodeText(data, { compression: named, place, inForm: true });
  }
  if (compression === 'lz64') return parseJson(fromLz(trimmed, place));
  return fromBase64(trimmed, place);
}

/** One field of a form. All of them at once would take minutes where somebody sends millions. */
function fieldOf(form: string, name: 'data' | 'compression'): string | undefined {
  const [, field] = new RegExp(`(?:^|&)(${name}=[^&]*)`).exec(form) ?? [];
  return field === undefined ? undefined : (new URLSearchParams(field).get(name) ?? undefined);
}

function fromLz(text: string, place: Place): string {
  const plain = unpackLz(text.replaceAll(' ', '+'), ingestBody.maxInflatedBytes);
  if (plain === undefined || plain === '') throw unreadable('is not valid lz-string');
  if (plain === tooLong) {
    throw new Problem('too_large', 'The body is larger than allowed once unpacked.', {
      hint: 'Send smaller batches.',
    });
  }
  place.take(plain.length);
  return plain;
}

async function fromBase64(text: string, place: Place): Promise<unknown> {
  // A plus of base64 that went through a form unescaped arrives as a space.
  const clean = text.replaceAll(' ', '+').replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(clean)) {
    throw unreadable('is neither JSON, gzip, lz-string nor base64');
  }
  const bytes = Buffer.from(clean, 'base64');
  const plain = isGzip(bytes) ? await inflateBytes(bytes, ingestBody, place) : bytes;
  return parseJson(decodeUtf8(plain));
}

const unreadable = (why: string) =>
  new Problem('invalid', `The body ${why}.`, {
    hint: 'Send JSON, packed as the client names it in `compression`.',
  });
