/** Debian's Chromium, or a visible word that browser tests are skipped. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = places.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    console.warn(
      'SKIPPED: no Chromium found. Install it (apt-get install chromium) or set CHROMIUM=/path.',
    );
    return undefined;
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Without it pages see navigator.webdriver, and clients that ignore robots stay silent.
      '--disable-blink-features=AutomationControlled',
    ],
  });
}
