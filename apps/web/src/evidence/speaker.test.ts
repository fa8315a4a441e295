import { expect, test } from 'vitest';
import { speakerLabel, speakerOf, speakerWords } from './speaker.ts';

const ada = {
  id: '00000000-0000-0000-0000-000000000001',
  name: 'Ada Holm',
  email: 'ada@northfell.example',
  distinctIds: ['u-17', 'anonymous-3'],
};

test.each([
  ['a line that was chosen', 'Ada Holm, ada@northfell.example', { distinctId: 'u-17' }],
  ['their address', ' ada@northfell.example ', { distinctId: 'u-17' }],
  ['one of their ids', 'anonymous-3', { distinctId: 'u-17' }],
  [
    'an address that nobody goes by',
    'bo@else.example',
    { distinctId: 'bo@else.example', author: 'bo@else.example' },
  ],
  ['a name alone', 'Ada', { author: 'Ada' }],
  ['nothing', '  ', {}],
])('%s', (_, typed, speaker) => {
  expect(speakerOf(typed, [ada])).toEqual(speaker);
});

test('whoever has no name is told apart by the id', () => {
  expect(speakerLabel({ ...ada, name: null, email: null })).toBe('Unnamed, u-17');
});

test.each([
  [{ author: 'Ada' }, false, 'Kept as a name'],
  [{ author: 'Ada' }, true, 'Only somebody with an address or an id can be told'],
  [{}, true, 'Only somebody with an address or an id can be told'],
  [{ distinctId: 'bo@else.example' }, true, 'Joins whoever signs in with this address'],
])('of %j, to be told: %s', (speaker, mayContact, words) => {
  expect(speakerWords(speaker, { isKnown: false, mayContact })).toBe(words);
});
