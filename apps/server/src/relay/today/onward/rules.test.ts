import type { ProjectId } from '@tandem/contract';
import { expect, test } from 'vitest';
import type { Around } from '../stations/rules.ts';
import { stepsOn } from './rules.ts';

type Looked = Parameters<typeof stepsOn>[2]['looked'];
const pm: Looked = ['decide', 'launch', 'learn', 'tell', 'understand', 'listen'];
const needs = { worthSolving: [], toExplore: [], thin: [], toSign: [] };
const empty = {
  sprints: [],
  needs,
  outcomes: [],
  bets: { each: [] },
  releases: [],
  experiments: [],
  loops: [],
  briefs: [],
  pods: [],
  today: '2026-07-21',
};
const steps = (given: object, looked = pm, known: readonly string[] = []) =>
  stepsOn(7 as ProjectId, { ...empty, ...given } as unknown as Around, {
    looked,
    known: new Set(known),
  }).map(({ title, href }) => `${title} -> ${href.replace('/p/7/', '')}`);

const need = { id: 'n', statement: 'It takes long' };
const goal = {
  id: 'o',
  sentence: 'more orders',
  state: 'draft',
  pod: 'p',
  metric: null,
  baseline: 1,
  target: null,
  window: { days: 30 },
  startsOn: null,
  closing: null,
};
const whole = { ...goal, metric: { id: 'm' }, target: { kind: 'level' } };
const bet = { id: 'b', number: 1, title: 'Picks', opportunity: 'n', outcome: 'o' };
const bets = (fields: object) => ({ bets: { each: [{ ...bet, ...fields }] } });
const rings = [
  { name: 'Staff', entry: '' },
  { name: 'Half', entry: '' },
];
const release = { id: 'r', name: 'Picks', state: 'in_rings', ring: 0, rings, announcement: null };
const releases = (fields: object) => ({ releases: [{ ...release, ...fields }] });
const tried = { id: 'x', name: 'Grid', bet: 'b', state: 'draft', plan: { primary: null } };
const people = { name: 'people', says: 'At least 5.', value: 3, needed: 5, passes: false };
const sprint = { id: 's', name: 'Checkout', state: 'running', interviews: [1] };
const short = { name: 'interviews', needed: 5 };

test.each<readonly [string, object, readonly string[]]>([
  ['nothing', {}, []],
  [
    'a need that lacks people',
    { needs: { ...needs, thin: [{ ...need, failing: [people] }] } },
    ['Hear 2 more people on “It takes long” -> opportunities?open=n'],
  ],
  [
    'a need that lacks one person',
    { needs: { ...needs, thin: [{ ...need, failing: [{ ...people, value: 4 }] }] } },
    ['Hear one more person on “It takes long” -> opportunities?open=n'],
  ],
  [
    'a need that is carried and not explored',
    { needs: { ...needs, toExplore: [{ ...need, state: 'identified' }] } },
    ['Begin to explore “It takes long” -> opportunities?open=n'],
  ],
  [
    'a need that was reopened',
    { needs: { ...needs, toExplore: [{ ...need, state: 'reopened' }] } },
    ['Look again at “It takes long” -> opportunities?open=n'],
  ],
  [
    'a need worth solving, and no outcome',
    { needs: { ...needs, worthSolving: [need] } },
    ['Say what should change: “It takes long” -> outcomes?new=yes'],
  ],
  [
    'a need worth solving, and an outcome that both agree on',
    { needs: { ...needs, worthSolving: [need] }, outcomes: [{ ...whole, state: 'agreed' }] },
    ['Propose a bet on “It takes long” -> bets?new=yes&need=n&outcome=o'],
  ],
  ['a draft that lacks fields', { outcomes: [goal] }, ['Complete “more orders” -> outcomes/o']],
  ['a draft that is whole', { outcomes: [whole] }, ['Propose “more orders” -> outcomes/o']],
  [
    'an outcome without a pod, where none is formed, and without a bet',
    { outcomes: [{ ...whole, state: 'agreed', pod: null }] },
    [
      'Propose a bet that moves “more orders” -> bets?new=yes&outcome=o',
      'Form a pod for “more orders” -> settings/pods',
    ],
  ],
  [
    'an outcome that no pod took',
    { outcomes: [{ ...whole, state: 'proposed', pod: null }], pods: [{}] },
    ['Give “more orders” to a pod -> outcomes/o'],
  ],
  [
    'a bet that may go on',
    bets({ state: 'shaping', move: 'ready', lacks: null }),
    ['Say that it is ready: B-1 “Picks” -> bets/b'],
  ],
  [
    'a bet that lacks its learning',
    bets({ state: 'measuring', move: 'conclude', lacks: 'bet.conclude.learning' }),
    ['B-1 “Picks” needs its learning -> bets/b'],
  ],
  [
    'a bet whose outcome is still measured',
    {
      ...bets({ state: 'measuring', move: 'conclude', lacks: 'bet.conclude.verdict' }),
      outcomes: [{ ...whole, state: 'measuring', startsOn: '2026-07-20' }],
    },
    [],
  ],
  [
    'a bet whose outcome is proposed',
    {
      ...bets({ state: 'shaping', move: 'ready', lacks: 'bet.ready.outcome' }),
      outcomes: [{ ...whole, state: 'proposed' }],
    },
    [],
  ],
  [
    'a bet that ended, of an outcome that it moved',
    {
      ...bets({ state: 'concluded', move: null, lacks: null }),
      outcomes: [{ ...whole, state: 'measuring' }],
    },
    [],
  ],
  [
    'a bet that is built without a test',
    bets({ state: 'building', move: 'launch', lacks: null }),
    ['Begin to launch B-1 “Picks” -> bets/b', 'Plan a test of B-1 “Picks” -> experiments?new=yes'],
  ],
  ['a test without a metric', { experiments: [tried] }, ['Plan the test “Grid” -> experiments/x']],
  [
    'a test with its metric',
    { experiments: [{ ...tried, plan: { primary: {} } }] },
    ['Freeze the plan of “Grid” -> experiments/x'],
  ],
  [
    'a frozen test',
    { experiments: [{ ...tried, state: 'frozen' }] },
    ['Start the test “Grid” -> experiments/x'],
  ],
  ['a planned release', releases({ state: 'planned', ring: null }), ['Start “Picks” -> ship/r']],
  ['a release with a ring to go', releases({}), ['Open the next ring of “Picks” -> ship/r']],
  [
    'a last ring of which nobody said how it is told',
    releases({ ring: 1 }),
    ['Decide how “Picks” is told -> ship/r'],
  ],
  [
    'a last ring of which that is decided',
    releases({ ring: 1, announcement: { kind: 'none' } }),
    ['Give “Picks” to everybody -> ship/r'],
  ],
  [
    'a sprint that lacks interviews',
    { sprints: [{ ...sprint, checks: [short] }] },
    ['Talk to somebody for “Checkout” -> discovery/s'],
  ],
  [
    'a sprint to conclude',
    { sprints: [{ ...sprint, state: 'synthesis', checks: [] }] },
    ['Conclude “Checkout” -> discovery/s'],
  ],
  [
    'a brief that was not sent',
    { briefs: [{ id: 'w', title: 'What comes', sent: null }] },
    ['Send “What comes” -> briefs/w'],
  ],
])('what leads on from %s', (_, given, expected) => {
  expect(steps(given)).toEqual(expected);
});

test('first one of each station that the role looks at, nothing of others and nothing known', () => {
  const all = {
    ...releases({}),
    outcomes: [{ ...whole, state: 'agreed', pod: null }],
    needs: { ...needs, thin: [{ ...need, failing: [people] }] },
  };
  const [propose, ring, listen, form] = [
    'Propose a bet that moves “more orders” -> bets?new=yes&outcome=o',
    'Open the next ring of “Picks” -> ship/r',
    'Hear 2 more people on “It takes long” -> opportunities?open=n',
    'Form a pod for “more orders” -> settings/pods',
  ] as const;
  expect(steps(all)).toEqual([propose, ring, listen, form]);
  expect(steps(all, ['listen'])).toEqual([listen]);
  expect(steps(all, pm, ['/p/7/ship/r', '/p/7/settings/pods'])).toEqual([propose, listen]);
});
