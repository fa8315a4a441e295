/** What the lock file must hold for an install to leave it alone. Pure but for reading files. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Lines that say where a package.json and its entry in the lock file differ. */
export function differences(lock, readPackage) {
  const folders = Object.keys(lock.packages).filter((path) => !path.includes('node_modules'));
  return folders.flatMap((folder) => {
    const found = readPackage(folder);
    const where = folder === '' ? 'package.json' : `${folder}/package.json`;
    if (found === undefined) return [`${where}: in the lock file but not here`];
    return kinds.flatMap((kind) => compare(where, found[kind], lock.packages[folder][kind]));
  });
}

function compare(where, wanted = {}, locked = {}) {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(locked)])];
  return names
    .filter((name) => wanted[name] !== locked[name])
    .map((name) => `${where}: ${name} is ${wanted[name]}, locked ${locked[name]}`);
}

/** Entries whose `resolved` names a host. */
export function hostsIn(lock) {
  return Object.entries(lock.packages)
    .filter(([, entry]) => /^[a-z+]+:\/\//.test(entry.resolved ?? ''))
    .map(([name]) => name);
}

export const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
