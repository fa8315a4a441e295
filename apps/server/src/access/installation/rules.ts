/** Where an installation may be claimed: a pure decision. */
import { isIP } from 'node:net';
import { Problem } from '../../platform/problem.ts';

/**
 * Refuses a browser that came by a name of which nobody said that it is ours: a page of another site
 * lets its own name lead to this machine (DNS rebinding), and is then at home here. Numbers and
 * `localhost` cannot be turned round like this.
 * @param origin What the browser says of the page; null: no browser asks.
 */
export function checkClaimedAt(origin: string | null, publicUrl: string): void {
  if (origin === null) return;
  const { hostname, host } = new URL(origin);
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost')) return;
  if (host === new URL(publicUrl).host) return;
  throw new Problem('forbidden', `Nobody said yet that ${host} is the name of this installation.`, {
    hint: `Set TANDEM_PUBLIC_URL to ${origin} and start again, or open it by its number or as localhost.`,
  });
}
