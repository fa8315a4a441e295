/** Which server a command speaks to, and with which key. */
import { holderOf } from '../platform/lock.ts';
import { Problem } from '../platform/problem.ts';
import type { Target } from './import/send.ts';

export type TargetOptions = { readonly url?: string; readonly key?: string };

/** The named server, or the one that works on the data folder here, or the default port. */
export function targetOf(options: TargetOptions): Target {
  const holder = holderOf(process.env['TANDEM_DATA'] ?? '.tandem');
  const url = options.url ?? process.env['TANDEM_URL'] ?? holder?.url ?? 'http://127.0.0.1:4100';
  const key = options.key ?? process.env['TANDEM_PROJECT_KEY'];
  if (key === undefined) {
    throw new Problem('invalid', 'The key of the project is missing.', {
      hint: 'Copy it from Settings, Keys and say --key KEY, or set TANDEM_PROJECT_KEY.',
    });
  }
  if (!/^https?:\/\//.test(url)) {
    throw new Problem('invalid', `"${url}" is not the address of a server.`, {
      hint: `Begin it with http:// or https://, for example http://${url}`,
    });
  }
  return { url: url.replace(/\/+$/, ''), key };
}
