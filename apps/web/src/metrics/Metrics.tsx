import type { Metric } from '@tandem/contract';
import { FirstSteps } from '../access/FirstSteps.tsx';
import { useCatalogue } from '../insights/catalogue.ts';
import { RangeChip } from '../insights/RangeChip.tsx';
import { rangeOf, type DayRange } from '../insights/ranges.ts';
import { useToday, useWords } from '../insights/use-question.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { ListPage } from '../ui/ListPage.tsx';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { Spark } from '../ui/Spark.tsx';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { definitionWords, formatRange, formatValue, kindWords } from './metric-words.ts';
import { MetricPanel } from './MetricPanel.tsx';
import { NewMetric } from './NewMetric.tsx';
import { useMetrics, useMetricSeries } from './use-metrics.ts';

/** What is measured, by which definition, and where it stands. */
export function Metrics() {
  const [search, set] = useWords();
  const range = rangeOf(search, useToday());
  const asked = useMetrics();
  const all = asked.data?.metrics ?? [];
  const isEmpty = asked.data !== undefined && all.length === 0;
  const hasEvents = (useCatalogue().data?.events.length ?? 0) > 0;
  const open = all.find(({ id }) => id === search['open']);
  const add = () => set({ new: 'yes' });
  return (
    <ListPage
      title="Metrics"
      station="Understand"
      asked={[asked]}
      isEmpty={isEmpty}
      facts={formatPlural(all.length, 'metric', 'metrics')}
      begin={!isEmpty || hasEvents ? { label: 'Metric', act: add } : undefined}
      empty={<Nothing hasEvents={hasEvents} onAdd={add} />}
      chips={all.length > 0 ? <RangeChip /> : undefined}
      panel={
        open && (
          <MetricPanel
            key={open.id}
            metric={open}
            range={range}
            onClose={() => set({ open: undefined }, { replace: true })}
          />
        )
      }
    >
      {all.length > 0 && (
        <MetricTable
          metrics={all}
          range={range}
          open={open?.id}
          onOpen={(id) => set({ open: id }, { replace: true })}
        />
      )}
      <NewMetric
        isOpen={search['new'] === 'yes'}
        onClose={(id) => set({ new: undefined, ...(id && { open: id }) }, { replace: true })}
      />
    </ListPage>
  );
}

function Nothing({
  hasEvents,
  onAdd,
}: {
  readonly hasEvents: boolean;
  readonly onAdd: () => void;
}) {
  if (!hasEvents) {
    return (
      <FirstSteps title="Nothing to measure yet">
        A metric is read from what people do. Send the first event, or look round in the demo
        company.
      </FirstSteps>
    );
  }
  return (
    <EmptyState
      page
      title="Nothing is measured yet"
      actions={
        <Button kind="main" onClick={onAdd}>
          Define the first metric
        </Button>
      }
    >
      Choose an event and what of it counts: order value, who comes back, who goes on. Outcomes and
      experiments are judged by it. It takes a minute.
    </EmptyState>
  );
}

type TableProps = {
  readonly metrics: readonly Metric[];
  readonly range: DayRange;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
};

function MetricTable({ metrics, range, open, onOpen }: TableProps) {
  return (
    <Card>
      <table className={cx(table['table'], table['rows'], table['stack'])}>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" className={table['n']}>
              Value
            </th>
            <th scope="col" className={table['n']}>
              95% interval
            </th>
            <th scope="col" className={table['n']}>
              People
            </th>
            <th scope="col">By day</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <Row
              key={metric.id}
              metric={metric}
              range={range}
              isOpen={metric.id === open}
              onOpen={() => onOpen(metric.id)}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type RowProps = {
  readonly metric: Metric;
  readonly range: DayRange;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

function Row({ metric, range, isOpen, onOpen }: RowProps) {
  const [newest] = metric.versions;
  return (
    <tr className={cx(isOpen && table['selected'])} onClick={onOpen}>
      <td className={table['whole']}>
        <span className={layout['row']}>
          <button
            type="button"
            className={layout['link']}
            onClick={(click) => {
              click.stopPropagation();
              onOpen();
            }}
          >
            {metric.name}
          </button>
          {newest !== undefined && newest.version > 1 && <Tag>v{newest.version}</Tag>}
          {metric.kind === 'vanity' && <Tag tone="warn">{kindWords.vanity[0]}</Tag>}
          {metric.archivedAt !== null && <Tag tone="line">archived</Tag>}
        </span>
        {newest !== undefined && (
          <div className={layout['meta']}>{definitionWords(newest.definition)}</div>
        )}
      </td>
      <Values metric={metric} range={range} />
    </tr>
  );
}

function Values({ metric, range }: Pick<RowProps, 'metric' | 'range'>) {
  const { data, error } = useMetricSeries(metric.id, range);
  if (data === undefined) {
    return <td colSpan={4}>{error === null ? <SkeletonBlock height={18} /> : 'no answer'}</td>;
  }
  const { value, people, days } = data;
  return (
    <>
      <td className={table['n']}>
        <b>{value === null ? 'none' : formatValue(value, metric.unit)}</b>
      </td>
      <td className={cx(table['n'], layout['ink2'])}>
        {value === null ? '' : formatRange(data, metric.unit)}
      </td>
      <td className={table['n']} data-label="people">
        {people.toLocaleString('en-GB')}
      </td>
      <td>
        <Spark values={days.map(({ alone }) => alone.value)} label={`${metric.name} day by day`} />
      </td>
    </>
  );
}
