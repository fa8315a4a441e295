/** The weekly pack as a value, and as text: pure. The same snapshot gives the same text, byte for byte. */
import { packSections, type PackLine, type PackSnapshot, type Side } from '@tandem/contract';

/** People for and against each opportunity, and each result's figure, when a pack was made. */
export type CountsAt = {
  readonly opportunities: Readonly<Record<string, Counted>>;
  readonly results: Readonly<Record<string, number>>;
};
export type Counted = { readonly people: number; readonly against: number };
export const nothingCounted: CountsAt = { opportunities: {}, results: {} };

export type OpportunityNow = Counted & { readonly id: string; readonly statement: string };
/** Words that were linked since the last pack. */
export type NewWords = {
  readonly highlight: string;
  readonly opportunity: string;
  readonly text: string;
  /** Who said it, as it is counted; null: nobody can tell. */
  readonly voice: string | null;
  readonly who: string;
  readonly isAgainst: boolean;
};
/** A figure with its interval and a sentence that says what it is. */
export type ResultNow = {
  readonly key: string;
  readonly text: string;
  readonly href: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};
/** A move of a record: what was decided, by whom. */
export type Decision = {
  readonly object: string;
  readonly record: string;
  readonly title: string;
  readonly move: string;
  readonly actor: string;
  readonly side: Side | null;
  readonly reason: string | null;
  readonly at: string;
};
export type OpenAction = {
  readonly title: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly evidence: string | null;
  readonly isDone: boolean;
};

export type PackInput = {
  readonly project: number;
  readonly number: number;
  /** ISO instants, half-open. */
  readonly from: string;
  readonly to: string;
  readonly before: CountsAt;
  readonly opportunities: readonly OpportunityNow[];
  readonly words: readonly NewWords[];
  readonly results: readonly ResultNow[];
  readonly decisions: readonly Decision[];
  readonly actions: readonly OpenAction[];
  /** Sides whose members did anything at all in this time. */
  readonly active: readonly Side[];
};

export function snapshotOf(input: PackInput): PackSnapshot {
  const lines = {
    evidence: evidenceLines(input),
    words: wordLines(input),
    results: resultLines(input),
    decisions: input.decisions.map((one) => decisionLine(input.project, one)),
    actions: actionLines(input),
  };
  return {
    number: input.number,
    from: input.from,
    to: input.to,
    sections: packSections.map((name) => ({ name, lines: lines[name] })),
    silent: (['product', 'marketing'] as const).filter((side) => !input.active.includes(side)),
  };
}

export const countsNow = ({
  opportunities,
  results,
}: Pick<PackInput, 'opportunities' | 'results'>): CountsAt => ({
  opportunities: Object.fromEntries(
    opportunities.map(({ id, people, against }) => [id, { people, against }]),
  ),
  results: Object.fromEntries(results.map(({ key, value }) => [key, value])),
});

/**
 * Opportunities for or against which more people, or fewer after a merge, now speak. The first pack
 * has nothing to compare with: it says where they stand, and no change.
 */
function evidenceLines({ project, number, opportunities, before }: PackInput): PackLine[] {
  const change = (by: number) => (number === 1 ? '' : ` (${signed(by)})`);
  const changes = opportunities.map((one) => {
    const was = before.opportunities[one.id] ?? { people: 0, against: 0 };
    return { one, more: one.people - was.people, against: one.against - was.against };
  });
  return changes
    .filter(({ more, against }) => more !== 0 || against !== 0)
    .toSorted((a, b) => b.more - a.more || a.one.statement.localeCompare(b.one.statement, 'en'))
    .map(({ one, more, against }) => ({
      text: `“${one.statement}”: ${count(one.people, 'person', 'people')}${change(more)}, ${one.against} against${change(against)}`,
      href: opportunityAddress(project, one.id),
      side: null,
    }));
}

const mostWords = 3;

/** Of each opportunity up to three people, each once; somebody against is always among them. */
function wordLines({ project, opportunities, words }: PackInput): PackLine[] {
  return opportunities.flatMap(({ id }) => {
    const mine = distinctVoices(words.filter(({ opportunity }) => opportunity === id));
    const against = mine.filter(({ isAgainst }) => isAgainst);
    const supporting = mine.filter(({ isAgainst }) => !isAgainst);
    const room = against.length > 0 ? mostWords - 1 : mostWords;
    const chosen = [
      ...supporting.slice(0, room),
      ...against.slice(0, mostWords - Math.min(room, supporting.length)),
    ];
    return chosen.map(({ highlight, text, who, isAgainst }) => ({
      text: `“${text}”, ${who}${isAgainst ? ', against' : ''}`,
      href: opportunityAddress(project, id),
      side: null,
      highlight,
    }));
  });
}

function distinctVoices(words: readonly NewWords[]): readonly NewWords[] {
  const heard = new Set<string>();
  return words.filter(({ voice }) => {
    if (voice === null) return true;
    if (heard.has(voice)) return false;
    heard.add(voice);
    return true;
  });
}

/** Results whose figure at the last pack lies outside of today's interval, or that are new. */
function resultLines({ results, before }: PackInput): PackLine[] {
  return results
    .filter(({ key, low, high }) => {
      const was = before.results[key];
      return was === undefined || was < low || was > high;
    })
    .map(({ text, href }) => ({ text, href, side: null }));
}

function decisionLine(project: number, decision: Decision): PackLine {
  const { object, title, move, actor, side, reason } = decision;
  const why = reason === null ? '' : `: “${reason}”`;
  return {
    text: `${capital(object)} “${title}”: ${doneWords(move)} by ${actor}${why}`,
    href: addressOf(project, decision),
    side,
  };
}

/** What became of a record by a move, where English does not only add an ending. */
const irregular: Readonly<Record<string, string>> = {
  bet: 'taken into a bet',
  build: 'taken to building',
  commit: 'committed',
  decline_to_reopen: 'not reopened',
  explore: 'taken up',
  freeze: 'frozen',
  leave_open: 'left open',
  meet: 'said to be met',
  miss: 'said to be missed',
  not_solve: 'said not to be solved',
  override: 'let through against a gate',
  partly: 'said to be partly solved',
  ready: 'called ready',
  roll_back: 'rolled back',
  stop: 'stopped',
  unbet: 'taken out of its bet',
  withdraw: 'withdrawn',
};

/** "validated", of the move "validate". */
export const doneWords = (move: string): string =>
  irregular[move] ?? `${move.replaceAll('_', ' ')}${move.endsWith('e') ? 'd' : 'ed'}`;

function actionLines({ project, actions, to }: PackInput): PackLine[] {
  return actions.map(({ title, owner, dueOn, evidence, isDone }) => {
    const when = isDone
      ? 'done'
      : dueOn < to.slice(0, 10)
        ? `late, was due ${dueOn}`
        : `due ${dueOn}`;
    return {
      text: `${title}: ${owner}, ${when}${evidence === null ? ', an opinion' : ''}`,
      href: evidence ?? `/p/${project}/pack`,
      side: null,
    };
  });
}

/** The highlights whose words stand in a pack. */
export const quotedIn = ({ sections }: PackSnapshot): readonly string[] =>
  sections.flatMap(({ lines }) => lines.flatMap(({ highlight }) => highlight ?? []));

/** The pack without the words of these highlights, nor who said them; the line keeps its place. */
export const withoutWords = (snapshot: PackSnapshot, gone: ReadonlySet<string>): PackSnapshot => ({
  ...snapshot,
  sections: snapshot.sections.map(({ name, lines }) => ({
    name,
    lines: lines.map(({ highlight, ...line }) => {
      if (highlight === undefined) return line;
      return gone.has(highlight) ? { ...line, text: 'Removed on request' } : { ...line, highlight };
    }),
  })),
});

const opportunityAddress = (project: number, id: string) =>
  `/p/${project}/opportunities?open=${id}`;

const pages: Readonly<Record<string, string>> = {
  outcome: 'outcomes',
  bet: 'bets',
  release: 'ship',
  experiment: 'experiments',
  'discovery sprint': 'discovery',
  brief: 'briefs',
};

export function addressOf(
  project: number,
  { object, record }: Pick<Decision, 'object' | 'record'>,
): string {
  if (object === 'opportunity') return opportunityAddress(project, record);
  const page = pages[object];
  return page === undefined ? `/p/${project}/today` : `/p/${project}/${page}/${record}`;
}

const titles: Readonly<Record<PackSnapshot['sections'][number]['name'], string>> = {
  evidence: 'Evidence',
  words: 'In their words',
  results: 'Results that moved',
  decisions: 'Decisions',
  actions: 'Actions',
};
const empty: typeof titles = {
  evidence: 'Nothing moved.',
  words: 'No new words were linked.',
  results: 'Nothing moved beyond its noise.',
  decisions: 'Nothing was decided.',
  actions: 'Nothing is open.',
};

/** As Markdown; every line ends with its link. */
export function renderPack({ number, from, to, sections, silent }: PackSnapshot): string {
  const parts = sections.map(({ name, lines }) =>
    [
      `## ${titles[name]}`,
      '',
      ...(lines.length === 0
        ? [empty[name]]
        : lines.map(({ text, href }) => `- ${escaped(text)} (${href})`)),
    ].join('\n'),
  );
  const half = silent.map((side) => `${capital(side)} brought nothing in this time.`);
  const head = [`# Weekly pack ${number}`, '', `${from.slice(0, 10)} to ${to.slice(0, 10)}`];
  return `${[head.join('\n'), ...half, ...parts].join('\n\n')}\n`;
}

/** What people said is text, never Markdown: links, images and tags stay letters. */
const escaped = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|!]/g, (sign) => `\\${sign}`);

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const signed = (n: number) => (n < 0 ? `\u2212${-n}` : n === 0 ? '±0' : `+${n}`);
