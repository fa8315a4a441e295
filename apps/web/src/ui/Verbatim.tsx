import type { Signal } from '@tandem/contract';
import { useState, type ReactNode } from 'react';
import { cx } from './cx.ts';
import layout from './layout.module.css';
import { excerptOf, piecesOf, type Span } from './marks.ts';
import { SourceMark } from './SourceMark.tsx';
import { Tag } from './Tag.tsx';
import css from './verbatim.module.css';
import { formatAgo } from './when.ts';

type Props = {
  readonly signal: Signal;
  readonly marks?: readonly Span[];
  readonly size?: 'panel' | 'list' | 'worked';
  /** Hanging quotes; off in the stream, where every line is somebody's words anyway. */
  readonly quoted?: boolean;
  readonly now: Date;
  /** The name, as a link to the person where there is one. */
  readonly who?: ReactNode;
  readonly facts?: ReactNode;
  readonly withTime?: boolean;
};

/** What somebody said, exactly; then who, where and when. */
export function Verbatim(props: Props) {
  const { signal, marks = [], size = 'panel', quoted = true } = props;
  return (
    <figure className={css['quote']}>
      <blockquote
        className={cx(css['words'], size !== 'panel' && css[size], quoted && css['hung'])}
        lang={signal.language ?? undefined}
      >
        <Words text={signal.text} marks={marks} />
      </blockquote>
      <figcaption>
        <VerbatimFacts {...props} />
      </figcaption>
    </figure>
  );
}

type FactsProps = Omit<Props, 'marks' | 'size'>;

/** Who, where and when. */
export function VerbatimFacts({ signal, quoted = true, now, ...props }: FactsProps) {
  return (
    <div className={css['meta']}>
      {props.who ?? <b>{nameOf(signal)}</b>}
      <span>{audiences[signal.audience]}</span>
      <span>
        {quoted && <SourceMark source={signal.source} />}
        {signal.source}
      </span>
      {signal.rating !== null && <span>{ratingWords(signal)}</span>}
      {props.withTime !== false && (
        <time dateTime={signal.time} className={layout['num']}>
          {formatAgo(signal.time, now)}
        </time>
      )}
      {props.facts}
      {!isSomebody(signal) && (
        <span>
          <Tag tone="line">sender unknown, not counted</Tag>
        </span>
      )}
    </div>
  );
}

/** Whether these words are those of one person among the people behind a need: an id or a name tells. */
export function isSomebody({ person, author }: Pick<Signal, 'person' | 'author'>): boolean {
  return person !== null || author !== null;
}

const audiences = {
  customer: 'customer',
  prospect: 'prospect',
  public: 'not a known customer',
  internal: 'colleague',
} as const;

export function nameOf(signal: Pick<Signal, 'author' | 'personName' | 'audience'>): string {
  const someone = signal.audience === 'public' ? 'public post' : 'Somebody';
  return signal.personName ?? signal.author ?? someone;
}

/** Whether a rating reads as stars: out of five, or told without its scale. */
export function isInStars({ rating, ratingMax }: Pick<Signal, 'rating' | 'ratingMax'>): boolean {
  return rating !== null && (ratingMax === null || ratingMax === 5);
}

/** "2 ★" of five, "6 of 10" otherwise. */
function ratingWords(signal: Pick<Signal, 'rating' | 'ratingMax'>): string {
  return isInStars(signal) ? `${signal.rating} ★` : `${signal.rating} of ${signal.ratingMax}`;
}

function Words({ text, marks }: { readonly text: string; readonly marks: readonly Span[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? undefined : excerptOf(text, marks);
  const { start: from, end } = shown ?? { start: 0, end: text.length };
  const inside = marks.map((mark) => ({ start: mark.start - from, end: mark.end - from }));
  return (
    <>
      {from > 0 && '… '}
      {piecesOf(text.slice(from, end), inside).map(({ text: piece, isMarked, start }) =>
        isMarked ? <mark key={start}>{piece}</mark> : <span key={start}>{piece}</span>,
      )}
      {shown !== undefined && (
        <>
          {end < text.length && '…'}{' '}
          <button type="button" className={layout['link']} onClick={() => setWhole(true)}>
            Read on
          </button>
        </>
      )}
    </>
  );
}
