/** The repository's source files and what they import. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export type Source = { readonly path: string; readonly text: string };
export type Import = { readonly from: string; readonly to: string; readonly isType: boolean };

export const root = join(import.meta.dirname, '..');
const folders = ['packages', 'apps', 'checks', 'scripts', 'bench', 'tools'];
const ignored = new Set(['node_modules', 'dist', 'screenshots', '.cache', 'coverage', 'generated']);

/** Every TypeScript and JavaScript file we wrote. */
export function readSources(): readonly Source[] {
  return read('{ts,tsx,mjs,js}');
}

/** Every text file we wrote, documents and workflows too. */
export function readTexts(): readonly Source[] {
  return [
    ...read('{ts,tsx,mjs,js,json,sql,html,css,md,yml,yaml,sh}'),
    ...globSync(['*.{md,json,ts}', 'decisions/*.md', '.ci/*'], { cwd: root })
      .filter((path) => path !== 'package-lock.json')
      .map(load),
  ];
}

function read(extensions: string): readonly Source[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.${extensions}`),
    { cwd: root, exclude: (path) => ignored.has(posix.basename(path)) },
  )
    .toSorted()
    .map(load);
}
const load = (path: string): Source => ({ path, text: readFileSync(join(root, path), 'utf8') });

const importLine =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Imports of one file; relative ones as paths from the root, others as they are written. */
export function importsOf({ path, text }: Source): readonly Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(importLine)].map(([, type, named, dynamic]) => {
    const to = named ?? dynamic ?? '';
    return {
      from: path,
      to: to.startsWith('.') ? posix.normalize(posix.join(dirname(path), to)) : to,
      isType: type !== undefined,
    };
  });
}

export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /\/(e2e|testing)\//.test(path);
