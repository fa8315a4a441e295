import type { Highlight, Signal } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { IconArrowRight } from '@tabler/icons-react';
import { LinkSigns } from '../evidence/LinkSigns.tsx';
import { PersonLink } from '../people/PersonLink.tsx';
import { useProject } from '../shell/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
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
  const { newSignals, newHighlights } = today;
  const params = { project: String(useProject().id) };
  const marked = Map.groupBy(newHighlights, ({ signal }) => signal);
  if (newSignals.length === 0) return <Nothing />;
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
        {newSignals.map((signal) => (
          <Said key={signal.id} signal={signal} highlights={marked.get(signal.id) ?? []} />
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

function Nothing() {
  const params = { project: String(useProject().id) };
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

type SaidProps = { readonly signal: Signal; readonly highlights: readonly Highlight[] };

function Said({ signal, highlights }: SaidProps) {
  const now = useNow();
  const who = <PersonLink signal={signal} />;
  return (
    <div>
      <Verbatim signal={signal} marks={highlights} size="list" now={now} who={who} />
      {highlights.length > 0 && (
        <div className={css['stands']}>
          <LinkSigns highlights={highlights} isNamed />
        </div>
      )}
    </div>
  );
}

/** Of independent people, for and against; and how many said anything at all. */
function Counts({ today: { evidence, newSignalsTotal } }: Props) {
  const { supports, contradicts } = evidence;
  return (
    <span className={css['counts']}>
      {supports > 0 && (
        <b className={css['support']}>{formatPlural(supports, 'supports', 'support')}</b>
      )}
      {contradicts > 0 && (
        <b className={css['counter']}>{formatPlural(contradicts, 'contradicts', 'contradict')}</b>
      )}
      <span>{formatCount(newSignalsTotal)} said something</span>
    </span>
  );
}
