/** Writes `.br` and `.gz` beside every text file worth it, so that serving costs no compression. */
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);
const compressible = '**/*.{js,css,html,svg,json,map,txt,webmanifest}';
const minBytes = 1024;

export async function compressFolder(folder: string): Promise<void> {
  await Promise.all(
    globSync(compressible, { cwd: folder }).map((name) => compressFile(join(folder, name))),
  );
}

async function compressFile(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < minBytes) return;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeFile(`${file}.br`, await brotliAsync(bytes, quality));
  await writeFile(`${file}.gz`, await gzipAsync(bytes, { level: 9 }));
}
