import type { EvidenceCount } from '@tandem/contract';
import { formatPlural } from '../ui/format.ts';
import css from './evidence.module.css';

type Props = {
  readonly counts: Pick<EvidenceCount, 'people' | 'contradicting'>;
  /** How many people are needed; the missing ones are drawn hollow. */
  readonly needed?: number;
};
const most = 26;

/** A dot for each independent person, a diamond for each one against: never highlights. */
export function PeopleDots({ counts, needed = 0 }: Props) {
  const { people, contradicting } = counts;
  const missing = Math.max(0, needed - people);
  const dots = [
    ...Array.from({ length: Math.min(people, most) }, () => css['for']),
    ...Array.from({ length: Math.min(contradicting, most) }, () => css['against']),
    ...Array.from({ length: missing }, () => css['missing']),
  ];
  return (
    <span className={css['meter']}>
      <span className={css['dots']} aria-hidden="true">
        {dots.map((kind, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- dots are alike
          <i key={place} className={kind} />
        ))}
      </span>
      <span>
        <b>{people}</b>{' '}
        {missing > 0
          ? `of ${formatPlural(needed, 'person', 'people')}`
          : people === 1
            ? 'person'
            : 'people'}{' '}
        ·{' '}
        <span className={contradicting > 0 ? css['counter'] : undefined}>
          <b>{contradicting}</b> against
        </span>
      </span>
    </span>
  );
}
