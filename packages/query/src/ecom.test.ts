/** The funnel of a real clickstream; expected numbers from the fixtures' own description. */
import type { FunnelQuestion } from '@tandem/contract';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { funnel, funnelTimes, type FunnelRow } from './funnel.ts';
import { openStore, type Store } from './testing/store.ts';

const file = new URL('../../../../shared/fixtures/ecom-clickstream/ecom.csv.gz', import.meta.url);
const isThere = existsSync(file);
if (!isThere) {
  if (process.env['CI'] === 'true') throw new Error('shared/fixtures is absent');
  console.warn('skipped: shared/fixtures/ecom-clickstream is absent');
}

const idOf = (text: string) => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
};

async function load(store: Store): Promise<void> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1);
  const rows = lines.map((line, i) => {
    const [user = '', session = '', name = '', at = '', platform = ''] = line.split(',');
    return {
      project: 1,
      name,
      day: at.slice(0, 10),
      id: idOf(String(i)),
      time: `${at.replace(' ', 'T')}Z`,
      received_at: `${at.replace(' ', 'T')}Z`,
      person: idOf(user),
      distinct_id: user,
      session_id: session,
      properties: { platform },
      precedence: 1,
    };
  });
  await store.insert('events', rows);
  await store.insert('events', rows.slice(0, 2_000));
}

const steps = [
  'product_view',
  'add_to_cart',
  'cart',
  'shipping_details',
  'payment_details',
  'purchase',
].map((event) => ({ event }));
const question: FunnelQuestion = {
  kind: 'funnel',
  steps,
  from: '2024-01-01',
  to: '2024-06-30',
  windowSeconds: null,
};
const context = { timeZone: 'UTC', now: new Date('2024-07-01') };
const store = isThere ? await openStore() : undefined;
if (store !== undefined) await load(store);
afterAll(() => store?.close());

const cases = [
  { name: 'no window', windowSeconds: null, people: [598, 517, 429, 329, 222, 114] },
  { name: '7 days', windowSeconds: 7 * 86_400, people: [598, 487, 353, 210, 109, 40] },
];
for (const { name, windowSeconds, people } of cases) {
  test.skipIf(!isThere)(`ecom-clickstream, ${name}`, async () => {
    const asked = { ...question, windowSeconds };
    const [row] = (await store?.rows<FunnelRow>(1, funnel(asked, context))) ?? [];
    expect(row?.people).toEqual(people);
    // The same through the fold, which an exclusion that never happens forces.
    const exclusions = [{ event: 'never', fromStep: 0, toStep: 1 }];
    const [folded] =
      (await store?.rows<FunnelRow>(1, funnel({ ...asked, exclusions }, context))) ?? [];
    expect(folded?.people).toEqual(people);
  });
}

test.skipIf(!isThere)('ecom-clickstream, times and breakdown', async () => {
  const [times] =
    (await store?.rows<{ between: number[] }>(1, funnelTimes(question, context))) ?? [];
  expect(times?.between.every((one) => one > 0)).toBe(true);
  const breakdown = { on: 'event', key: 'platform' } as const;
  const rows = (await store?.rows<FunnelRow>(1, funnel({ ...question, breakdown }, context))) ?? [];
  const sums = steps.map((_, i) => rows.reduce((sum, row) => sum + (row.people[i] ?? 0), 0));
  expect(sums).toEqual(cases[0]?.people);
});
