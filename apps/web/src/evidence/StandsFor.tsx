import type { Highlight } from '@tandem/contract';
import css from './evidence.module.css';
import { linksOf, relationWords } from './links.ts';
import { useNamed } from './use-evidence.ts';

/** What these words stand for already. */
export function StandsFor({ highlights }: { readonly highlights: readonly Highlight[] }) {
  const links = linksOf(highlights, useNamed(highlights));
  if (links.length === 0) return null;
  return (
    <ul className={css['links']} aria-label="What these words stand for">
      {links.map(({ id, text, relation, words }) => (
        <li key={id}>
          “{text}” {relationWords[relation]} <b>{words}</b>
        </li>
      ))}
    </ul>
  );
}
