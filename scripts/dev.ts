/** `npm run dev`: the server restarts when its sources change; the web app reloads in the browser. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const web = join(root, 'apps/web');

const server = `http://127.0.0.1:${process.env['PORT'] ?? 4100}`;

const children = [
  spawn('node', ['--watch', 'apps/server/src/main.ts'], { cwd: root, stdio: 'inherit' }),
  ...(existsSync(join(web, 'vite.config.ts'))
    ? [
        spawn('vite', [], {
          cwd: web,
          stdio: 'inherit',
          env: { TANDEM_URL: server, ...process.env },
        }),
      ]
    : []),
];
for (const child of children) child.once('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => children.forEach((child) => child.kill(signal)));
}
