/** What every endpoint promises, on endpoints made for the purpose. */
import { expect, test } from 'vitest';
import { endpoint, type ProjectId } from '@tandem/contract';
import { z } from 'zod';
import { asProblem, createHttp, route, type Gate } from './http.ts';
import { createLog } from './log.ts';
import { Problem } from './problem.ts';

const greet = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/greetings',
  tag: 'Test',
  summary: 'Greets',
  access: { kind: 'project', needs: 'project:read' },
  params: z.object({ project: z.coerce.number().int() }),
  query: z.object({ times: z.coerce.number().int().max(3).default(1) }),
  body: z.object({ name: z.string().min(1) }),
  response: z.object({ text: z.string() }),
});
const take = endpoint({
  method: 'post',
  path: '/api/v1/take',
  tag: 'Test',
  summary: 'Takes',
  access: { kind: 'ingest' },
  body: z.object({ events: z.array(z.unknown()) }),
  response: z.object({ taken: z.number() }),
});
const seen: { path: string; status: number }[] = [];
const gate: Gate = async (access, { request, params }) => {
  if (request.headers.get('authorization') === null) {
    throw new Problem('unauthenticated', 'Who are you?', { hint: 'Send a key.' });
  }
  const project = Number(access.kind === 'project' ? params['project'] : 1) as ProjectId;
  return { caller: { kind: 'key', id: 'k', name: 'key', isPrivate: false }, project };
};
const app = createHttp({
  routes: [
    route(greet, async ({ body, query, project }) => {
      if (body.name === 'busy')
        throw new Problem('busy', 'Later.', { hint: 'Wait.', retryAfterSeconds: 7 });
      if (body.name === 'broken') throw new Error('the password is hunter2');
      return { text: `${body.name} `.repeat(query.times) + project };
    }),
    route(take, async ({ body }) => ({ taken: body.events.length })),
  ],
  wires: [],
  gate,
  log: createLog('silent'),
  trustProxy: false,
  onAnswer: ({ path, status }) => seen.push({ path, status }),
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    body,
    headers: { authorization: 'Bearer k', 'content-type': 'application/json', ...headers },
  });
const greetings = '/api/v1/projects/5/greetings';

test('parts are parsed, defaults filled, the project comes from the gate', async () => {
  expect(await (await post(greetings, '{"name":"Ada"}')).json()).toEqual({ text: 'Ada 5' });
  const twice = await post(`${greetings}?times=2`, '{"name":"Ada"}');
  expect(await twice.json()).toEqual({ text: 'Ada Ada 5' });
  expect(twice.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['malformed JSON', greetings, '{"name":', 400, 'invalid'],
  ['a wrong field', greetings, '{"name":""}', 400, 'invalid'],
  ['a wrong query', `${greetings}?times=9`, '{"name":"Ada"}', 400, 'invalid'],
  ['a wrong path', '/api/v1/projects/five/greetings', '{"name":"Ada"}', 400, 'invalid'],
  [
    'a body that is nested without end',
    greetings,
    '['.repeat(5_000) + ']'.repeat(5_000),
    400,
    'invalid',
  ],
  ['a body that is too large', greetings, 'x'.repeat(3_000_000), 413, 'too_large'],
  ['a full queue', greetings, '{"name":"busy"}', 503, 'busy'],
  ['a fault of ours', greetings, '{"name":"broken"}', 500, 'internal'],
])('%s is a problem with its code', async (_name, path, body, status, code) => {
  const answer = await post(path, body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ code, status, requestId: expect.any(String) });
  expect(answer.headers.get('x-request-id')).toBe(problem['requestId']);
  expect(JSON.stringify(problem)).not.toContain('hunter2');
});

test('a wrong field is named with its place', async () => {
  const answer = await post(greetings, '{"name":""}');
  expect(await answer.json()).toMatchObject({ fields: [{ field: 'body.name' }] });
});

test('busy says when to come again', async () => {
  expect((await post(greetings, '{"name":"busy"}')).headers.get('retry-after')).toBe('7');
});

test('senders on other pages may read the answer, also a refusal', async () => {
  const origin = { origin: 'https://shop.example' };
  const taken = await post('/api/v1/take', '{"events":[1,2]}', origin);
  expect(await taken.json()).toEqual({ taken: 2 });
  expect(taken.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  const refused = await post('/api/v1/take', '{', origin);
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  const asked = { ...origin, 'access-control-request-headers': 'authorization' };
  const preflight = await app.request('/api/v1/take', { method: 'OPTIONS', headers: asked });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
});

test('people’s endpoints answer no other origin', async () => {
  const answer = await post(greetings, '{"name":"Ada"}', { origin: 'https://evil.example' });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('without a key nobody is let in', async () => {
  const answer = await app.request(greetings, { method: 'POST', body: '{"name":"Ada"}' });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ hint: 'Send a key.' });
});

test('meters hear the pattern of the path and the real status, never the URL', async () => {
  seen.length = 0;
  await post(greetings, '{"name":"Ada"}');
  await post(greetings, '{"name":""}');
  await post(greetings, '{"name":"broken"}');
  expect(seen).toEqual([200, 400, 500].map((status) => ({ path: greet.path, status })));
});

test.each(['23505', '40001', '40P01', '55P03'])(
  'PostgreSQL code %s, of two at once, is a conflict and no fault of ours',
  (code) => {
    const problem = asProblem(Object.assign(new Error('duplicate key'), { code }));
    expect(problem).toMatchObject({ code: 'conflict', hint: expect.stringMatching(/Look/) });
  },
);

test('who may not call is told so before any of the body is read', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        pulled++ > 50 ? controller.close() : controller.enqueue(Buffer.from(' ')),
    },
    { highWaterMark: 0 },
  );
  const request = new Request(`http://localhost${greetings}`, {
    method: 'POST',
    body,
    duplex: 'half',
  });
  expect((await app.request(request)).status).toBe(401);
  expect(pulled).toBe(0);
});
