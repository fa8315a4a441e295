import type { Metric } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { definitionWords } from '../metrics/metric-words.ts';
import { useProject } from '../shell/session.ts';
import layout from '../ui/layout.module.css';
import next from '../ui/next.module.css';

type Props = { readonly metrics: readonly Metric[]; readonly onWrite: () => void };
const most = 3;

/** What is measured already and nobody has set out to change: the next outcome is about one of these. */
export function NextMetrics({ metrics, onWrite }: Props) {
  const project = String(useProject().id);
  if (metrics.length === 0) return null;
  return (
    <section className={next['next']} style={{ marginTop: 28 }} aria-label="No outcome yet">
      <h2>Measured, and no outcome is about it yet</h2>
      <ul>
        {metrics.slice(0, most).map(({ id, name, versions }) => (
          <li key={id}>
            <Link
              to="/p/$project/metrics"
              params={{ project }}
              search={{ open: id }}
              className={next['title']}
            >
              {name}
            </Link>
            <span className={next['foot']}>
              <span>{versions[0] !== undefined && definitionWords(versions[0].definition)}</span>
              <button type="button" className={layout['link']} onClick={onWrite}>
                Write an outcome
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
