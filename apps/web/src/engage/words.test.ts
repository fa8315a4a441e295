import type { Loop } from '@tandem/contract';
import { expect, test } from 'vitest';
import { audienceWords, loopSentence, shareWords } from './words.ts';

const loop = (more: Partial<Loop>) =>
  ({ askers: 0, told: 0, waiting: 0, untold: [], ...more }) as unknown as Loop;

test.each([
  [loop({}), 'Nobody is marked as having asked for it yet.'],
  [
    loop({ askers: 500, told: 35, waiting: 460, untold: [{ reason: 'no_consent', count: 5 }] }),
    '500 known people asked; 35 were told, 460 wait until it is on for them, 5 did not agree to be told.',
  ],
  [
    loop({ askers: 1, waiting: 1 }),
    '1 known person asked; 0 were told, 1 waits until it is on for them.',
  ],
])('%#', (given, words) => {
  expect(loopSentence(given)).toBe(words);
});

test('shares and audiences', () => {
  expect(shareWords({ value: 0.638, low: 0.509, high: 0.752 })).toBe('64% (51 to 75)');
  expect(shareWords(null)).toBe('');
  expect(audienceWords({ flagKey: 'picks', holdout: 0.1 })).toBe(
    'those for whom picks is on, 10% held out',
  );
  expect(audienceWords({ flagKey: null, holdout: 0 })).toBe('everybody');
});
