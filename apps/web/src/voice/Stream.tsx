import type { Highlight, Signal } from '@tandem/contract';
import { useEffect, useRef } from 'react';
import { LinkSigns } from '../evidence/LinkSigns.tsx';
import { useMarked, useStates } from '../evidence/use-evidence.ts';
import { useWords } from '../insights/use-question.ts';
import { PersonLink } from '../people/PersonLink.tsx';
import { cx } from '../ui/cx.ts';
import { moved, useKeys } from '../ui/keys.ts';
import { spansOf } from '../ui/marks.ts';
import layout from '../ui/layout.module.css';
import { SourceMark } from '../ui/SourceMark.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { isInStars, Verbatim } from '../ui/Verbatim.tsx';
import css from './voice.module.css';

/** J and K move, each opening the words it comes to; the panel tells who spoke. */
export function Stream({ signals }: { readonly signals: readonly Signal[] }) {
  const [search, set] = useWords();
  const now = useNow();
  const ids = signals.map(({ id }) => id);
  const [marked, states] = [useMarked(ids), useStates(ids)];
  const at = signals.findIndex(({ id }) => id === search['signal']);
  const go = (by: 1 | -1) => {
    const next = signals[moved(at, by, signals.length)];
    if (next !== undefined) set({ signal: next.id }, { replace: true });
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  return (
    <>
      {signals.map((signal) => (
        <Line
          key={signal.id}
          signal={signal}
          highlights={marked.get(signal.id) ?? []}
          state={states.get(signal.id)}
          now={now}
          search={search['q'] ?? ''}
          isOpen={signal.id === search['signal']}
          onOpen={() => set({ signal: signal.id }, { replace: search['signal'] !== undefined })}
        />
      ))}
    </>
  );
}

type LineProps = {
  readonly signal: Signal;
  readonly highlights: readonly Highlight[];
  readonly state: string | undefined;
  readonly now: Date;
  readonly search: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

function Line({ signal, highlights, state, now, search, isOpen, onOpen }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  const hasStars = isInStars(signal);
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <article ref={line} className={cx(css['signal'], isOpen && css['selected'])}>
      <button
        type="button"
        className={css['open']}
        aria-pressed={isOpen}
        aria-label={`Open: ${signal.text.slice(0, 80)}`}
        onClick={onOpen}
      />
      <div className={css['mark']}>
        <SourceMark source={signal.source} size={16} />
        {hasStars && <span className={css['rating']}>{signal.rating} ★</span>}
      </div>
      <div className={css['text']}>
        <Verbatim
          signal={hasStars ? { ...signal, rating: null } : signal}
          marks={[...spansOf(signal.text, search), ...highlights]}
          size="list"
          quoted={false}
          now={now}
          who={<PersonLink signal={signal} />}
        />
        {highlights.length > 0 && (
          <div className={css['signs']}>
            <LinkSigns highlights={highlights} />
          </div>
        )}
      </div>
      <Became highlights={highlights} state={state} />
    </article>
  );
}

const stateWords: Readonly<Record<string, string>> = {
  new: 'new',
  triaged: 'read',
  noise: 'noise',
  merged: 'same as another',
  closed: 'closed',
};

/** What speaks against something is said first; what is linked shows it by its links. */
function Became({ highlights, state }: Pick<LineProps, 'highlights' | 'state'>) {
  const isAgainst = highlights.some(({ links }) =>
    links.some(({ relation }) => relation === 'contradicts'),
  );
  const words = state === undefined ? undefined : stateWords[state];
  if (!isAgainst && words === undefined) return null;
  return (
    <span className={layout['wideOnly']}>
      {isAgainst ? <Tag tone="counter">contradicts</Tag> : <Tag>{words}</Tag>}
    </span>
  );
}
