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
import { Problem } from '../../platform/problem.ts';
import { tooLong, unpackLz } from './lz.ts';

/** The JSON of a POST body, or of `?data=` where the body is empty. */
export async function decode(request: Request): Promise<unknown> {
  const url = new URL(request.url);
  const bytes = await readBytes(request, ingestBody);
  const compression = url.searchParams.get('compression') ?? '';
  const data = url.searchParams.get('data');
  if (bytes.length === 0 && data !== null) return decodeText(data, compression);
  if (bytes.length === 0) throw unreadable('is empty');
  if (
    isGzip(bytes) ||
    compression.startsWith('gzip') ||
    request.headers.get('content-encoding') === 'gzip'
  ) {
    return decodeText(decodeUtf8(await inflateBytes(bytes, ingestBody)), '');
  }
  return decodeText(decodeUtf8(bytes), compression);
}

/** A form is looked for once: a form inside a form is nothing a client sends. */
async function decodeText(text: string, compression: string, inForm = false): Promise<unknown> {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return parseJson(trimmed);
  if (!inForm && /^data=|&data=/.test(trimmed)) {
    const data = fieldOf(trimmed, 'data') ?? '';
    return decodeText(data, fieldOf(trimmed, 'compression') ?? compression, true);
  }
  if (compression === 'lz64') return parseJson(fromLz(trimmed));
  return fromBase64(trimmed);
}

/** One field of a form. All of them at once would take minutes where somebody sends millions. */
function fieldOf(form: string, name: 'data' | 'compression'): string | undefined {
  const [, field] = new RegExp(`(?:^|&)(${name}=[^&]*)`).exec(form) ?? [];
  return field === undefined ? undefined : (new URLSearchParams(field).get(name) ?? undefined);
}

function fromLz(text: string): string {
  const plain = unpackLz(text.replaceAll(' ', '+'), ingestBody.maxInflatedBytes);
  if (plain === undefined || plain === '') throw unreadable('is not valid lz-string');
  if (plain === tooLong) {
    throw new Problem('too_large', 'The body is larger than allowed once unpacked.', {
      hint: 'Send smaller batches.',
    });
  }
  return plain;
}

async function fromBase64(text: string): Promise<unknown> {
  // A plus of base64 that went through a form unescaped arrives as a space.
  const clean = text.replaceAll(' ', '+').replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(clean)) {
    throw unreadable('is neither JSON, gzip, lz-string nor base64');
  }
  const bytes = Buffer.from(clean, 'base64');
  return parseJson(decodeUtf8(isGzip(bytes) ? await inflateBytes(bytes, ingestBody) : bytes));
}

const unreadable = (why: string) =>
  new Problem('invalid', `The body ${why}.`, {
    hint: 'Send JSON, packed as the client names it in `compression`.',
  });
