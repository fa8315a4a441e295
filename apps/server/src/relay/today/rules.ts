/** From figures to stations and to what is worth doing next, for this role. */
import type { Answer, getToday, ProjectId, Role } from '@tandem/contract';

import type { Standing } from '../../discovery/index.ts';

export type Figures = {
  readonly eventsEver: number;
  readonly events: number;
  readonly people: number;
  readonly peopleBefore: number;
  readonly signalsEver: number;
  readonly signals: number;
  readonly signalsBefore: number;
  readonly unhappyThisWeek: number;
  readonly members: number;
  /** The demo company is being filled in. */
  readonly comingIn: boolean;
  readonly standing: Standing;
  /** Whether this member has linked words to a need; undefined where a server asks. */
  readonly hasLinked: boolean | undefined;
};
type Today = Answer<typeof getToday>;
type Action = Today['actions'][number];

/** Only stations with something built in them; figures are of the last 24 hours and the 24 before. */
export function stationsOf(project: ProjectId, figures: Figures): Today['stations'] {
  const at = (path: string) => `/p/${project}/${path}`;
  return [
    {
      station: 'listen',
      figures: [
        {
          label: 'said in 24 h',
          value: figures.signals,
          unit: 'verbatims',
          previous: figures.signalsBefore,
          href: at('listening'),
        },
      ],
      stuck: null,
    },
    {
      station: 'understand',
      figures: [
        {
          label: 'active in 24 h',
          value: figures.people,
          unit: 'people',
          previous: figures.peopleBefore,
          href: at('people'),
        },
      ],
      stuck: figures.eventsEver > 0 && figures.events === 0 ? 'No event for a day' : null,
    },
    decideStation(figures.standing, at('opportunities')),
  ];
}

function decideStation(standing: Standing, href: string): Today['stations'][number] {
  const { open, carried, halfSigned } = standing;
  const waits = carried === 1 ? '1 waits for signatures' : `${carried} wait for signatures`;
  return {
    station: 'decide',
    figures: [{ label: 'open', value: open, unit: 'opportunities', previous: null, href }],
    stuck: halfSigned > 0 ? `${halfSigned} signed by one side only` : carried > 0 ? waits : null,
  };
}

/** Roles that begin with what people say; the others begin with what they do. */
const wordsFirst: ReadonlySet<Role> = new Set(['pmm', 'sales', 'support', 'facilitator']);

/** At most three, the most useful first; what is done already comes last. */
export function actionsFor(project: ProjectId, figures: Figures, role: Role | undefined): Action[] {
  const words = wordActions(project, figures);
  const deeds = deedActions(project, figures);
  const first =
    role !== undefined && wordsFirst.has(role) ? [...words, ...deeds] : [...deeds, ...words];
  return [
    ...firstLink(project, figures),
    ...first,
    ...decideActions(project, figures),
    ...teamActions(project, figures),
  ]
    .toSorted((a, b) => Number(a.done) - Number(b.done))
    .slice(0, 3);
}

/** Whoever comes new begins with one customer's words: everything else rests on them. */
function firstLink(project: ProjectId, { signalsEver, hasLinked }: Figures): Action[] {
  if (signalsEver === 0 || hasLinked !== false) return [];
  return [
    action(
      'Link your first words',
      'Read what somebody said, highlight what matters, and link it.',
      {
        href: `/p/${project}/listening`,
        button: 'Read what they say',
      },
    ),
  ];
}

function deedActions(project: ProjectId, { eventsEver, comingIn }: Figures): Action[] {
  if (eventsEver === 0 && !comingIn) {
    return [
      action(
        'Send your first event',
        'Nothing has come in yet. The page has a snippet with your key.',
        {
          href: `/p/${project}/live`,
          button: 'Show the snippet',
        },
      ),
    ];
  }
  return [
    action(
      'See where people get stuck',
      'A funnel names the worst step and opens the words of those who left there.',
      {
        href: `/p/${project}/explore/funnel`,
        button: 'Open the funnel',
      },
    ),
  ];
}

function wordActions(project: ProjectId, figures: Figures): Action[] {
  const { signalsEver, unhappyThisWeek, comingIn } = figures;
  if (signalsEver === 0 && !comingIn) {
    return [
      action(
        'Import what people say',
        'Reviews, tickets and comments join what the same people do.',
        {
          href: `/p/${project}/listening`,
          button: 'Import a file',
        },
      ),
    ];
  }
  if (unhappyThisWeek === 0) return [];
  const count = unhappyThisWeek === 1 ? 'One unhappy voice' : `${unhappyThisWeek} unhappy voices`;
  return [
    action(
      `${count} this week`,
      'Two stars of five, or fewer. Read them before anything else is planned.',
      {
        href: `/p/${project}/listening?max=2`,
        button: 'Read them',
      },
    ),
  ];
}

function decideActions(project: ProjectId, { signalsEver, standing }: Figures): Action[] {
  const href = `/p/${project}/opportunities`;
  if (standing.halfSigned > 0 || standing.carried > 0) {
    return [
      action('Sign what the evidence carries', 'Enough people say it; both sides decide.', {
        href,
        button: 'Decide',
      }),
    ];
  }
  if (signalsEver === 0 || standing.open > 0) return [];
  return [
    action('Name the first need', 'Choose the words that matter, and link them with L.', {
      href: `/p/${project}/listening`,
      button: 'Choose words',
    }),
  ];
}

function teamActions(project: ProjectId, { members }: Figures): Action[] {
  return [
    action(
      'Bring the other side in',
      'A pod has product and marketing; so far one of them is missing here.',
      {
        href: `/p/${project}/settings/members`,
        button: 'Invite',
        done: members > 1,
      },
    ),
  ];
}

function action(
  title: string,
  why: string,
  { href, button, done = false }: { href: string; button: string; done?: boolean },
): Action {
  return { title, why, href, button, since: null, done };
}
