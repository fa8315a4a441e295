/** The six stations of the loop: what is under way in each, and what goes no further by itself. */
import type {
  Answer,
  Brief,
  Experiment,
  getToday,
  Loop,
  Outcome,
  Pod,
  ProjectId,
  Release,
  Signature,
  Sprint,
} from '@tandem/contract';
import type { Standing as Bets } from '../../../bets/index.ts';
import type { Standing as Needs } from '../../../discovery/index.ts';

type Today = Answer<typeof getToday>;
export type Station = Today['stations'][number];
export type Stuck = Station['stuck'][number];

/** What was counted in the event store. */
export type Seen = {
  readonly eventsEver: number;
  readonly events: number;
  readonly people: number;
  readonly peopleBefore: number;
  readonly signalsEver: number;
  readonly signals: number;
  readonly signalsBefore: number;
  readonly unhappyThisWeek: number;
};

/** What the domains of the loop say of themselves. */
export type Around = {
  readonly sprints: readonly Sprint[];
  readonly needs: Needs;
  readonly outcomes: readonly Outcome[];
  readonly bets: Bets;
  /** Of bets to which only signatures are missing. */
  readonly betSignatures: ReadonlyMap<string, readonly Signature[]>;
  readonly releases: readonly (Release & { readonly pausedAt: string | null })[];
  readonly experiments: readonly Experiment[];
  readonly loops: readonly Loop[];
  readonly briefs: readonly Brief[];
  readonly pods: readonly Pod[];
  /** In the project's time zone. */
  readonly today: string;
};

/** Whoever waits for longer is stuck. */
const patienceDays = 3;
const dayMs = 86_400_000;
const mostStuck = 3;
type At = (path: string) => string;
type Built = Omit<Station, 'stuck' | 'stuckTotal'> & { readonly stuck: readonly Stuck[] };

export function stationsOf(project: ProjectId, seen: Seen, around: Around): Station[] {
  const at: At = (path) => `/p/${project}/${path}`;
  const built: readonly Built[] = [
    listen(at, seen, around),
    understand(at, seen, around),
    decide(at, around),
    launch(at, around),
    learn(at, around),
    tell(at, around),
  ];
  return built.map((one) => ({
    ...one,
    stuck: one.stuck.toSorted(olderFirst).slice(0, mostStuck),
    stuckTotal: one.stuck.length,
  }));
}

export const olderFirst = (a: Pick<Stuck, 'since'>, b: Pick<Stuck, 'since'>): number =>
  (a.since ?? '9').localeCompare(b.since ?? '9');
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
const noted = (...parts: readonly (string | false)[]): string | null =>
  parts.filter((part) => part !== false).join(', ') || null;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
/** Whether this was so long before today that somebody should look. */
const isLong = ({ today }: Around, since: string): boolean =>
  Date.parse(today) - Date.parse(since.slice(0, 10)) >= patienceDays * dayMs;

function listen(at: At, seen: Seen, { loops }: Around): Built {
  const unhappy = seen.unhappyThisWeek;
  return {
    station: 'listen',
    figure: {
      value: seen.signals,
      of: null,
      label: seen.signals === 1 ? 'verbatim in 24 h' : 'verbatims in 24 h',
      previous: seen.signalsBefore,
      href: at('listening'),
    },
    note: noted(unhappy > 0 && `${count(unhappy, 'unhappy voice')} this week`),
    stuck: loops.flatMap(({ opportunity, reopening }) =>
      reopening?.isOpen === true
        ? [
            {
              says: `Not solved for an asker: “${opportunity.statement}”`,
              href: at(`opportunities?open=${opportunity.id}`),
              since: reopening.askedAt,
            },
          ]
        : [],
    ),
  };
}

function understand(at: At, seen: Seen, { sprints, today }: Around): Built {
  const silence = {
    says: 'No event for a day',
    href: at('live'),
    since: null,
  };
  const overrun = sprints
    .filter(({ state, to }) => state === 'running' && to < today)
    .map(({ id, name, to }) => ({
      says: `“${name}” should have ended`,
      href: at(`discovery/${id}`),
      since: `${to}T00:00:00.000Z`,
    }));
  const isSilent = seen.eventsEver > 0 && seen.events === 0;
  const stuck = [...overrun, ...(isSilent ? [silence] : [])];
  const running = sprints.find(({ state }) => state === 'running');
  const active = `${count(seen.people, 'person', 'people')} active in 24 h`;
  if (running === undefined) {
    const { people: value, peopleBefore: previous } = seen;
    const label = value === 1 ? 'person in 24 h' : 'people in 24 h';
    const figure = { value, of: null, label, previous, href: at('people') };
    const last = sprints.some(({ state }) => state === 'synthesis') && 'a sprint to conclude';
    return { station: 'understand', figure, note: noted(last), stuck };
  }
  const target = running.checks.find(({ name }) => name === 'interviews')?.needed ?? null;
  return {
    station: 'understand',
    figure: {
      value: running.interviews.length,
      of: target,
      label: 'interviews',
      previous: null,
      href: at(`discovery/${running.id}`),
    },
    note: noted(dayOfSprint(running, today), active),
    stuck,
  };
}

function dayOfSprint({ from, to }: Sprint, today: string): string {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  const day = (Date.parse(today) - Date.parse(from)) / dayMs + 1;
  return `sprint on day ${Math.max(1, Math.min(day, days))} of ${days}`;
}

export function stationOfRule(rule: string): 'decide' | 'launch' | 'learn' {
  if (/^bet\.(launch|measure|appetite)/.test(rule)) return 'launch';
  return rule.startsWith('bet.conclude') ? 'learn' : 'decide';
}

/** Gates of bets that are about building, shipping or concluding stand at those stations. */
function stuckBets(at: At, { bets }: Around, station: 'decide' | 'launch' | 'learn'): Stuck[] {
  return bets.stuck
    .filter(({ rule }) => stationOfRule(rule) === station)
    .map(({ id, number, title, rule, since }) => ({
      says: `B-${number} “${title}” ${lacks[rule] ?? 'waits at its gate'}`,
      href: at(`bets/${id}`),
      since,
    }));
}

/** What a bet lacks that waits at a gate, by the gate's rule. */
export const lacks: Readonly<Record<string, string>> = {
  'bet.shape.opportunity': 'needs an opportunity',
  'bet.ready.outcome': 'needs an agreed outcome',
  'bet.ready.framework': 'needs a messaging framework',
  'bet.ready.real_problem': 'has not said how you know the problem',
  'bet.ready.why_this': 'has not said why they would choose it',
  'bet.ready.sides': 'needs both sides in its pod',
  'bet.build.opportunity': 'needs a validated opportunity',
  'bet.build.scope': 'has more scope than evidence',
  'bet.launch.release': 'needs a release',
  'bet.measure.release': 'waits for its first ring',
  'bet.measure.outcome': 'waits for its outcome to be measured',
  'bet.conclude.verdict': 'needs a verdict',
  'bet.conclude.learning': 'needs its learning',
  'bet.conclude.signatures': 'needs both signatures',
  'bet.appetite': 'has used up its appetite',
};

function decide(at: At, around: Around): Built {
  const { needs, outcomes, bets } = around;
  const { idea, shaping, ready } = bets.counts;
  const inShape = idea + shaping + ready;
  const toAgree = outcomes.filter(({ state }) => state === 'proposed');
  const half = [
    ...toAgree
      .filter(({ signatures }) => signatures.length === 1)
      .map(({ id, sentence, signatures }) => ({
        says: `${otherSide(signatures)} has not signed “${sentence}”`,
        href: at(`outcomes/${id}`),
        since: signatures[0]!.at,
      })),
    ...needs.toSign
      .filter(({ signatures }) => signatures.length === 1)
      .map(({ id, statement, signatures }) => ({
        says: `${otherSide(signatures)} has not signed “${statement}”`,
        href: at(`opportunities?open=${id}`),
        since: signatures[0]!.at,
      })),
  ];
  const waits = needs.carried - needs.halfSigned;
  const carried = waits > 0 && `${count(waits, 'need')} to sign`;
  const open = { value: needs.open, of: null, previous: null, href: at('opportunities') };
  const shaped = { value: inShape, of: null, previous: null, href: at('bets') };
  const outcomesNote = toAgree.length > 0 && `${count(toAgree.length, 'outcome')} to agree`;
  return {
    station: 'decide',
    figure:
      inShape > 0
        ? { ...shaped, label: inShape === 1 ? 'bet in shape' : 'bets in shape' }
        : { ...open, label: needs.open === 1 ? 'open need' : 'open needs' },
    note: noted(inShape > 0 && count(needs.open, 'open need'), carried, outcomesNote),
    stuck: [...half, ...stuckBets(at, around, 'decide')],
  };
}

const otherSide = (signatures: readonly Pick<Signature, 'side'>[]): string =>
  signatures.some(({ side }) => side === 'product') ? 'Marketing' : 'Product';

function launch(at: At, around: Around): Built {
  const { releases, experiments } = around;
  const inRings = releases.filter(({ state }) => state === 'in_rings').length;
  const running = experiments.filter(({ state }) => state === 'running').length;
  const paused = releases
    .filter(({ state }) => state === 'paused')
    .map(({ id, name, pausedAt }) => ({
      says: `“${name}” is paused`,
      href: at(`ship/${id}`),
      since: pausedAt,
    }));
  const invalid = experiments
    .filter(({ state }) => state === 'invalid')
    .map(({ id, name, stoppedAt }) => ({
      says: `“${name}” is invalid`,
      href: at(`experiments/${id}`),
      since: stoppedAt,
    }));
  const planned = releases.filter(({ state }) => state === 'planned').length;
  return {
    station: 'launch',
    figure: {
      value: inRings,
      of: null,
      label: inRings === 1 ? 'release in rings' : 'releases in rings',
      previous: null,
      href: at('ship'),
    },
    note: noted(
      running > 0 && `${count(running, 'experiment')} running`,
      planned > 0 && `${count(planned, 'release')} planned`,
    ),
    stuck: [...paused, ...invalid, ...stuckBets(at, around, 'launch')],
  };
}

/** Outcomes whose window is over: whoever owns them says how they ended. */
export const overOf = ({ outcomes, today }: Around): readonly (Outcome & { endedOn: string })[] =>
  outcomes.flatMap((one) => {
    if (one.state !== 'measuring' || one.startsOn === null || one.window === null) return [];
    const end = new Date(Date.parse(one.startsOn) + one.window.days * dayMs);
    const endedOn = end.toISOString().slice(0, 10);
    return endedOn <= today ? [{ ...one, endedOn }] : [];
  });

function learn(at: At, around: Around): Built {
  const { outcomes, experiments, bets } = around;
  const over = overOf(around);
  const stopped = experiments.filter(({ state }) => state === 'stopped');
  const toDecide = over.length + stopped.length + bets.toSign.length;
  const measuring = outcomes.filter(({ state }) => state === 'measuring').length - over.length;
  const waiting = [
    ...over.map(({ id, sentence, endedOn }) => ({
      says: `“${sentence}” is over`,
      href: at(`outcomes/${id}`),
      since: `${endedOn}T00:00:00.000Z`,
    })),
    ...stopped.map(({ id, name, stoppedAt }) => ({
      says: `“${name}” has no verdict`,
      href: at(`experiments/${id}`),
      since: stoppedAt,
    })),
  ];
  const concluded = bets.counts.concluded;
  return {
    station: 'learn',
    figure: {
      value: toDecide,
      of: null,
      label: toDecide === 1 ? 'result to decide' : 'results to decide',
      previous: null,
      href: at('results'),
    },
    note: noted(
      measuring > 0 && `${count(measuring, 'outcome')} being measured`,
      concluded > 0 && `${count(concluded, 'bet')} concluded`,
    ),
    stuck: [
      ...waiting.filter(({ since }) => since !== null && isLong(around, since)),
      ...stuckBets(at, around, 'learn'),
    ],
  };
}

function tell(at: At, around: Around): Built {
  const { loops, briefs } = around;
  const [askers, told, waiting] = (['askers', 'told', 'waiting'] as const).map((field) =>
    sum(loops.map((loop) => loop[field])),
  );
  const open = briefs.flatMap((brief) => {
    const { acknowledgements, sent } = brief;
    const unread = acknowledgements.filter(({ state }) => state === 'pending').length;
    const late = acknowledgements.filter(({ state }) => state === 'late').length;
    return sent === null || unread + late === 0 ? [] : [{ ...brief, sent, unread, late }];
  });
  const stuck = open
    .filter(({ late, sent }) => late > 0 || isLong(around, sent.at))
    .map(({ id, title, sent, dueOn, late, unread }) => ({
      says:
        late > 0
          ? `${count(late, 'person is', 'people are')} late with “${title}”`
          : `${count(unread, 'person has', 'people have')} not read “${title}”`,
      href: at(`briefs/${id}`),
      since: late > 0 && dueOn !== null ? `${dueOn}T00:00:00.000Z` : sent.at,
    }));
  const unread = sum(open.map((one) => one.unread));
  const figure = { previous: null, ...(askers! > 0 ? {} : { of: null }) };
  return {
    station: 'tell',
    figure:
      askers! > 0
        ? { ...figure, value: told!, of: askers!, label: 'askers told', href: at('conversation') }
        : { ...figure, of: null, value: unread, label: 'briefs unread', href: at('briefs') },
    note: noted(
      waiting! > 0 && `${waiting} wait for their ring`,
      askers! > 0 && unread > 0 && `${count(unread, 'brief')} unread`,
    ),
    stuck,
  };
}

/** What askers answered, over all releases. */
export function answersOf(project: ProjectId, loops: readonly Loop[]): Today['answers'] {
  const told = sum(loops.map((loop) => loop.told));
  if (told === 0) return null;
  const of = (which: string) =>
    sum(loops.flatMap(({ answers }) => answers.map((a) => (a.answer === which ? a.count : 0))));
  return {
    told,
    answered: sum(loops.map((loop) => loop.answered)),
    solved: of('solved'),
    partly: of('partly'),
    notSolved: of('not_solved'),
    href: `/p/${project}/conversation`,
  };
}
