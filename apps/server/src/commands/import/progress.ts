/** How far an import got, kept beside the file so that the next run goes on there. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export type Progress = {
  /** Rows up to this line have been acknowledged as durable. */
  readonly line: number;
  readonly save: (line: number) => void;
  readonly finish: () => void;
};

/** `purpose` names target and mapping: another one starts from the beginning. */
export function openProgress(path: string, purpose: string): Progress {
  const note = join(dirname(path), `.${basename(path)}.tandem-import`);
  const { size, mtimeMs } = statSync(path);
  const fingerprint = createHash('sha256').update(`${size} ${mtimeMs} ${purpose}`).digest('hex');
  return {
    line: readLine(note, fingerprint),
    save: (line) => keep(note, { fingerprint, line }),
    finish: () => rmSync(note, { force: true }),
  };
}

function readLine(note: string, fingerprint: string): number {
  try {
    const kept = JSON.parse(readFileSync(note, 'utf8')) as { fingerprint: string; line: number };
    return kept.fingerprint === fingerprint ? kept.line : 0;
  } catch {
    return 0;
  }
}

/** A folder that can't be written costs only the shortcut: rows sent again count once. */
function keep(note: string, content: object): void {
  try {
    writeFileSync(note, JSON.stringify(content));
  } catch {
    // The import itself goes on.
  }
}

/** One line of progress, rewritten in place on a terminal, every two seconds elsewhere. */
export function createBar(label: string, out: NodeJS.WriteStream = process.stderr) {
  const began = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  return (share: number, rows: number, done = false): void => {
    const now = performance.now();
    if (!done && now - last < (out.isTTY ? 100 : 2000)) return;
    last = now;
    const filled = Math.round(share * 24);
    const bar = '#'.repeat(filled).padEnd(24, '.');
    const perSecond = Math.round(rows / Math.max(0.001, (now - began) / 1000));
    const line = `${label} [${bar}] ${Math.round(share * 100)} %  ${rows} rows, ${perSecond}/s`;
    out.write(out.isTTY ? `\r${line}${done ? '\n' : ''}` : `${line}\n`);
  };
}
