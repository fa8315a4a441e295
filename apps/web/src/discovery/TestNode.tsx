import { getExperimentResult, type ExperimentResult, type TreeTest } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerTo } from '../api.ts';
import { formatEffect, formatRange, stateWords } from '../experiments/words.ts';
import { useProject } from '../shell/session.ts';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import css from './tree.module.css';

type Props = { readonly test: TreeTest; readonly from: readonly string[] };

/** An experiment with what may be said of it: no figure without its label and interval. */
export function TestNode({ test, from }: Props) {
  const project = useProject();
  const params = { project: project.id, id: test.id };
  const asked = useQuery({
    ...answerTo(getExperimentResult, { params }),
    enabled: test.startedAt !== null,
  });
  const result = asked.data;
  const [words, tone] = stateWords[test.state];
  const isPlanned = test.startedAt === null;
  return (
    <li>
      <Link
        to="/p/$project/experiments/$experiment"
        params={{ project: String(project.id), experiment: test.id }}
        search={{}}
        className={cx(css['node'], css['test'], isPlanned && css['later'])}
        data-node={test.id}
        data-from={from.join(' ')}
        {...(isPlanned && { 'data-loose': '' })}
      >
        <span className={css['head']}>
          <b>{test.name}</b>
          {effectOf(result) === undefined ? (
            <Tag tone={result?.invalid ? 'danger' : tone}>
              {result?.invalid ? 'invalid' : words}
            </Tag>
          ) : (
            <CausalLabel design="randomised" />
          )}
        </span>
        <span className={cx(layout['meta'], layout['num'])}>
          <Effect result={result} isPlanned={isPlanned} isPending={asked.isLoading} />
        </span>
      </Link>
    </li>
  );
}

type EffectProps = {
  readonly result: ExperimentResult | undefined;
  readonly isPlanned: boolean;
  readonly isPending: boolean;
};

function Effect({ result, isPlanned, isPending }: EffectProps) {
  if (isPlanned) return 'Not started';
  if (result === undefined) return isPending ? 'Being read …' : 'Its result could not be read';
  if (result.invalid) return result.invalid.message;
  const told = effectOf(result);
  if (told === undefined) return `${formatCount(result.progress.people)} people, no figure yet`;
  return (
    <>
      <b className={css['effect']}>{formatEffect(told.value)}</b> {told.metric} [{formatRange(told)}
      ]
    </>
  );
}

/** On the metric that decides: the one that the result's sentence tells. */
function effectOf(result: ExperimentResult | undefined) {
  if (result === undefined || result.invalid !== null) return undefined;
  const primary = result.metrics.find(({ role }) => role === 'primary');
  const effect = primary?.effects.find(({ variant }) => variant === result.headline?.variant);
  if (primary === undefined || !effect?.relative) return undefined;
  return { ...effect.relative, metric: primary.name };
}

/** Nothing tests yet whether it works. */
export function NoTest({ from }: { readonly from: readonly string[] }) {
  const project = String(useProject().id);
  return (
    <li>
      <div
        className={cx(css['node'], css['test'], css['later'])}
        data-node={`${from[0] ?? ''}-untested`}
        data-from={from.join(' ')}
        data-loose=""
      >
        <span className={css['head']}>
          <b>No test yet</b>
          <Link
            to="/p/$project/experiments"
            params={{ project }}
            search={{ new: 'yes' }}
            className={layout['link']}
          >
            Plan one
          </Link>
        </span>
        <span className={layout['meta']}>Whether it helps is an assumption</span>
      </div>
    </li>
  );
}
