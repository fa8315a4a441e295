import { IconArrowsCross, IconHighlight, IconLink } from '@tabler/icons-react';
import type { Highlight } from '@tandem/contract';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import css from './evidence.module.css';
import { linksOf, relationWords, withoutRepeats } from './links.ts';
import { useNamed } from './use-evidence.ts';

type Props = {
  readonly highlights: readonly Highlight[];
  /** The relation stands in words beside its sign. */
  readonly isNamed?: boolean;
};

const most = 3;
const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;

/** In a list: what somebody's words stand for or against, or that they wait for a link. */
export function LinkSigns({ highlights, isNamed = false }: Props) {
  const named = useNamed(highlights);
  if (highlights.length === 0) return null;
  const links = withoutRepeats(linksOf(highlights, named));
  if (links.length === 0) {
    return (
      <span className={layout['meta']}>
        <IconHighlight {...icon} style={{ verticalAlign: -2 }} /> highlighted, not linked
      </span>
    );
  }
  return (
    <ul className={css['signs']} aria-label="What these words stand for">
      {links.slice(0, most).map(({ id, relation, words }) => (
        <li key={id} className={relation === 'contradicts' ? css['counter'] : undefined}>
          {relation === 'contradicts' ? <IconArrowsCross {...icon} /> : <IconLink {...icon} />}
          <span className={layout['trunc']}>
            <span className={isNamed ? undefined : layout['hidden']}>
              {isNamed ? capitalised(relationWords[relation]) : relationWords[relation]}{' '}
            </span>
            {isNamed ? <b>{words}</b> : words}
          </span>
        </li>
      ))}
      {links.length > most && <li>and {links.length - most} more</li>}
    </ul>
  );
}
