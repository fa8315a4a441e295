import { IconUnlink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import css from './tree.module.css';
import type { Orphan } from './tree.ts';

/** What is being built although nobody asked for it: outside of the tree until words support it. */
export function OrphanTray({ orphans }: { readonly orphans: readonly Orphan[] }) {
  const project = String(useProject().id);
  if (orphans.length === 0) return null;
  return (
    <section className={css['tray']} aria-labelledby="orphans">
      <h2 id="orphans">
        <IconUnlink size={16} stroke={1.75} aria-hidden="true" />
        Solutions nobody asked for
      </h2>
      <ul>
        {orphans.map(({ solution: { id, text, counts }, bet }) => (
          <li key={id}>
            <Link to="/p/$project/bets/$bet" params={{ project, bet: bet.id }} search={{}}>
              {text}{' '}
              <b>{counts.contradicting > 0 ? `${counts.contradicting} against` : '0 people'}</b>
            </Link>
          </li>
        ))}
      </ul>
      <Link
        to="/p/$project/listening"
        params={{ project }}
        search={{}}
        className={buttonClass({ size: 'small' })}
      >
        Look for evidence
      </Link>
    </section>
  );
}
