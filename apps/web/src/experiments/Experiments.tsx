import type { Experiment } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import layout from '../ui/layout.module.css';
import { ListPage } from '../ui/ListPage.tsx';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import { NewExperiment } from './NewExperiment.tsx';
import { useExperiments, useResult } from './use-experiments.ts';
import { axisOf, formatEffect, formatRange, stateWords, verdictWords } from './words.ts';

/** What was put to the test, and what came of it. */
export function Experiments() {
  const [search, set] = useWords();
  const asked = useExperiments();
  const all = asked.data?.experiments ?? [];
  const isEmpty = asked.data !== undefined && all.length === 0;
  const plan = () => set({ new: 'yes' });
  return (
    <ListPage
      title="Experiments"
      station="Launch"
      asked={[asked]}
      isEmpty={isEmpty}
      facts={formatPlural(all.length, 'experiment', 'experiments')}
      begin={{ label: 'Experiment', act: plan }}
      empty={<Nothing onBegin={plan} />}
    >
      {all.length > 0 && <ExperimentTable all={all} />}
      <NewExperiment
        isOpen={search['new'] === 'yes'}
        onClose={() => set({ new: undefined }, { replace: true })}
      />
    </ListPage>
  );
}

function Nothing({ onBegin }: { readonly onBegin: () => void }) {
  return (
    <EmptyState
      page
      title="Nothing is being tested"
      actions={
        <Button kind="main" onClick={onBegin}>
          Plan the first experiment
        </Button>
      }
    >
      An experiment lets chance decide who sees a change, so that its effect can be told from
      everything else. Say what you expect and which metric decides; the calculator says how many
      people and days it takes.
    </EmptyState>
  );
}

/** The leading effect with its interval; grey while it could be chance. */
function SoFar({ experiment }: { readonly experiment: Experiment }) {
  const { data } = useResult(experiment);
  if (experiment.startedAt === null) return <span className={layout['ink3']}>not started</span>;
  if (data === undefined) return null;
  if (data.invalid !== null) return <Tag tone="danger">invalid</Tag>;
  const primary = data.metrics.find(({ role }) => role === 'primary');
  const effect = primary?.effects.find(({ variant }) => variant === data.headline?.variant);
  const relative = effect?.relative ?? null;
  if (relative === null) return <span className={layout['ink3']}>too early to say</span>;
  const [from, to] = axisOf([relative], null);
  return (
    <div className={layout['col']} style={{ gap: 2 }}>
      <span className={layout['num']}>
        <b className={layout['strong']}>{formatEffect(relative.value)}</b>{' '}
        <span className={layout['meta']}>[{formatRange(relative)}]</span>
      </span>
      <IntervalBar {...relative} from={from} to={to} isFlat={effect?.isFound === false} />
    </div>
  );
}

const order: readonly Experiment['state'][] = ['stopped', 'running', 'frozen', 'draft'];
/** What waits for somebody comes first, what has ended last. */
const rank = ({ state }: Experiment) =>
  order.includes(state) ? order.indexOf(state) : order.length;

function ExperimentTable({ all }: { readonly all: readonly Experiment[] }) {
  return (
    <Card>
      <table className={cx(table['table'], table['stack'])}>
        <thead>
          <tr>
            <th scope="col">Experiment</th>
            <th scope="col">State</th>
            <th scope="col">Flag</th>
            <th scope="col" className={table['n']}>
              Planned people
            </th>
            <th scope="col">Since</th>
            <th scope="col">Verdict</th>
            <th scope="col" style={{ width: 220 }}>
              So far
            </th>
          </tr>
        </thead>
        <tbody>
          {all
            .toSorted((a, b) => rank(a) - rank(b))
            .map((one) => (
              <Row key={one.id} experiment={one} />
            ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ experiment }: { readonly experiment: Experiment }) {
  const project = String(useProject().id);
  const now = useNow();
  const { id, name, state, flagKey, plan, startedAt, verdict } = experiment;
  const [words, tone] = stateWords[state];
  return (
    <tr>
      <td className={table['whole']}>
        <Link
          to="/p/$project/experiments/$experiment"
          params={{ project, experiment: id }}
          search={{}}
          className={layout['link']}
        >
          {name}
        </Link>
        {plan.hypothesis !== '' && <div className={layout['meta']}>{plan.hypothesis}</div>}
      </td>
      <td>
        <Tag tone={tone}>{words}</Tag>
      </td>
      <td className={layout['ink2']} data-label="flag">
        {flagKey}
      </td>
      <td className={table['n']} data-label="planned people">
        {plan.people === null ? 'open' : formatCount(plan.people)}
      </td>
      <td className={cx(layout['ink2'], layout['nowrap'])} data-label="since">
        {startedAt === null ? 'not started' : formatDate(startedAt, now)}
      </td>
      <td className={cx(layout['ink2'], layout['nowrap'])} data-label="verdict">
        {verdict === null || state === 'stopped' ? 'none yet' : verdictWords(verdict, plan.control)}
      </td>
      <td data-label="so far">
        <SoFar experiment={experiment} />
      </td>
    </tr>
  );
}
