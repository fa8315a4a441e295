import { Link } from '@tanstack/react-router';
import { IconArrowRight } from '@tabler/icons-react';
import { LinkSigns } from '../evidence/LinkSigns.tsx';
import { PersonLink } from '../people/PersonLink.tsx';
import { useProject } from '../shell/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { useNow } from '../ui/use-now.ts';
import { Verbatim } from '../ui/Verbatim.tsx';
import type { TodayAnswer } from './rules.ts';
import css from './today.module.css';

type Props = {
  readonly today: Pick<
    TodayAnswer,
    'newSignals' | 'newHighlights' | 'newSignalsTotal' | 'evidence'
  >;
};

/** What came in since yesterday: the words that were marked first, and what they stand for. */
export function NewWords({ today }: Props) {
  const now = useNow();
  const { newSignals: signals, newHighlights } = today;
  const marked = Map.groupBy(newHighlights, ({ signal }) => signal);
  const params = { project: String(useProject().id) };
  if (signals.length === 0) {
    return (
      <Card title="New evidence">
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
      title={
        <>
          New evidence <span className={css['span']}>last 24 h</span>
        </>
      }
      aside={<Counts today={today} />}
    >
      <div className={css['evidence']}>
        {signals.map((signal) => (
          <div key={signal.id}>
            <Verbatim
              signal={signal}
              marks={marked.get(signal.id) ?? []}
              size="list"
              now={now}
              who={<PersonLink signal={signal} />}
            />
            {marked.has(signal.id) && (
              <div className={css['stands']}>
                <LinkSigns highlights={marked.get(signal.id) ?? []} isNamed />
              </div>
            )}
          </div>
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

function Counts({ today: { evidence, newSignalsTotal } }: Props) {
  const { supports, contradicts } = evidence;
  return (
    <span className={css['counts']}>
      {supports > 0 && <b className={css['support']}>{formatCount(supports)} support</b>}
      {contradicts > 0 && <b className={css['counter']}>{formatCount(contradicts)} contradict</b>}
      <span>{formatCount(newSignalsTotal)} said something</span>
    </span>
  );
}
