import type { Outcome, OutcomeResult } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { outcomeStates } from '../outcomes/outcome-words.ts';
import { isMeasured } from '../outcomes/states.ts';
import { useOutcomeResult } from '../outcomes/use-outcomes.ts';
import { formatEffect, formatRange } from '../experiments/words.ts';
import { useProject } from '../shell/session.ts';
import { cx } from '../ui/cx.ts';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import css from './tree.module.css';

type Props = { readonly outcome: Outcome | undefined; readonly node: string };

/** What is to change, and where it stands; dashed where no bet says so yet. */
export function OutcomeNode({ outcome, node }: Props) {
  const project = String(useProject().id);
  if (outcome === undefined) return <NoOutcome node={node} />;
  const [words, tone] = outcomeStates[outcome.state];
  const { id, signatures } = outcome;
  const sides = signatures.toSorted((a, b) => b.side.localeCompare(a.side));
  return (
    <Link
      to="/p/$project/outcomes/$outcome"
      params={{ project, outcome: id }}
      search={{}}
      className={cx(css['node'], css['outcome'])}
      data-node={node}
    >
      <span className={cx(layout['row'], layout['wrap'])} style={{ rowGap: 2 }}>
        <span className={layout['meta']}>Outcome</span>
        <span className={layout['push']}>
          <Tag tone={tone}>{words}</Tag>
        </span>
      </span>
      <b>{capitalised(outcome.sentence)}</b>
      {isMeasured(outcome) && <Standing id={id} />}
      {signatures.length > 0 && (
        <span className={css['sides']}>
          {sides.map(({ side, name }) => (
            <span key={side} className={css[side]}>
              {name}
            </span>
          ))}
        </span>
      )}
    </Link>
  );
}

function NoOutcome({ node }: { readonly node: string }) {
  const project = String(useProject().id);
  return (
    <div className={cx(css['node'], css['outcome'], css['later'])} data-node={node}>
      <b>No outcome yet</b>
      <span className={layout['meta']}>
        A bet on one of these needs names the{' '}
        <Link to="/p/$project/outcomes" params={{ project }} search={{}} className={layout['link']}>
          outcome
        </Link>{' '}
        it is to move.
      </span>
    </div>
  );
}

/** Chance first: what an experiment says of the metric weighs more than before against after. */
function Standing({ id }: { readonly id: string }) {
  const asked = useOutcomeResult(id, true);
  if (asked.isPending) return <SkeletonLines widths={[50, 80]} />;
  if (asked.data === undefined) return null;
  const { figure, design } = figureOf(asked.data);
  const { day, daysLeft } = asked.data.reading;
  if (figure === null) return <span className={layout['meta']}>no value yet</span>;
  return (
    <>
      <span className={css['figure']}>{formatEffect(figure.value)}</span>
      <span className={cx(layout['meta'], layout['num'])}>
        [{formatRange(figure)}], day {day} of {day + Math.max(0, daysLeft - 1)}
      </span>
      <span>
        <CausalLabel design={design} />
      </span>
    </>
  );
}

function figureOf({ randomised, reading }: OutcomeResult) {
  const told = randomised.find(({ relative }) => relative !== null)?.relative;
  if (told) return { figure: told, design: 'randomised' } as const;
  return { figure: reading.beforeAfter.relative, design: 'observational' } as const;
}
