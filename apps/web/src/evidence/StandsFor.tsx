import type { Highlight } from '@tandem/contract';
import css from './evidence.module.css';
import { useOpportunities } from './use-evidence.ts';

/** What these words stand for already. */
export function StandsFor({ highlights }: { readonly highlights: readonly Highlight[] }) {
  const all = useOpportunities().data?.opportunities ?? [];
  const links = highlights.flatMap(({ text, links: some }) =>
    some.map(({ id, to, relation }) => ({
      id,
      text,
      relation,
      statement: all.find((one) => one.id === to.id)?.statement,
    })),
  );
  if (links.length === 0) return null;
  return (
    <ul className={css['links']} aria-label="What these words stand for">
      {links.map(({ id, text, relation, statement }) => (
        <li key={id}>
          “{text}” {relationWords[relation]} <b>{statement ?? 'another opportunity'}</b>
        </li>
      ))}
    </ul>
  );
}

const relationWords: Readonly<Record<Highlight['links'][number]['relation'], string>> = {
  supports: 'supports',
  contradicts: 'speaks against',
  asked_for: 'asks for',
  quoted_by: 'is quoted by',
  cut_because: 'was a reason to cut',
  learned_from: 'taught us',
  answers: 'answers',
};
