import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from './problem.ts';

/**
 * Makes a folder for the owner alone, with those above it. One step at a time: where the system can
 * make none (`/proc`), Node's own recursion never ends.
 */
export function ensureFolder(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw noFolder(path, 'a file has this name');
  if (dirname(path) !== path) ensureFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Another process was quicker.
    if (code !== 'EEXIST') throw noFolder(path, `the system says ${code}`, cause);
  }
}

function noFolder(path: string, why: string, cause?: unknown): Problem {
  return new Problem('storage', `The folder ${path} cannot be made: ${why}.`, {
    hint: 'Choose another with TANDEM_DATA, or give the user that runs Tandem the right to write there.',
    cause,
  });
}
