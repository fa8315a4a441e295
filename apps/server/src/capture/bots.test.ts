import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import crawlers from 'crawler-user-agents';
import { expect, test } from 'vitest';
import { createBotFilter } from './bots.ts';

const isBot = createBotFilter();

test('every sample agent of every known crawler is caught', () => {
  const agents = crawlers.flatMap(({ instances }) => instances);
  expect(agents.length).toBeGreaterThan(2000);
  expect(agents.filter((agent) => !isBot(agent))).toEqual([]);
});

const published = join(
  import.meta.dirname,
  '../../../../../shared/fixtures/bot-user-agents/crawler-user-agents.json',
);
if (!existsSync(published)) console.warn('SKIPPED: ../shared/fixtures/bot-user-agents is not here');

test.skipIf(!existsSync(published) && process.env['CI'] !== 'true')(
  'all 2,115 published sample agents are caught',
  () => {
    const list = JSON.parse(readFileSync(published, 'utf8')) as { instances: string[] }[];
    const agents = list.flatMap(({ instances }) => instances);
    expect(agents).toHaveLength(2115);
    expect(agents.filter((agent) => !isBot(agent))).toEqual([]);
  },
);

test.each([
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0',
])('the agent of a person is none: %s', (agent) => {
  expect(isBot(agent)).toBe(false);
});
