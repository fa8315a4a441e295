import type { Release } from '@tandem/contract';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import css from './release.module.css';
import { ringWords } from './words.ts';

type Props = {
  readonly release: Pick<Release, 'rings' | 'ring' | 'state'>;
  /** People who saw the flag in a ring, by its name; unknown while it is being asked. */
  readonly people?: ReadonlyMap<string, number> | undefined;
};

/** Concentric discs, darker inside; the ring under way is outlined, those ahead are dashed. */
export function RingDiscs({ release, size = 112 }: Props & { readonly size?: number }) {
  const { rings, state } = release;
  const total = rings.length + 1;
  const reached = reachedBy(release);
  const radii = Array.from({ length: total }, (_, place) => 14 + (46 * place) / (total - 1));
  return (
    <svg
      viewBox="0 0 128 128"
      width={size}
      height={size}
      aria-hidden="true"
      className={cx(css['discs'], state === 'paused' && css['held'])}
    >
      {radii
        .map((radius, place) => ({ radius, place }))
        .toReversed()
        .map(({ radius, place }) => (
          <circle
            key={place}
            cx="64"
            cy="64"
            r={radius}
            className={
              place > reached ? css['ahead'] : place === reached ? css['now'] : css['done']
            }
            style={{ '--depth': `${shade(place, total)}%` } as React.CSSProperties}
          />
        ))}
    </svg>
  );
}

/** Place of the outermost ring that has begun; everybody is the last; -1 before the first. */
function reachedBy({ rings, ring, state }: Props['release']): number {
  if (state === 'general') return rings.length;
  if (state === 'planned' || state === 'rolled_back') return -1;
  return ring ?? -1;
}

const shade = (place: number, total: number) => Math.round(100 - (72 * place) / (total - 1));

/** Where room is short: the rings by name alone. */
type Brief = { readonly isBrief?: boolean };

/** Each ring with who is in it, what had to hold before it, and how many people saw it there. */
export function RingList({ release, people, isBrief = false }: Props & Brief) {
  const reached = reachedBy(release);
  const all = [...release.rings, { name: 'Everybody', share: 1, entry: '' }];
  return (
    <ol className={css['rings']}>
      {all.map((ring, place) => (
        <li
          // oxlint-disable-next-line react/no-array-index-key -- a ring is its place
          key={place}
          className={cx(
            place > reached ? css['later'] : css['begun'],
            place === reached && css['current'],
          )}
          aria-current={place === reached ? 'step' : undefined}
        >
          <b
            aria-hidden="true"
            style={{ '--depth': `${shade(place, all.length)}%` } as React.CSSProperties}
          >
            {place + 1}
          </b>
          <span className={css['who']}>
            <strong>{ring.name}</strong>
            {place < all.length - 1 && !isBrief && <span>{ringWords(ring)}</span>}
            {ring.entry !== '' && !isBrief && <small>Before it: {ring.entry}</small>}
          </span>
          <em>{seenWords(place, reached, people?.get(ring.name.toLowerCase()), isBrief)}</em>
        </li>
      ))}
    </ol>
  );
}

function seenWords(
  place: number,
  reached: number,
  people: number | undefined,
  isBrief: boolean,
): string {
  if (place > reached) return 'later';
  if (people === undefined) return '';
  return isBrief ? formatCount(people) : `${formatCount(people)} saw it`;
}
