import { expect, test } from 'vitest';
import { numberOf } from './rules.ts';

type Given = Parameters<typeof numberOf>[0];
const outcome = (id: string, state: string, pod: string | null) => ({ id, state, pod });
const pods = [
  { id: 'choosers', name: 'Choosers', seats: [{ userId: 'ann' }] },
  { id: 'finders', name: 'Finders', seats: [{ userId: 'bob' }] },
];

test.each([
  [
    'the newest, of nobody’s pod',
    'cy',
    [
      ['new', 'agreed', 'finders'],
      ['old', 'agreed', 'choosers'],
    ],
    'new',
  ],
  [
    'what is measured before what was agreed since',
    'cy',
    [
      ['new', 'agreed', null],
      ['old', 'measuring', 'choosers'],
    ],
    'old',
  ],
  [
    'their own pod’s, though another is measured',
    'ann',
    [
      ['own', 'agreed', 'choosers'],
      ['old', 'measuring', 'finders'],
    ],
    'own',
  ],
  [
    'of their own pod what is measured',
    'ann',
    [
      ['new', 'agreed', 'choosers'],
      ['old', 'measuring', 'choosers'],
    ],
    'old',
  ],
  ['nothing that is over', 'ann', [['past', 'met', 'choosers']], undefined],
] as const)('the number is %s', (_, userId, some, expected) => {
  const outcomes = some.map(([id, state, pod]) => outcome(id, state, pod));
  const known = { around: { pods, outcomes }, me: { userId } } as unknown as Given;
  expect(numberOf(known)?.outcome.id).toBe(expected);
});
