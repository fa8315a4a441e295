/** What is worth doing next, for this person: their signature first, then by what their role begins with. */
import {
  sideOfRole,
  type Answer,
  type getToday,
  type ProjectId,
  type Role,
  type Side,
  type Signature,
} from '@tandem/contract';
import { stepsOn } from '../onward/rules.ts';
import { olderFirst, overOf, type Around, type Seen, type Station } from '../stations/rules.ts';

type Action = Answer<typeof getToday>['actions'][number];
type Where = Station['station'];

/** Who asks; undefined where a server does. */
export type Me = {
  readonly userId: string;
  readonly role: Role;
  /** For whom they sign. */
  readonly side: Side | null;
  readonly hasLinked: boolean;
  /** Only an admin invites. */
  readonly isAdmin: boolean;
};
export type Known = {
  readonly seen: Seen;
  readonly around: Around;
  readonly stations: readonly Station[];
  readonly members: readonly { readonly role: Role }[];
  /** What others are to do first. */
  readonly waiting: Answer<typeof getToday>['waiting'];
  /** The demo company is being filled in. */
  readonly comingIn: boolean;
  readonly me: Me | undefined;
};

const most = 3;

/** At most three, the most useful first; what is done already comes last. */
export function actionsFor(project: ProjectId, known: Known): Action[] {
  const { me } = known;
  // Of a company that is still moving in nothing can be said yet but what its people say.
  if (known.comingIn) return firstLink(project, known);
  const begins = me !== undefined && wordsFirst.has(me.role);
  const [words, deeds] = [wordActions(project, known), deedActions(project, known)];
  const own = [
    ...signatures(project, known),
    ...toVerify(project, known),
    ...briefsToRead(project, known),
  ];
  const stuck = stuckFor(known, new Set([...own, ...known.waiting].map(({ href }) => href)));
  const onward = stepsOn(project, known.around, {
    looked: lookedAt[me?.role ?? 'pm'],
    known: new Set([...own, ...known.waiting, ...stuck].map(({ href }) => href)),
  });
  // Without any event there is nowhere to look yet: the first one comes before all that is open.
  const isFirst = begins || known.seen.eventsEver === 0;
  const [offer, others] = begins ? [words, deeds] : [deeds, words];
  return [
    ...firstLink(project, known),
    ...own,
    ...stuck,
    ...(isFirst ? [...offer, ...onward] : [...onward, ...offer]),
    ...others,
    ...decideActions(project, known),
    ...teamActions(project, known),
  ]
    .toSorted((a, b) => Number(a.done) - Number(b.done))
    .slice(0, most);
}

/** Roles that begin with what people say; the others begin with what they do. */
const wordsFirst: ReadonlySet<Role> = new Set(['pmm', 'sales', 'support', 'facilitator']);

/** At which stations somebody of this role unblocks first. */
const lookedAt: Readonly<Record<Role, readonly Where[]>> = {
  pm: ['decide', 'launch', 'learn', 'tell', 'understand', 'listen'],
  designer: ['understand', 'decide', 'listen'],
  engineer: ['launch', 'decide', 'learn'],
  analyst: ['learn', 'launch', 'understand'],
  pmm: ['tell', 'decide', 'listen', 'learn'],
  sales: ['tell', 'listen'],
  support: ['listen', 'tell'],
  facilitator: ['learn', 'tell', 'decide'],
  leader: ['decide', 'learn', 'tell', 'launch'],
};

/** Whoever comes new begins with one customer's words: everything else rests on them. */
function firstLink(project: ProjectId, { seen, around, me }: Known): Action[] {
  if (seen.signalsEver === 0 || me === undefined || me.hasLinked) return [];
  const why =
    around.needs.open > 0
      ? 'Read what somebody said, mark what matters, and link it.'
      : 'Read what somebody said, mark what matters, and name the need it speaks of.';
  return [
    action('Link your first words', why, {
      station: 'listen',
      href: `/p/${project}/listening`,
      button: 'Read what they say',
    }),
  ];
}

export type ToSign = {
  /** The record's own words, in quotation marks. */
  readonly name: string;
  readonly what: string;
  readonly href: string;
  readonly station: Where;
  readonly signed: readonly Signature[];
  readonly since: string | null;
};

/** Records that wait for a signature of this person's side, those that wait longest first. */
function signatures(project: ProjectId, { around, me }: Known): Action[] {
  if (me === undefined || me.side === null) return [];
  const { side, userId } = me;
  return toSign(project, around)
    .filter(({ signed }) => !signed.some((one) => one.side === side || one.userId === userId))
    .toSorted(olderFirst)
    .map(({ what, href, station, signed, since }) => {
      const [other] = signed;
      const why =
        other === undefined
          ? 'Nobody has signed yet; it needs a product and a marketing person.'
          : `${other.name} has signed for ${other.side}; it needs both sides.`;
      return action(what, why, { station, href, button: 'Read and sign', since });
    });
}

export function toSign(project: ProjectId, around: Around): ToSign[] {
  const at = (path: string) => `/p/${project}/${path}`;
  const { needs, outcomes, experiments, bets, betSignatures } = around;
  const sinceOf = (signed: readonly Signature[]) => signed[0]?.at ?? null;
  return [
    ...outcomes
      .filter(({ state }) => state === 'proposed')
      .map(({ id, sentence, signatures: signed }) => ({
        name: `“${sentence}”`,
        what: `Agree on “${sentence}”`,
        href: at(`outcomes/${id}`),
        station: 'decide' as const,
        signed,
        since: sinceOf(signed),
      })),
    ...[...overOf(around), ...outcomes.filter(isClosing)]
      .filter((one, i, all) => all.findIndex(({ id }) => id === one.id) === i)
      .map(({ id, sentence, closing }) => ({
        name: `how “${sentence}” ended`,
        what: `Say how it ended: “${sentence}”`,
        href: at(`outcomes/${id}`),
        station: 'learn' as const,
        signed: closing?.signatures ?? [],
        since: sinceOf(closing?.signatures ?? []),
      })),
    ...experiments
      .filter(({ state }) => state === 'stopped')
      .map(({ id, name, signatures: signed, stoppedAt }) => ({
        name: `the result of “${name}”`,
        what: `Decide the result of “${name}”`,
        href: at(`experiments/${id}`),
        station: 'learn' as const,
        signed,
        since: stoppedAt,
      })),
    ...bets.toSign.map(({ id, number, title, since }) => ({
      name: `what B-${number} “${title}” taught`,
      what: `Sign what B-${number} “${title}” taught`,
      href: at(`bets/${id}`),
      station: 'learn' as const,
      signed: betSignatures.get(id) ?? [],
      since,
    })),
    ...needs.toSign.map(({ id, statement, signatures: signed }) => ({
      name: `“${statement}”`,
      what: `Is it worth solving? “${statement}”`,
      href: at(`opportunities?open=${id}`),
      station: 'decide' as const,
      signed,
      since: sinceOf(signed),
    })),
  ];
}
const isClosing = ({ state, closing }: Around['outcomes'][number]): boolean =>
  state === 'measuring' && closing !== null;

/** Built, on for everybody, and answered by those who asked: somebody says whether it is solved. */
function toVerify(project: ProjectId, { around: { loops }, me }: Known): Action[] {
  if (me === undefined || me.side === null) return [];
  const addressed = loops.filter(
    ({ opportunity, answered, reopening }) =>
      opportunity.state === 'addressed' && answered > 0 && reopening?.isOpen !== true,
  );
  return [...Map.groupBy(addressed, ({ opportunity }) => opportunity.id).values()].map((some) => {
    const { id, statement } = some[0]!.opportunity;
    const solved = some.flatMap(({ answers }) => answers).filter((one) => one.answer === 'solved');
    const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
    const says = sum(solved.map(({ count }) => count));
    const of = sum(some.map(({ answered }) => answered));
    return action(
      `Is it solved? “${statement}”`,
      `${says} of ${of} who asked and answered say so.`,
      {
        station: 'learn',
        href: `/p/${project}/opportunities?open=${id}`,
        button: 'Read and decide',
      },
    );
  });
}

/** Briefs of which nobody has heard yet that this person read them. */
function briefsToRead(project: ProjectId, { around, me }: Known): Action[] {
  if (me === undefined) return [];
  return around.briefs.flatMap(({ id, title, sent, acknowledgements }) => {
    const mine = acknowledgements.find(({ userId }) => userId === me.userId);
    if (sent === null || (mine?.state !== 'pending' && mine?.state !== 'late')) return [];
    const why = `${sent.author} asks your team to read it and say what you will do.`;
    const where = { station: 'tell', href: `/p/${project}/briefs/${id}` } as const;
    return [action(`Read “${title}”`, why, { ...where, button: 'Read it', since: sent.at })];
  });
}

/**
 * The oldest thing that is stuck at each station that this role looks at, beside what they are asked to
 * do anyway and what only others can do.
 */
function stuckFor({ stations, me }: Known, known: ReadonlySet<string>): Action[] {
  const looked = lookedAt[me?.role ?? 'pm'];
  return looked.flatMap((where) => {
    const stuck = stations.find(({ station }) => station === where)?.stuck ?? [];
    const oldest = stuck.find(({ href }) => !known.has(href));
    if (oldest === undefined) return [];
    const { says, href, since } = oldest;
    return [action(says, whyOf[where], { station: where, href, button: buttonOf[where], since })];
  });
}
const whyOf: Readonly<Record<Where, string>> = {
  listen: 'Somebody was told that it is solved, and says that it is not.',
  understand: 'What you know of people grows no further until somebody looks.',
  decide: 'Nobody can begin before this is decided.',
  launch: 'People wait for it, or see something that should not be.',
  learn: 'What it taught helps nobody until it is decided.',
  tell: 'People act on what they have not heard of.',
};
const buttonOf: Readonly<Record<Where, string>> = {
  listen: 'Read their words',
  understand: 'Look into it',
  decide: 'Decide',
  launch: 'Look into it',
  learn: 'Decide',
  tell: 'See who',
};

function deedActions(project: ProjectId, { seen }: Known): Action[] {
  if (seen.eventsEver === 0) {
    const why = 'Nothing has come in yet. The page has a snippet with your key.';
    const where = { station: 'understand', href: `/p/${project}/live` } as const;
    return [action('Send your first event', why, { ...where, button: 'Show the snippet' })];
  }
  const why = 'A funnel names the worst step and opens the words of those who left there.';
  const where = { station: 'understand', href: `/p/${project}/explore/funnel` } as const;
  return [action('See where people get stuck', why, { ...where, button: 'Open the funnel' })];
}

function wordActions(project: ProjectId, { seen }: Known): Action[] {
  const { signalsEver, unhappyThisWeek } = seen;
  const href = `/p/${project}/listening`;
  if (signalsEver === 0) {
    const why = 'Reviews, tickets and comments join what the same people do.';
    const where = { station: 'listen', href, button: 'Import a file' } as const;
    return [action('Import what people say', why, where)];
  }
  if (unhappyThisWeek === 0) return [];
  const count = unhappyThisWeek === 1 ? 'One unhappy voice' : `${unhappyThisWeek} unhappy voices`;
  const why = 'Two stars of five, or fewer. Read them before anything else is planned.';
  const where = { station: 'listen', href: `${href}?max=2`, button: 'Read them' } as const;
  return [action(`${count} this week`, why, where)];
}

function decideActions(project: ProjectId, { seen, around, me }: Known): Action[] {
  const { halfSigned, carried, open } = around.needs;
  const href = `/p/${project}/opportunities`;
  // A person is shown by name what waits for them; whoever signs for neither side is asked for nothing.
  if ((halfSigned > 0 || carried > 0) && me === undefined) {
    const why = 'Enough people say it; both sides decide.';
    const where = { station: 'decide', href, button: 'Decide' } as const;
    return [action('Sign what the evidence carries', why, where)];
  }
  // Whoever has linked nothing begins with that: it names the first need.
  if (seen.signalsEver === 0 || open > 0 || me?.hasLinked === false) return [];
  const why = 'Choose the words that matter, and link them with L.';
  const where = { station: 'decide', href: `/p/${project}/listening` } as const;
  return [action('Name the first need', why, { ...where, button: 'Choose words' })];
}

function teamActions(project: ProjectId, { members, me }: Known): Action[] {
  const sides = new Set(members.map(({ role }) => sideOfRole[role]));
  const missing = (['product', 'marketing'] as const).filter((side) => !sides.has(side));
  const done = missing.length === 0;
  if (!done && me?.isAdmin === false) return [];
  const why = done
    ? 'Product and marketing are both here.'
    : `A pod has product and marketing; here ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
  const where = { station: 'decide', href: `/p/${project}/settings/members` } as const;
  return [action('Bring the other side in', why, { ...where, button: 'Invite', done })];
}

type Given = Pick<Action, 'href' | 'button' | 'station'> & Partial<Pick<Action, 'since' | 'done'>>;
const action = (title: string, why: string, given: Given): Action => ({
  title,
  why,
  since: null,
  done: false,
  ...given,
});
