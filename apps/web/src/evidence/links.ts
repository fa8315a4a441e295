/** What highlighted words stand for, in words. */
import type { BetPart, Highlight, Opportunity } from '@tandem/contract';

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

/** Records whose name is not known yet are told by their kind. */
const kindWords: Readonly<Record<string, string>> = {
  opportunity: 'another opportunity',
  bet_question: 'an answer in a bet',
  scope_item: 'a piece of a bet',
  learning: 'a learning',
  framework: 'a message',
};

export type Named = {
  readonly opportunities: readonly Pick<Opportunity, 'id' | 'statement'>[];
  readonly parts: readonly Pick<BetPart, 'kind' | 'id' | 'title' | 'text'>[];
};
export type LinkWords = {
  readonly id: string;
  readonly relation: Link['relation'];
  readonly words: string;
  /** The need, where they stand for one. */
  readonly opportunity: string | undefined;
  /** Exactly the words that are linked. */
  readonly text: string;
};

/** Every link of these highlights, the record by its statement, or by its bet and the part of it. */
export function linksOf(
  highlights: readonly Pick<Highlight, 'text' | 'links'>[],
  named: Named,
): readonly LinkWords[] {
  return highlights.flatMap(({ text, links }) =>
    links.map(({ id, relation, to }) => ({
      id,
      relation,
      text,
      words: nameOf(to, named),
      opportunity: to.kind === 'opportunity' ? to.id : undefined,
    })),
  );
}

function nameOf({ kind, id }: Link['to'], { opportunities, parts }: Named): string {
  const need = opportunities.find((one) => one.id === id);
  if (need !== undefined) return need.statement;
  const part = parts.find((one) => one.id === id);
  return part === undefined ? (kindWords[kind] ?? 'another record') : partName(part);
}

/** "Ask where I am going, in Show me what I'll love". */
function partName({ kind, title, text }: Named['parts'][number]): string {
  if (kind === 'learning') return `what “${title}” taught`;
  if (kind === 'framework') return `the message of “${title}”`;
  return kind === 'scope_item' ? `${text}, in “${title}”` : `“${title}”: ${text}`;
}

/** Each record once for each way in which words stand to it. */
export function withoutRepeats(links: readonly LinkWords[]): readonly LinkWords[] {
  return [...new Map(links.map((link) => [`${link.relation} ${link.words}`, link])).values()];
}
