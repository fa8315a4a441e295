import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(what: object, level = 'info'): Record<string, unknown> | undefined {
  const lines: string[] = [];
  createLog(level, { write: (line) => lines.push(line) }).info(what, 'said');
  return lines[0] === undefined ? undefined : (JSON.parse(lines[0]) as Record<string, unknown>);
}

test('credentials are never logged, wherever they stand', () => {
  const secret = 'hunter2';
  const line = logged({
    password: secret,
    token: secret,
    user: { password: secret, key: secret },
    req: { headers: { authorization: secret, cookie: secret, accept: 'text/html' } },
    headers: { authorization: secret },
    kept: 'yes',
  });
  expect(JSON.stringify(line)).not.toContain(secret);
  expect(line).toMatchObject({ kept: 'yes', msg: 'said', password: '[redacted]' });
});

test('a level leaves out what is below it, and no line names the machine', () => {
  expect(logged({}, 'warn')).toBeUndefined();
  expect(Object.keys(logged({}) ?? {}).toSorted()).toEqual(['level', 'msg', 'time']);
});
