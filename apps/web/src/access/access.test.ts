import { expect, test } from 'vitest';
import { addressIn } from '../shell/stations.ts';
import { safeBack } from '../shell/session.ts';
import { actionWords, detailWords } from './audit-words.ts';
import { companyOf } from './company.ts';
import { passwordProblem } from './password.ts';
import { entrySaid, refusalWords, SignInRefused } from './sign-in.ts';

test.each([
  ['/p/1/today', '/p/1/today'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (back, address) => {
  expect(safeBack(back)).toBe(address);
});

test('what the server writes as an address stays inside the project', () => {
  expect(addressIn(1, '/p/2/live')).toBe('/p/2/live');
  expect(addressIn(1, '/listening')).toBe('/p/1/listening');
  expect(addressIn(1, 'live')).toBe('/p/1/live');
});

test('a password is judged before it is sent', () => {
  expect(passwordProblem('short')).toBe('5 more to reach 10 characters');
  expect(passwordProblem('long enough')).toBeNull();
  expect(passwordProblem('x'.repeat(201))).toBe('At most 200 characters');
});

test('a refused sign-in says what to do and not who exists', () => {
  expect(refusalWords(401, 'User not found')).toContain('do not match');
  expect(refusalWords(429, undefined)).toContain('Wait');
  expect(refusalWords(500, 'stack')).toContain('Try again');
  expect(refusalWords(400, 'Invalid token')).toBe('Invalid token');
  expect(entrySaid(new SignInRefused('No.'))).toBe('No.');
  expect(entrySaid(null)).toBeUndefined();
});

test('the audit log reads as words', () => {
  expect(actionWords('key.created')).toBe('Key created');
  expect(detailWords({ role: 'pmm', isAdmin: false })).toBe('role pmm, is admin false');
});

test.each([
  ['maya@northfell.example', 'Northfell'],
  ['maya@shop.northfell.co.uk', 'Northfell'],
  ['maya@gmail.com', ''],
  ['maya@', ''],
  ['maya', ''],
])('the company of %s', (email, company) => {
  expect(companyOf(email)).toBe(company);
});
