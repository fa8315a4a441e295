import type { Acknowledgement, Brief } from '@tandem/contract';
import { expect, test } from 'vitest';
import { briefState, nextSaying } from './brief-words.ts';

const receipt = (userId: string, state: Acknowledgement['state']): Acknowledgement => ({
  userId,
  name: userId,
  role: 'sales',
  state,
  text: 1,
  commitment: null,
  at: null,
});
const sent: NonNullable<Brief['sent']> = {
  number: 1,
  title: 'Picks',
  body: 'On from Monday.',
  isMaterial: true,
  author: 'Rey',
  at: '2026-03-01T00:00:00.000Z',
};

test.each([
  [null, [], 'draft'],
  [sent, [receipt('ann', 'pending'), receipt('bob', 'done')], 'read by 1 of 2'],
  [sent, [receipt('ann', 'late'), receipt('bob', 'done')], '1 late'],
] as const)('what a brief is', (text, acknowledgements, words) => {
  expect(briefState({ sent: text, acknowledgements: [...acknowledgements] })[0]).toBe(words);
});

test.each([
  ['pending', 'acknowledge'],
  ['read', 'acknowledge'],
  ['acknowledged', 'commit'],
  ['committed', 'finish'],
  ['done', undefined],
] as const)('who is at "%s" may say %s', (state, move) => {
  const brief = { sent, acknowledgements: [receipt('ann', state)] };
  expect(nextSaying(brief, 'ann')?.move).toBe(move);
  expect(nextSaying(brief, 'somebody else')).toBeUndefined();
});
