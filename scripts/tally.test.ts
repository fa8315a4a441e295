import { expect, test } from 'vitest';
import { tally, type Report } from './tally.ts';

const report: Report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [],
};

test.each([
  ['all is well', report, 0, true, '7 passed, 0 failed, 3 skipped'],
  ['a test failed', { ...report, numFailedTests: 2 }, 0, false, '7 passed, 2 failed, 3 skipped'],
  ['a check failed', report, 1, true, '7 passed, 1 failed, 3 skipped'],
  ['an error outside of any test', report, 0, false, '7 passed, 1 failed, 3 skipped'],
  [
    'a file that could not be read',
    { ...report, testResults: [{ status: 'failed', assertionResults: [] }] },
    0,
    false,
    '7 passed, 1 failed, 3 skipped',
  ],
  ['nothing ran', undefined, 0, false, '0 passed, 1 failed, 0 skipped'],
] as const)('the closing line when %s', (_name, given, failedSteps, ok, expected) => {
  expect(tally(given, failedSteps, ok)).toBe(expected);
});
