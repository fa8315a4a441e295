import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { source, sql } from '@tandem/query';
import { compose, type App } from '../compose.ts';
import { readConfig } from '../platform/config.ts';
import { openWorld } from '../testing/world.ts';

/** The client's clock is put right by the sending, so each sending lands on another side of the line. */
const sendings = [
  '2026-10-31T23:59:59.950Z',
  '2026-11-01T00:00:30.000Z',
  '2026-12-01T08:00:00.000Z',
];
const events = [
  { id: 'invoice-18', event: 'paid', distinctId: 'ann', timestamp: '2026-10-31T23:59:59.900Z' },
  { id: 'no-time', event: 'paid', distinctId: 'ann' },
];

test('a batch sent again across midnight and the end of a month, and after a restart, counts once', async () => {
  const world = await openWorld();
  const project = await world.project();
  const send = async (app: App, sentAt: string) => {
    const answer = await app.http.request('/api/v1/events', {
      method: 'POST',
      headers: { authorization: `Bearer ${project.publicKey}` },
      body: JSON.stringify({ events, sentAt }),
    });
    expect(await answer.json()).toMatchObject({ accepted: 2 });
  };
  const stored = (app: App) =>
    app.platform.events.rows<{ id: string; time: string }>(
      project.id,
      sql`SELECT id, time FROM ${source('events', sql`id, time`)} ORDER BY id`,
    );
  for (const sentAt of sendings) await send(world.app, sentAt);
  const before = await stored(world.app);
  expect(before).toHaveLength(events.length);
  await world.app.stop();

  const env = { PORT: '0', TANDEM_DATA: world.folder, TANDEM_LOG_LEVEL: 'silent' };
  const again = await compose(readConfig(env));
  try {
    for (const sentAt of sendings.toReversed()) await send(again, sentAt);
    expect(await stored(again)).toEqual(before);
  } finally {
    await again.stop();
    rmSync(world.folder, { recursive: true, force: true });
  }
});
