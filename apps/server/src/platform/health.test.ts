/** What operators ask, and what every answer of the HTTP side promises. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';

const token = 'a-token-for-the-meters';
let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { TANDEM_METRICS_TOKEN: token } });
});
afterAll(() => world.close());

test('alive and ready, with each store named', async () => {
  expect(await (await world.request('/healthz')).json()).toEqual({ status: 'ok' });
  const ready = await world.request('/readyz');
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ status: 'ok', events: 'ok', records: 'ok' });
});

test('the meters are for whoever knows the token', async () => {
  expect((await world.request('/metrics')).status).toBe(401);
  const wrong = await world.request('/metrics', { headers: { authorization: 'Bearer no' } });
  expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  const right = await world.request('/metrics', { headers: { authorization: `Bearer ${token}` } });
  const text = await right.text();
  expect(text).toContain('tandem_http_request_seconds');
  expect(text).toContain('tandem_ingest_queued_bytes 0');
});

test('the reference page stands alone: no other host is asked', async () => {
  const answer = await world.request('/api/docs');
  const page = await answer.text();
  expect(page).toContain('/api/openapi.json');
  expect(page).not.toMatch(/https?:\/\//);
  expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-/);
});

test('what is nowhere is said so as a problem', async () => {
  const answer = await world.request('/api/v1/nowhere');
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ code: 'not_found', requestId: expect.any(String) });
});

test('while stopping it is alive but not ready', async () => {
  world.app.prepareStop();
  expect((await world.request('/healthz')).status).toBe(200);
  expect((await world.request('/readyz')).status).toBe(503);
});
