import type { Metric } from '@tandem/contract';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DayRange } from '../insights/ranges.ts';
import { useToday } from '../insights/use-question.ts';
import { Button } from '../ui/Button.tsx';
import { EvidencePanel } from '../ui/EvidencePanel.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import { CourseChart } from './CourseChart.tsx';
import { DefinitionFields, Trial } from './DefinitionFields.tsx';
import { EditWords } from './EditWords.tsx';
import { definitionOf, draftOf, emptyDraft } from './draft.ts';
import css from './metrics.module.css';
import { definitionWords, formatRange, formatValue, kindWords } from './metric-words.ts';
import { useMetricSeries, useRedefineMetric, useUpdateMetric } from './use-metrics.ts';

type Props = {
  readonly metric: Metric;
  readonly range: DayRange;
  readonly onClose: () => void;
};

/** One metric: its course, every definition it had, and what may be done with it. */
export function MetricPanel({ metric, range, onClose }: Props) {
  const [isDefining, setDefining] = useState(false);
  return (
    <EvidencePanel
      title={metric.name}
      subtitle={`${kindWords[metric.kind][0]}, better is ${metric.direction === 'up' ? 'more' : 'less'}`}
      tabs={[{ id: 'metric', label: 'Metric' }]}
      tab="metric"
      onTab={() => undefined}
      onClose={onClose}
    >
      <div className={layout['col']} style={{ gap: 18 }}>
        <Course metric={metric} range={range} />
        <Definitions metric={metric} />
        <EditWords key={metric.id} metric={metric} />
        <Actions metric={metric} onDefine={() => setDefining(true)} />
      </div>
      {isDefining && <Redefine metric={metric} onClose={() => setDefining(false)} />}
    </EvidencePanel>
  );
}

function Course({ metric, range }: Pick<Props, 'metric' | 'range'>) {
  const today = useToday();
  const { data, error, refetch } = useMetricSeries(metric.id, range);
  if (error !== null) return <TroubleNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonBlock height={260} />;
  const points = data.days.map(({ day, alone }) => ({ day, ...alone }));
  const isLastOpen = points.at(-1)?.day === today;
  return (
    <div className={layout['col']}>
      <div className={layout['row']} style={{ alignItems: 'baseline' }}>
        <b className={layout['big']}>
          {data.value === null ? 'none' : formatValue(data.value, metric.unit)}
        </b>
        <span className={layout['meta']}>
          {data.value !== null && `${formatRange(data, metric.unit)}, `}
          {formatPlural(data.people, 'person', 'people')}
        </span>
      </div>
      <CourseChart
        course={{ name: metric.name, unit: metric.unit, points, isLastOpen }}
        height={200}
        isNarrow
      />
    </div>
  );
}

function Definitions({ metric }: Pick<Props, 'metric'>) {
  const now = useNow();
  return (
    <section className={layout['col']}>
      <h3>Definitions</h3>
      <ol className={css['versions']}>
        {metric.versions.map(({ version, definition, reason, author, at }) => (
          <li key={version}>
            <span className={css['version']}>v{version}</span>
            <span>
              {definitionWords(definition)}
              <span className={layout['meta']}>
                {' '}
                {author}, {formatDate(at, now)}
                {reason !== null && `: ${reason}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {metric.description !== '' && <p className={layout['small']}>{metric.description}</p>}
    </section>
  );
}

type ActionProps = Pick<Props, 'metric'> & { readonly onDefine: () => void };

function Actions({ metric, onDefine }: ActionProps) {
  const updating = useUpdateMetric(metric.id);
  const isArchived = metric.archivedAt !== null;
  const archive = (next: boolean, version: number) =>
    updating.mutate(
      { version, isArchived: next },
      {
        onSuccess: (after) =>
          void toast(
            `“${metric.name}” ${next ? 'is archived' : 'is in use again'}`,
            next ? () => archive(false, after.version) : undefined,
          ),
      },
    );
  return (
    <>
      {updating.isError && <TroubleNote error={updating.error} />}
      <div className={layout['row']}>
        {!isArchived && <Button onClick={onDefine}>New definition</Button>}
        <Button
          kind="ghost"
          disabled={updating.isPending}
          onClick={() => archive(!isArchived, metric.version)}
        >
          {isArchived ? 'Bring back' : 'Archive'}
        </Button>
      </div>
    </>
  );
}

/** A definition is never edited: what was measured by the old one stays comparable. */
function Redefine({ metric, onClose }: Pick<Props, 'metric' | 'onClose'>) {
  const newest = metric.versions[0]?.definition;
  const [draft, setDraft] = useState(newest === undefined ? emptyDraft : draftOf(newest));
  const [reason, setReason] = useState('');
  const redefining = useRedefineMetric(metric.id);
  const definition = definitionOf(draft);
  return (
    <FormDialog
      title={`New definition of “${metric.name}”`}
      isOpen
      size={560}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        if (definition === undefined) return;
        redefining.mutate(
          { version: metric.version, definition, reason },
          { onSuccess: () => onClose() },
        );
      }}
      error={redefining.error}
      isBusy={redefining.isPending || definition === undefined}
      send="Add definition"
    >
      <p className={layout['meta']}>
        Outcomes and experiments keep the definition they began with; new ones take this.
      </p>
      <DefinitionFields draft={draft} onChange={setDraft} />
      <TextInput
        label="Why the old one is not enough"
        required
        withAsterisk={false}
        minLength={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Trial definition={definition} unit={metric.unit} />
    </FormDialog>
  );
}
