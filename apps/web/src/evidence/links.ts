/** What highlighted words stand for, in words. */
import type { Highlight, Opportunity } from '@tandem/contract';

type Link = Highlight['links'][number];

export const relationWords: Readonly<Record<Link['relation'], string>> = {
  supports: 'supports',
  contradicts: 'speaks against',
  asked_for: 'asks for',
  quoted_by: 'is quoted by',
  cut_because: 'was a reason to cut',
  learned_from: 'taught us',
  answers: 'answers',
};

/** Records that are not named here, only told by their kind. */
const kindWords: Readonly<Record<string, string>> = {
  opportunity: 'another opportunity',
  bet_question: 'an answer in a bet',
  scope_item: 'a piece of a bet',
  learning: 'a learning',
  framework: 'a message',
};

export type LinkWords = {
  readonly id: string;
  readonly relation: Link['relation'];
  readonly words: string;
  /** Exactly the words that are linked. */
  readonly text: string;
};

/** Every link of these highlights, the record by its statement where it is an opportunity. */
export function linksOf(
  highlights: readonly Pick<Highlight, 'text' | 'links'>[],
  opportunities: readonly Pick<Opportunity, 'id' | 'statement'>[],
): readonly LinkWords[] {
  return highlights.flatMap(({ text, links }) =>
    links.map(({ id, relation, to }) => ({
      id,
      relation,
      text,
      words:
        opportunities.find((one) => one.id === to.id)?.statement ??
        kindWords[to.kind] ??
        'another record',
    })),
  );
}

/** Each record once for each way in which words stand to it. */
export function withoutRepeats(links: readonly LinkWords[]): readonly LinkWords[] {
  return [...new Map(links.map((link) => [`${link.relation} ${link.words}`, link])).values()];
}
