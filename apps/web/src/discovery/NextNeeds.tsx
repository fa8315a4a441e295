import type { Opportunity } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { useProject } from '../shell/session.ts';
import next from '../ui/next.module.css';
import { lacks } from './next-needs.ts';

type Props = {
  readonly title: string;
  readonly needs: readonly Opportunity[];
  /** What to do with one, beside opening it. */
  readonly act?: (need: Opportunity) => React.ReactNode;
};

/** Needs that nothing is done about yet, each with what it lacks: what comes after the list above. */
export function NextNeeds({ title, needs, act }: Props) {
  const project = String(useProject().id);
  if (needs.length === 0) return null;
  return (
    <section className={next['next']} aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {needs.map((need) => (
          <li key={need.id}>
            <Link
              to="/p/$project/opportunities"
              params={{ project }}
              search={{ open: need.id }}
              className={next['title']}
            >
              “{need.statement}”
            </Link>
            <PeopleDots counts={need.counts} />
            <span className={next['foot']}>
              <span>{lacks(need)}</span>
              {act?.(need)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
