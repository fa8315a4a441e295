import type { BetPage } from '@tandem/contract';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { useNow } from '../ui/use-now.ts';
import { formatDate, formatMoment } from '../ui/when.ts';
import css from './bets.module.css';
import { historyWords, leadWords, marksOf } from './words.ts';

/** The way of the bet in days, and everything that happened on it. */
export function HowItWent({ bet }: { readonly bet: BetPage }) {
  const now = useNow();
  return (
    <section className={css['wide']}>
      <Card
        title="How it went"
        aside={<span className={layout['meta']}>{leadWords(bet.marketingLead)}</span>}
      >
        <ol className={css['line']}>
          {marksOf(bet, now).map(({ key, label, at, look, days }) => (
            <li key={key} className={cx(css[look])}>
              {days !== null && <small>{days} d</small>}
              <i aria-hidden="true" />
              <b>{label}</b>
              <em>{formatDate(at, now)}</em>
            </li>
          ))}
        </ol>
        <details className={css['more']}>
          <summary>Everything that happened</summary>
          <ol>
            {bet.history.toReversed().map((entry, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- history never changes
              <li key={place}>
                <b>{entry.actor}</b> {historyWords(entry)}{' '}
                <span className={layout['ink3']}>{formatMoment(entry.at, now)}</span>
              </li>
            ))}
          </ol>
        </details>
      </Card>
    </section>
  );
}
