/**
 * The built web app and the browser SDK. Files whose name carries a hash never change and are kept
 * for ever by caches; every path that is no file is a page of the app, which finds its own way.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
const packed = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
/** `name-B7x_k2Qp.js`: eight or more characters of hash before the extension. */
const hashed = /-[\w-]{8,}\.\w+$/;

type Asset = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: string | undefined;
  readonly etag: string;
};
export type Folder = (path: string, accepts: string) => Promise<Asset | undefined>;

/** Reads files below a folder and keeps them in memory until they change. Never leaves the folder. */
export function openFolder(folder: string): Folder {
  const kept = new Map<string, { readonly changedMs: number; readonly asset: Asset }>();

  async function load(file: string, encoding: string | undefined): Promise<Asset | undefined> {
    const about = await stat(file).catch(() => undefined);
    if (about?.isFile() !== true) return undefined;
    const known = kept.get(file);
    if (known?.changedMs === about.mtimeMs) return known.asset;
    const bytes = await readFile(file);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const asset = { bytes, encoding, etag };
    kept.set(file, { changedMs: about.mtimeMs, asset });
    return asset;
  }

  return async (path, accepts) => {
    const file = normalize(join(folder, path));
    if (!file.startsWith(folder + sep) || path.includes('\0') || /(^|\/)\./.test(path)) {
      return undefined;
    }
    if (types[extname(file)] === undefined) return undefined;
    for (const [encoding, extension] of packed) {
      if (!accepts.includes(encoding)) continue;
      const asset = await load(file + extension, encoding);
      if (asset !== undefined) return asset;
    }
    return load(file, undefined);
  };
}

/** Mounts both folders; the last of all routes, since any page path ends here. */
export function mountStatic(
  app: OpenAPIHono,
  folders: { readonly web: string; readonly sdk: string },
): void {
  const web = openFolder(folders.web);
  const sdk = openFolder(folders.sdk);
  app.get('/sdk/*', async (context) => {
    const path = pathOf(context).slice('/sdk/'.length);
    const asset = path.endsWith('.js') ? await sdk(path, acceptsOf(context)) : undefined;
    if (asset === undefined) return context.notFound();
    return answerAsset(context, path, asset, {
      'cache-control': hashed.test(path) ? forever : 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
  app.get('*', async (context) => {
    const path = pathOf(context);
    if (/^\/(api|sdk)(\/|$)/.test(path)) return context.notFound();
    const asset = await web(path.slice(1), acceptsOf(context));
    if (asset !== undefined && !path.endsWith('.html')) {
      const caching = hashed.test(path) ? forever : 'no-cache';
      return answerAsset(context, path, asset, { 'cache-control': caching });
    }
    return isPage(context, path) ? answerPage(context, web) : context.notFound();
  });
}

const forever = 'public, max-age=31536000, immutable';

/** A browser that navigates: it wants HTML, and the path is not that of a file. */
function isPage(context: Context, path: string): boolean {
  const wantsHtml = context.req.header('accept')?.includes('text/html') === true;
  return wantsHtml && (types[extname(path)] === undefined || path.endsWith('.html'));
}

async function answerPage(context: Context, web: Folder): Promise<Response> {
  const [plain, asset] = await Promise.all([
    web('index.html', ''),
    web('index.html', acceptsOf(context)),
  ]);
  if (plain === undefined || asset === undefined) {
    return context.text('The web app is not built yet: run "npm run build".\n', 503, security());
  }
  return answerAsset(context, 'index.html', asset, {
    'cache-control': 'no-cache',
    ...security(inlineScripts(Buffer.from(plain.bytes).toString('utf8'))),
  });
}

function answerAsset(
  context: Context,
  path: string,
  asset: Asset,
  more: Readonly<Record<string, string>>,
): Response {
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    etag: asset.etag,
    vary: 'accept-encoding',
    ...(asset.encoding === undefined ? {} : { 'content-encoding': asset.encoding }),
    ...more,
  };
  if (context.req.header('if-none-match') === asset.etag) return context.body(null, 304, headers);
  return context.body(asset.bytes, 200, headers);
}

/** Hashes of the scripts written into the page itself, as a policy names them. */
function inlineScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code]) => `'sha256-${createHash('sha256').update(code!).digest('base64')}'`,
  );
}

/**
 * What a page may do: scripts and connections only from here. Styles may be inline: the component
 * library sets its variables so.
 */
export function security(scripts: readonly string[] = []): Record<string, string> {
  const policy = [
    `default-src 'self'`,
    ['script-src', `'self'`, ...scripts].join(' '),
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
}

function pathOf(context: Context): string {
  try {
    return decodeURIComponent(new URL(context.req.url).pathname);
  } catch {
    return '/';
  }
}
const acceptsOf = (context: Context): string => context.req.header('accept-encoding') ?? '';
