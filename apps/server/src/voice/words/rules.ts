/**
 * Which verbatims tell most about why these people are where they are. Three hints, none of them
 * proof: words that set them apart from those who went the other way, said soon after the moment
 * in question, and said by somebody displeased. Pure and deterministic.
 */
import {
  clausesOf,
  keyness,
  stopWordsOf,
  wordsOf,
  type Keyness,
  type Span,
} from '@tandem/language';
import { normalSurvival } from '@tandem/stats';

/** Something said, by whom, and how it stands to the moment in question. */
export type Said = {
  readonly id: string;
  readonly person: string;
  readonly text: string;
  readonly language: string;
  /** Minutes from the person's last step to the words; negative: said before. */
  readonly minutesAfterStep: number | undefined;
  /** Rating as a share of the highest possible, 0 to 1. */
  readonly ratingShare: number | undefined;
};
export type Ranked = { readonly said: Said; readonly marks: readonly Span[] };
export type Term = { readonly term: string; readonly people: number; readonly z: number };
export type Ranking = { readonly words: readonly Ranked[]; readonly terms: readonly Term[] };

/** What the three hints weigh; chosen on simulated companies, see planted.test.ts. */
const weight = { telling: 0.6, soon: 0.25, displeased: 0.15 } as const;
/** After this long, having been said soon counts half. */
const halfSoonMinutes = 120;
/** Below this z a word is taken as noise. */
const leastZ = 1.5;
/** Share of false ones among the terms shown (Benjamini and Hochberg 1995). */
const falseShare = 0.05;
const maxTerms = 30;

/** The most telling first; what one person says twice in nearly the same words comes once. */
export function rankWords(target: readonly Said[], reference: readonly Said[]): Ranking {
  const own = withoutRepeats(target.toSorted(byId).map(read));
  const keyed = keyness(peopleByTerm(own), peopleByTerm(reference.map(read)));
  const zOf = new Map(keyed.filter(({ z }) => z > leastZ).map(({ term, z }) => [term, z]));
  const told = own.map((one) => tellingOf(one, zOf));
  const most = Math.max(...told, Number.MIN_VALUE);
  const words = own
    .map((one, i) => ({ one, score: scoreOf(one.said, told[i]! / most) }))
    .toSorted((a, b) => b.score - a.score || byId(a.one.said, b.one.said))
    .map(({ one }) => ({ said: one.said, marks: marksOf(one, zOf) }));
  return { words, terms: termsOf(keyed) };
}

/** Single letters of alphabets are crumbs ("E-417"); one Chinese character may be a word. */
const oneLetter = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u;

const byId = (a: Said, b: Said) => (a.id < b.id ? -1 : 1);

type Read = { readonly said: Said; readonly terms: ReadonlySet<string> };

function read(said: Said): Read {
  const stop = stopWordsOf(said.language);
  const terms = wordsOf(said.text, said.language).map((word) => word.term);
  return { said, terms: new Set(terms.filter((term) => !stop.has(term) && !oneLetter.test(term))) };
}

/** One vote per person and term, however often and in how many texts they say it. */
function peopleByTerm(texts: readonly Read[]): ReadonlyMap<string, number> {
  const voices = new Map<string, Set<string>>();
  for (const { said, terms } of texts) {
    for (const term of terms) {
      const people = voices.get(term);
      if (people === undefined) voices.set(term, new Set([said.person]));
      else people.add(said.person);
    }
  }
  return new Map([...voices].map(([term, people]) => [term, people.size]));
}

/** Length of the text's vector of z values: one strong word outweighs many weak ones. */
function tellingOf({ terms }: Read, zOf: ReadonlyMap<string, number>): number {
  return Math.hypot(...[...terms].map((term) => zOf.get(term) ?? 0));
}

function scoreOf(said: Said, telling: number): number {
  const minutes = said.minutesAfterStep;
  const soon = minutes === undefined || minutes < 0 ? 0 : 1 / (1 + minutes / halfSoonMinutes);
  const displeased = said.ratingShare === undefined ? 0.5 : 1 - said.ratingShare;
  return weight.telling * telling + weight.soon * soon + weight.displeased * displeased;
}

/** Terms whose over-representation is no accident, with control for how many were compared. */
function termsOf(keyed: readonly Keyness[]): readonly Term[] {
  const candidates = keyed.filter(({ z, target }) => z > 0 && target > 1);
  const accepted = candidates.findLastIndex(
    ({ z }, i) => normalSurvival(z) <= (falseShare * (i + 1)) / Math.max(keyed.length, 1),
  );
  return candidates
    .slice(0, Math.min(accepted + 1, maxTerms))
    .map(({ term, target, z }) => ({ term, people: target, z }));
}

/** The clause that holds the most telling words, with neighbours that hold nearly as much. */
function marksOf({ said }: Read, zOf: ReadonlyMap<string, number>): readonly Span[] {
  const telling = wordsOf(said.text, said.language).filter((word) => zOf.has(word.term));
  const clauses = clausesOf(said.text, said.language).map((span) => {
    const inside = telling.filter((word) => word.start >= span.start && word.end <= span.end);
    return { span, weight: Math.hypot(...inside.map((word) => zOf.get(word.term)!)) };
  });
  const best = Math.max(0, ...clauses.map((clause) => clause.weight));
  if (best === 0) return [];
  const marked = clauses.filter((clause) => clause.weight >= best * 0.8).map(({ span }) => span);
  return joinNear(said.text, marked);
}

/** Clauses with only a comma or blank between become one span. */
function joinNear(text: string, spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    const isNear =
      before !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(before.end, span.start));
    if (isNear) joined[joined.length - 1] = { start: before.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}

/** Jaccard similarity from which two texts of one person say the same. */
const sameFrom = 0.8;

/** The first of each group of near-equal texts of a person stays. */
function withoutRepeats(texts: readonly Read[]): readonly Read[] {
  const kept = new Map<string, Read[]>();
  return texts.filter((one) => {
    const others = kept.get(one.said.person) ?? [];
    if (others.some((other) => similarity(one.terms, other.terms) >= sameFrom)) return false;
    kept.set(one.said.person, [...others, one]);
    return true;
  });
}

function similarity(one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  if (one.size === 0 && two.size === 0) return 0;
  const both = [...one].filter((term) => two.has(term)).length;
  return both / (one.size + two.size - both);
}
