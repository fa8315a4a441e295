/**
 * The script-tag build: `<script src="https://tandem.example.com/sdk/tandem.js" data-key="..." defer>`.
 * Everything is told by data attributes, so that a page needs no inline script.
 */
import { startInBrowser } from './browser.ts';
import type { TandemOptions } from './types.ts';

const script = document.currentScript as HTMLScriptElement | null;
const data = script?.dataset;
const key = data?.['key'];

if (script && data && key) {
  const { src } = script;
  const part = (name: string) => import(/* @vite-ignore */ new URL(`${name}.js`, src).href);
  const options: TandemOptions = {
    key,
    host: data['host'] ?? new URL('..', script.src).href,
    pageViews: data['pageViews'] !== 'off',
    cookieless: data['cookieless'] !== undefined,
    privacySignals: data['privacySignals'] === 'ignore' ? 'ignore' : 'respect',
    ...(data['consent'] === 'granted' || data['consent'] === 'denied'
      ? { consent: data['consent'] }
      : {}),
  };
  const load = {
    feedback: () => part('feedback'),
    flags: () => part('flags'),
    messages: () => part('messages'),
  };
  const tandem = startInBrowser(options, load);
  Object.assign(globalThis, { tandem });
  if (data['messages'] !== undefined) void tandem.messages().catch(() => {});
} else {
  console.error('Tandem: the script tag needs data-key, the public key of the project.');
}
