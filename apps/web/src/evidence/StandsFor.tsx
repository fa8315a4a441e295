import type { Highlight } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import layout from '../ui/layout.module.css';
import css from './evidence.module.css';
import { linksOf, relationWords } from './links.ts';
import { useNamed } from './use-evidence.ts';

/** What these words stand for already. */
export function StandsFor({ highlights }: { readonly highlights: readonly Highlight[] }) {
  const links = linksOf(highlights, useNamed(highlights));
  const project = String(useProject().id);
  if (links.length === 0) return null;
  return (
    <ul className={css['links']} aria-label="What these words stand for">
      {links.map(({ id, text, relation, words, opportunity }) => (
        <li key={id}>
          “{text}” {relationWords[relation]}{' '}
          {opportunity === undefined ? (
            <b>{words}</b>
          ) : (
            <Link
              to="/p/$project/opportunities"
              params={{ project }}
              search={{ open: opportunity }}
              className={layout['link']}
            >
              {words}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
