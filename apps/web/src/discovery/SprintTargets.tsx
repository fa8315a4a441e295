import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import css from './discovery.module.css';
import { checkWords } from './sprint-words.ts';
import type { SprintWhole } from './SprintPage.tsx';

/** Progress against each target, what is missing first. */
export function SprintTargets({ sprint }: { readonly sprint: SprintWhole }) {
  const checks = sprint.checks.toSorted((a, b) => Number(a.passes) - Number(b.passes));
  const met = checks.filter(({ passes }) => passes).length;
  return (
    <Card
      title="Targets"
      aside={
        <span className={layout['meta']}>
          {met} of {checks.length} met
        </span>
      }
    >
      <ul className={css['criteria']}>
        {checks.map((check) => {
          const Icon = check.passes ? IconCircleCheck : IconCircleDashed;
          return (
            <li key={check.name} className={check.passes ? css['passes'] : css['fails']}>
              <Icon size={16} aria-label={check.passes ? 'met' : 'missing'} />
              <span style={{ color: 'var(--td-ink)' }}>{check.says}</span>
              <span className={css['value']}>{checkWords(check)}</span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
