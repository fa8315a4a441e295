import type { Bet } from '@tandem/contract';
import css from './bets.module.css';

/** How much of the scope rests on words: green, then amber hatch for what nobody asked for. */
export function UnsupportedBar({ scope }: { readonly scope: Bet['scope'] }) {
  if (scope.share === null) return <span className={css['share']}>Nothing in scope yet</span>;
  return (
    <span className={css['share']}>
      <span className={css['unsupported']} aria-hidden="true">
        <i style={{ width: `${(1 - scope.share) * 100}%` }} />
      </span>
      <span>
        <b>{Math.round(scope.share * 100)}%</b> unsupported
      </span>
    </span>
  );
}
