import type { Sprint } from '@tandem/contract';
import { cx } from '../ui/cx.ts';
import css from './sprints.module.css';

/** A mark for each interview, hollow ones up to the needed number; who is no customer is a square. */
export function InterviewDots({
  sprint,
}: {
  readonly sprint: Pick<Sprint, 'interviews' | 'checks'>;
}) {
  const needed = sprint.checks.find(({ name }) => name === 'interviews')?.needed ?? 0;
  const held = sprint.interviews.length;
  const missing = Math.max(0, needed - held);
  return (
    <span className={css['meter']}>
      <span className={css['dots']} aria-hidden="true">
        {sprint.interviews.map(({ id, kind }) => (
          <i key={id} className={cx(kind !== 'customer' && css['other'])} />
        ))}
        {Array.from({ length: missing }, (_, place) => (
          <i key={place} className={css['missing']} />
        ))}
      </span>
      <span>
        <b>{held}</b> of {needed} interviews
      </span>
    </span>
  );
}
