/** What lies open on the way round the loop: at each station the steps that lead on from it. */
import type { Answer, getToday, ProjectId } from '@tandem/contract';
import { lacks, overOf, stationOfRule, type Around, type Station } from '../stations/rules.ts';

type Action = Answer<typeof getToday>['actions'][number];
type Where = Station['station'];
type At = (path: string) => string;
type Bet = Around['bets']['each'][number];

/**
 * Of each kind of step the nearest one that is not `known` already. First one of each station, in the
 * order in which they are looked at, then the second ones.
 */
export function stepsOn(
  project: ProjectId,
  around: Around,
  { looked, known }: { readonly looked: readonly Where[]; readonly known: ReadonlySet<string> },
): Action[] {
  const at: At = (path) => `/p/${project}/${path}`;
  const kinds = [releaseSteps, toldSteps, testSteps, betSteps, betsToPropose]
    .concat(outcomeSteps, podSteps, needSteps, evidenceSteps, sprintSteps, briefSteps)
    .concat(testsToPlan);
  const nearest = kinds.flatMap((kind) =>
    kind(at, around)
      .filter(({ href, station }) => !known.has(href) && looked.includes(station))
      .slice(0, 1),
  );
  const ranked = looked.flatMap((where) =>
    nearest.filter(({ station }) => station === where).map((step, rank) => ({ step, rank })),
  );
  const steps = ranked.toSorted((a, b) => a.rank - b.rank).map(({ step }) => step);
  return steps.filter(({ href }, i) => steps.findIndex((one) => one.href === href) === i);
}

function releaseSteps(at: At, { releases }: Around): Action[] {
  return releases.flatMap(({ id, name, state, ring, rings, announcement }) => {
    const where = {
      station: 'launch',
      href: at(`ship/${id}`),
      button: 'Open the release',
    } as const;
    const next = rings[state === 'planned' ? 0 : (ring ?? 0) + 1];
    if (state !== 'planned' && state !== 'in_rings') return [];
    if (next !== undefined) {
      const title = state === 'planned' ? `Start “${name}”` : `Open the next ring of “${name}”`;
      const entry = next.entry === '' ? '' : ` Before that: ${next.entry}`;
      return [step(title, `“${next.name}” comes next.${entry}`, where)];
    }
    if (announcement === null) return [];
    const why = 'The last ring has it, and it is decided how it is told.';
    return [step(`Give “${name}” to everybody`, why, where)];
  });
}

function toldSteps(at: At, { releases }: Around): Action[] {
  return releases
    .filter(({ state, announcement }) => announcement === null && isOut.has(state))
    .map(({ id, name, state }) => {
      const why =
        state === 'general'
          ? 'Everybody has it, and nobody said how they hear of it.'
          : 'It reaches everybody only after this is decided.';
      return step(`Decide how “${name}” is told`, why, {
        station: 'tell',
        href: at(`ship/${id}`),
        button: 'Decide',
      });
    });
}
const isOut: ReadonlySet<string> = new Set(['in_rings', 'general']);

function testSteps(at: At, { experiments }: Around): Action[] {
  return experiments.flatMap(({ id, name, state, plan }) => {
    const where = { station: 'launch', href: at(`experiments/${id}`) } as const;
    if (state === 'frozen') {
      const why = 'Its plan is frozen. Start it when the change is live behind the flag.';
      return [step(`Start the test “${name}”`, why, { ...where, button: 'Open the test' })];
    }
    if (state !== 'draft') return [];
    return plan.primary === null
      ? [
          step(`Plan the test “${name}”`, 'No metric decides it yet.', {
            ...where,
            button: 'Plan it',
          }),
        ]
      : [
          step(`Freeze the plan of “${name}”`, 'What is frozen before it starts can be believed.', {
            ...where,
            button: 'Read and freeze',
          }),
        ];
  });
}

function testsToPlan(at: At, { bets, experiments }: Around): Action[] {
  const tested = new Set(experiments.map(({ bet }) => bet));
  return bets.each
    .filter(({ id, state }) => (state === 'building' || state === 'launching') && !tested.has(id))
    .map(({ number, title }) =>
      step(
        `Plan a test of B-${number} “${title}”`,
        'A test says how much of a change is its own.',
        {
          station: 'launch',
          href: at('experiments?new=yes'),
          button: 'Plan a test',
        },
      ),
    );
}

/** Those that lack nothing come first. What something else brings is no step of theirs. */
function betSteps(at: At, around: Around): Action[] {
  return around.bets.each
    .filter((bet) => !isEnded(bet) && !isMetElsewhere(bet, around))
    .toSorted((a, b) => Number(a.lacks !== null) - Number(b.lacks !== null))
    .flatMap(({ id, number, title, move, lacks: rule }) => {
      if (move === null) return [];
      const name = `B-${number} “${title}”`;
      const where = {
        station: stationOfRule(rule ?? `bet.${move}`),
        href: at(`bets/${id}`),
        button: 'Open the bet',
      };
      return rule === null
        ? [step(`${moveWords[move]} ${name}`, 'Its gate is open: nothing is missing.', where)]
        : [step(`${name} ${lacks[rule] ?? 'waits at its gate'}`, 'Then it goes on.', where)];
    });
}
const moveWords: Readonly<Record<NonNullable<Bet['move']>, string>> = {
  shape: 'Begin to shape',
  ready: 'Say that it is ready:',
  build: 'Begin to build',
  launch: 'Begin to launch',
  measure: 'Begin to measure',
  conclude: 'Conclude',
};
const isEnded = ({ state }: Bet): boolean => state === 'concluded' || state === 'killed';

/** Rules that a release, a need or a signature meets: those are steps of their own. */
const ofOthers: ReadonlySet<string> = new Set([
  'bet.build.opportunity',
  'bet.measure.release',
  'bet.conclude.signatures',
]);
function isMetElsewhere({ lacks: rule, outcome }: Bet, around: Around): boolean {
  if (rule !== null && ofOthers.has(rule)) return true;
  const goal = around.outcomes.find(({ id }) => id === outcome)?.state;
  if (rule === 'bet.ready.outcome') return goal === 'draft' || goal === 'proposed';
  const isOver = overOf(around).some(({ id }) => id === outcome);
  return rule === 'bet.conclude.verdict' && goal === 'measuring' && !isOver;
}

/** For a need that is worth solving, else for an outcome that nothing is to move. */
function betsToPropose(at: At, { needs, outcomes, bets }: Around): Action[] {
  const aimed = new Set(bets.each.map(({ outcome }) => outcome));
  const taken = new Set(bets.each.filter((bet) => !isEnded(bet)).map((bet) => bet.opportunity));
  const active = outcomes.filter(
    ({ state, closing }) => state === 'agreed' || (state === 'measuring' && closing === null),
  );
  const idle = active.find(({ id }) => !aimed.has(id));
  const where = { station: 'decide', button: 'Propose a bet' } as const;
  const needed = needs.worthSolving.filter(({ id }) => !taken.has(id));
  if (needed.length > 0 && active.length > 0) {
    const goal = (idle ?? active[0]!).id;
    return needed.map(({ id, statement }) =>
      step(`Propose a bet on “${statement}”`, 'Both sides say that it is worth solving.', {
        ...where,
        href: at(`bets?new=yes&need=${id}&outcome=${goal}`),
      }),
    );
  }
  if (idle === undefined) return [];
  const href = at(`bets?new=yes&outcome=${idle.id}`);
  const why = 'It is agreed, and nothing is to move it yet.';
  return [step(`Propose a bet that moves “${idle.sentence}”`, why, { ...where, href })];
}

/** Drafts that go on, or the first one for a need that is worth solving. */
function outcomeSteps(at: At, { needs, outcomes }: Around): Action[] {
  const where = { station: 'decide' } as const;
  const drafts = outcomes
    .filter(({ state }) => state === 'draft')
    .map((draft) => {
      const missing = fields.filter((field) => draft[field] === null);
      const href = at(`outcomes/${draft.id}`);
      return missing.length === 0
        ? step(`Propose “${draft.sentence}”`, 'It says all that both sides agree on.', {
            ...where,
            href,
            button: 'Read and propose',
          })
        : step(`Complete “${draft.sentence}”`, `It lacks its ${missing.join(', ')}.`, {
            ...where,
            href,
            button: 'Complete it',
          });
    });
  const [need] = needs.worthSolving;
  if (need === undefined || outcomes.some(({ state }) => isOpen.has(state))) return drafts;
  return [
    step(`Say what should change: “${need.statement}”`, 'It is worth solving. By which number?', {
      ...where,
      href: at('outcomes?new=yes'),
      button: 'Write an outcome',
    }),
  ];
}
const fields = ['metric', 'baseline', 'target', 'window'] as const;
const isOpen: ReadonlySet<string> = new Set(['draft', 'proposed', 'agreed', 'measuring']);

/** The pod of an outcome is chosen until it is measured. */
function podSteps(at: At, { outcomes, pods }: Around): Action[] {
  return outcomes
    .filter(({ state, pod }) => pod === null && (state === 'proposed' || state === 'agreed'))
    .map(({ id, sentence }) =>
      pods.length === 0
        ? step(`Form a pod for “${sentence}”`, 'Nobody works for it yet.', {
            station: 'decide',
            href: at('settings/pods'),
            button: 'Form a pod',
          })
        : step(`Give “${sentence}” to a pod`, 'No pod works for it yet.', {
            station: 'decide',
            href: at(`outcomes/${id}`),
            button: 'Choose the pod',
          }),
    );
}

function needSteps(at: At, { needs }: Around): Action[] {
  return needs.toExplore.map(({ id, statement, state }) => {
    const title = state === 'identified' ? 'Begin to explore' : 'Look again at';
    return step(`${title} “${statement}”`, whyExplored[state] ?? 'It is asked again.', {
      station: 'decide',
      href: at(`opportunities?open=${id}`),
      button: 'Open the need',
    });
  });
}
const whyExplored: Readonly<Record<string, string>> = {
  identified: 'Enough people say it; then both sides can sign.',
  stale: 'What it rests on is old.',
  reopened: 'Somebody said that it is not solved.',
};

/** Those nearest to what carries them first. */
function evidenceSteps(at: At, { needs }: Around): Action[] {
  return needs.thin
    .toSorted((a, b) => a.failing.length - b.failing.length)
    .map(({ id, statement, failing }) => {
      const people = failing.find(({ name }) => name === 'people');
      const left = people === undefined ? 0 : people.needed - (people.value ?? 0);
      const title =
        left > 0
          ? `Hear ${left === 1 ? 'one more person' : `${left} more people`} on “${statement}”`
          : `Find better words for “${statement}”`;
      return step(title, failing[0]?.says ?? '', {
        station: 'listen',
        href: at(`opportunities?open=${id}`),
        button: 'See what it lacks',
      });
    });
}

function sprintSteps(at: At, { sprints }: Around): Action[] {
  return sprints.flatMap(({ id, name, state, interviews, checks }) => {
    const where = { station: 'understand', href: at(`discovery/${id}`) } as const;
    if (state === 'synthesis') {
      const why = 'The interviews are over: say what they showed.';
      return [step(`Conclude “${name}”`, why, { ...where, button: 'Conclude it' })];
    }
    const needed = checks.find((check) => check.name === 'interviews')?.needed ?? 0;
    if (state !== 'running' || interviews.length >= needed) return [];
    const why = `${interviews.length} of ${needed} interviews so far.`;
    return [step(`Talk to somebody for “${name}”`, why, { ...where, button: 'Open the sprint' })];
  });
}

function briefSteps(at: At, { briefs }: Around): Action[] {
  return briefs
    .filter(({ sent }) => sent === null)
    .map(({ id, title }) =>
      step(`Send “${title}”`, 'It is written, and nobody was asked to read it.', {
        station: 'tell',
        href: at(`briefs/${id}`),
        button: 'Read and send',
      }),
    );
}

const step = (
  title: string,
  why: string,
  where: Pick<Action, 'href' | 'button' | 'station'>,
): Action => ({ title, why, since: null, done: false, ...where });
