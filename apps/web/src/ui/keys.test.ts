import { expect, test } from 'vitest';
import { isApple } from './keys.ts';

test.each([
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', true],
  ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)', true],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', false],
])('%s has a Command key: %s', (userAgent, expected) => {
  expect(isApple(userAgent)).toBe(expected);
});
