import type { Signal } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { IconArrowRight } from '@tabler/icons-react';
import { PersonLink } from '../people/PersonLink.tsx';
import { useProject } from '../shell/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { useNow } from '../ui/use-now.ts';
import { Verbatim } from '../ui/Verbatim.tsx';
import css from './today.module.css';

type Props = { readonly signals: readonly Signal[]; readonly total: number };

export function NewWords({ signals, total }: Props) {
  const now = useNow();
  const params = { project: String(useProject().id) };
  if (signals.length === 0) {
    return (
      <Card title="New words">
        <EmptyState
          title="Nobody said anything in the last 24 h"
          actions={
            <Link
              to="/p/$project/listening"
              params={params}
              search={{ import: 'yes' }}
              className={buttonClass({ size: 'small' })}
            >
              Bring in words
            </Link>
          }
        >
          Reviews, tickets and comments appear here as they come in.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card
      title="New words"
      aside={
        <span className={`${layout['meta']} ${layout['num']}`}>{formatCount(total)} in 24 h</span>
      }
    >
      <div className={css['evidence']}>
        {signals.slice(0, 5).map((signal) => (
          <Verbatim
            key={signal.id}
            signal={signal}
            size="list"
            now={now}
            who={<PersonLink signal={signal} />}
          />
        ))}
      </div>
      <div style={{ marginTop: 14 }}>
        <Link
          to="/p/$project/listening"
          params={params}
          search={{}}
          className={buttonClass({ size: 'small' })}
        >
          Open Listening
          <IconArrowRight size={14} aria-hidden="true" />
        </Link>
      </div>
    </Card>
  );
}
