import type { ChangelogEntry } from '@tandem/contract';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { audienceWords, kindNames, stateNames } from './words.ts';
import css from './engage.module.css';

type Props = {
  readonly entries: readonly ChangelogEntry[];
  readonly onOpen: (id: string) => void;
};

/** Drafts first, then the newest; each opens its editor. */
export function Entries({ entries, onOpen }: Props) {
  if (entries.length === 0) {
    return (
      <EmptyState title="No entry yet">
        An entry says what is new, improved, fixed or coming soon: to everybody, or only to those
        for whom a flag is on.
      </EmptyState>
    );
  }
  return (
    <ul className={css['entries']}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <EntryCard entry={entry} onOpen={() => onOpen(entry.id)} />
        </li>
      ))}
    </ul>
  );
}

type CardProps = { readonly entry: ChangelogEntry; readonly onOpen: () => void };

function EntryCard({ entry, onOpen }: CardProps) {
  const now = useNow();
  const { kind, title, state, publishedAt, shownTo, replies, releases } = entry;
  return (
    <button type="button" className={css['entry']} onClick={onOpen}>
      <span className={layout['row']}>
        <Tag tone={kind === 'coming_soon' ? 'line' : 'accent'}>{kindNames[kind]}</Tag>
        {state !== 'published' && <Tag tone="line">{stateNames[state]}</Tag>}
        {publishedAt !== null && state === 'published' && (
          <time className={`${layout['meta']} ${layout['push']}`} dateTime={publishedAt}>
            {formatAgo(publishedAt, now)}
          </time>
        )}
      </span>
      <b>{title}</b>
      <span className={layout['meta']}>
        To {audienceWords(entry)}
        {releases.map(({ id, name }) => (
          <span key={id}>; announces {name}</span>
        ))}
      </span>
      {state !== 'draft' && (
        <span className={`${layout['meta']} ${layout['num']}`}>
          seen by {formatPlural(shownTo, 'person', 'people')},{' '}
          {formatPlural(replies, 'reply', 'replies')}
        </span>
      )}
    </button>
  );
}
