import type { EvidenceCount } from '@tandem/contract';
import { formatPlural } from '../ui/format.ts';
import css from './evidence.module.css';

type Props = {
  readonly counts: Pick<EvidenceCount, 'people' | 'contradicting'>;
  /** How many people are needed; the missing ones are drawn hollow. */
  readonly needed?: number;
};
/** Past so many people dots cannot be taken in: a bar shows them in the same colours. */
const most = 40;

/** A dot for each independent person, a diamond for each one against: never highlights. */
export function PeopleDots({ counts, needed = 0 }: Props) {
  const { people, contradicting } = counts;
  const missing = Math.max(0, needed - people);
  return (
    <span className={css['meter']}>
      {people + contradicting > most ? (
        <span className={css['peopleBar']} aria-hidden="true">
          <i className={css['for']} style={{ flexGrow: people }} />
          <i className={css['against']} style={{ flexGrow: contradicting }} />
        </span>
      ) : (
        <Dots {...counts} missing={missing} />
      )}
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

type DotsProps = Props['counts'] & { readonly missing: number };

function Dots({ people, contradicting, missing }: DotsProps) {
  const dots = [
    ...Array.from({ length: people }, () => css['for']),
    ...Array.from({ length: contradicting }, () => css['against']),
    ...Array.from({ length: missing }, () => css['missing']),
  ];
  return (
    <span className={css['dots']} aria-hidden="true">
      {dots.map((kind, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- dots are alike
        <i key={place} className={kind} />
      ))}
    </span>
  );
}
