import type { ProjectId, Role, Side } from '@tandem/contract';
import { expect, test } from 'vitest';
import { actionsFor, type Known } from './rules.ts';

const seen = { eventsEver: 1, signalsEver: 1, unhappyThisWeek: 0 };
const needs = { open: 0, carried: 0, halfSigned: 0 };
const lists = { worthSolving: [], toExplore: [], thin: [], toSign: [] };
const around = {
  sprints: [],
  needs: { ...needs, ...lists },
  outcomes: [],
  bets: { each: [], toSign: [] },
  betSignatures: new Map(),
  releases: [],
  experiments: [],
  loops: [],
  briefs: [],
  pods: [],
  today: '2026-07-21',
};
type Asks = { readonly role?: Role; readonly side?: Side | null; readonly hasLinked?: boolean };
const both = [{ role: 'pm' }, { role: 'pmm' }];

function titles({ role = 'pm', side = 'product', hasLinked = true }: Asks, given: object = {}) {
  const me = { userId: 'maya', role, side, hasLinked, isAdmin: false };
  const known = { seen, around, stations: [], members: both, waiting: [], comingIn: false, me };
  const all = actionsFor(7 as ProjectId, { ...known, ...given } as unknown as Known);
  return all.filter(({ done }) => !done).map(({ title }) => title);
}

const ring = { name: 'Staff', entry: '' };
const inRings = {
  id: 'r',
  name: 'Picks',
  state: 'in_rings',
  ring: 0,
  rings: [ring, ring],
  announcement: null,
};
const need = { id: 'n', statement: 'It takes long' };
const signable = (side?: Side) => ({
  around: {
    ...around,
    needs: {
      ...around.needs,
      open: 1,
      carried: 1,
      halfSigned: side === undefined ? 0 : 1,
      toSign: [{ ...need, signatures: side === undefined ? [] : [{ side, name: 'X', at: '1' }] }],
    },
  },
});
const open = { around: { ...around, needs: { ...around.needs, open: 1 } } };
const question = 'Is it worth solving? “It takes long”';
const funnel = 'See where people get stuck';

test.each<readonly [string, Asks, object, readonly string[]]>([
  ['where to look, while nothing is open', {}, open, [funnel]],
  [
    'the ring that is open before where to look',
    {},
    { around: { ...open.around, releases: [inRings] } },
    ['Open the next ring of “Picks”', funnel],
  ],
  [
    'one act to whoever has linked nothing',
    { hasLinked: false },
    {},
    ['Link your first words', funnel],
  ],
  ['the first need to whoever has linked words', {}, {}, [funnel, 'Name the first need']],
  ['what waits for a signature', {}, signable(), [question, funnel]],
  ['nothing that this side has signed', {}, signable('product'), [funnel]],
  [
    'no signature to whoever signs for neither side',
    { role: 'sales', side: null },
    signable(),
    [funnel],
  ],
  ['no invitation to whoever may not invite', {}, { ...open, members: [{ role: 'pm' }] }, [funnel]],
])('Today offers %s', (_, asks, given, expected) => {
  expect(titles(asks, given)).toEqual(expected);
});

test.each([
  [['pm', 'engineer'], false, /here marketing is missing/],
  [['pmm'], false, /here product is missing/],
  [['analyst'], false, /here product and marketing are missing/],
  [['pm', 'pmm'], true, /both here/],
] as const)('of %j the other side is in: %s', (roles, done, why) => {
  const members = roles.map((role) => ({ role }));
  const known = { seen, members, stations: [], waiting: [], comingIn: false, me: undefined };
  const all = actionsFor(7 as ProjectId, { ...known, ...open } as unknown as Known);
  const team = all.find(({ title }) => title === 'Bring the other side in');
  expect(team).toMatchObject({ done, why: expect.stringMatching(why) });
});
