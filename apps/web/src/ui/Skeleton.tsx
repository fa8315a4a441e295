import card from './card.module.css';
import columns from './columns.module.css';
import { cx } from './cx.ts';
import css from './states.module.css';

/** Lines in the place of the text to come; shown only where the answer takes over 150 ms. */
export function SkeletonLines({
  widths = [92, 78, 88, 64],
}: {
  readonly widths?: readonly number[];
}) {
  return (
    <div className={css['skeletons']} role="status" aria-label="Loading">
      {widths.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no identity
        <div key={index} className={css['skeleton']} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** A block of the size of the picture to come. */
export function SkeletonBlock({ height }: { readonly height: number }) {
  return (
    <div className={css['skeletons']} role="status" aria-label="Loading">
      <div className={css['skeleton']} style={{ height, borderRadius: 10 }} />
    </div>
  );
}

type CardsProps = {
  /** How many lines each card holds, from the top. */
  readonly left: readonly number[];
  readonly right?: readonly number[];
  /** The right column is a narrow one. */
  readonly withSide?: boolean;
};

/** A page of cards to come, each in its place. */
export function SkeletonCards({ left, right = [], withSide = false }: CardsProps) {
  return (
    <div
      className={cx(css['cards'], right.length > 0 && columns[withSide ? 'withSide' : 'two'])}
      role="status"
      aria-label="Loading"
    >
      {[left, right].map((cards, side) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its place
        <div key={side} className={columns['column']}>
          {cards.map((lines, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a card is its place
            <div key={place} className={cx(card['card'], css['card'])}>
              {Array.from({ length: lines }, (_, line) => (
                <div key={line} className={css['skeleton']} style={{ width: lineWidth(line) }} />
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The first line is a title, the others end as text does. */
const lineWidth = (line: number): string => `${line === 0 ? 34 : [88, 72, 94, 61][line % 4]}%`;

/** Columns on one baseline, in per cent of the height. */
export function SkeletonColumns({ heights }: { readonly heights: readonly number[] }) {
  return (
    <div className={css['columns']} role="status" aria-label="Loading">
      {heights.map((height, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its place
        <div key={place} className={css['skeleton']} style={{ height: `${height}%` }} />
      ))}
    </div>
  );
}
