import { Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { GoalReading, Metric, MetricValue } from '@tandem/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatRange, formatValue } from '../metrics/metric-words.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { readingWords } from './outcome-words.ts';
import css from './outcomes.module.css';
import { useBaseline, useCreateOutcome, useReading } from './use-outcomes.ts';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function NewOutcome({ isOpen, onClose }: Props) {
  return isOpen ? <Form onClose={onClose} /> : null;
}

const refOf = (metric: Metric | undefined) =>
  metric === undefined ? null : { id: metric.id, version: metric.versions[0]?.version ?? 1 };

/** One field: the sentence. What it says is read while it is written. */
function Form({ onClose }: Pick<Props, 'onClose'>) {
  const [sentence, setSentence] = useState('');
  const [chosen, setChosen] = useState<string | null>();
  const [written] = useDebouncedValue(sentence, 250);
  const reading = useReading(written).data;
  const metrics = (useMetrics().data?.metrics ?? []).filter((one) => one.archivedAt === null);
  const guessed = metrics.find(({ name }) => sameName(name, reading));
  const metric = metrics.find(({ id }) => id === (chosen === undefined ? guessed?.id : chosen));
  const baseline = useBaseline(refOf(metric), reading?.window?.days).data;
  const creating = useDraft();
  const isSaid = reading !== undefined && reading.baseline !== null;
  const stood = isSaid ? null : (baseline?.value ?? null);
  const ref = refOf(metric);
  return (
    <FormDialog
      title="New outcome"
      isOpen
      size={560}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        creating.draft({
          sentence,
          ...(ref !== null && { metric: ref }),
          ...(stood !== null && { baseline: stood }),
        });
      }}
      error={creating.error}
      isBusy={creating.isPending || sentence.trim().length < 3}
      send="Draft"
    >
      <Textarea
        label="What is to change, by how much, by when"
        placeholder="Increase average order value (AOV) by 10% within 3 months of launch"
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
      />
      {written.trim().length >= 3 && reading !== undefined && <Reading reading={reading} />}
      {metrics.length > 0 && (
        <MeasuredBy metrics={metrics} metric={metric} baseline={baseline} onChoose={setChosen} />
      )}
    </FormDialog>
  );
}

/** Drafts, and opens what was drafted. */
function useDraft() {
  const creating = useCreateOutcome();
  const navigate = useNavigate();
  const project = String(useProject().id);
  const open = (outcome: string) =>
    void navigate({
      to: '/p/$project/outcomes/$outcome',
      params: { project, outcome },
      search: {},
    });
  return {
    ...creating,
    draft: (body: Parameters<typeof creating.mutate>[0]) =>
      creating.mutate(body, { onSuccess: ({ id }) => open(id) }),
  };
}

type MeasuredByProps = {
  readonly metrics: readonly Metric[];
  readonly metric: Metric | undefined;
  readonly baseline: MetricValue | undefined;
  readonly onChoose: (id: string | null) => void;
};

/** The metric, and where it stands now. */
function MeasuredBy({ metrics, metric, baseline, onChoose }: MeasuredByProps) {
  const stands =
    metric !== undefined && baseline !== undefined && baseline.value !== null
      ? `It stands at ${formatValue(baseline.value, metric.unit)} (${formatRange(baseline, metric.unit)}): the baseline, unless the sentence says one.`
      : undefined;
  return (
    <Select
      label="Measured by"
      placeholder="A metric of the catalogue"
      description={stands}
      inputWrapperOrder={['label', 'input', 'description']}
      data={metrics.map(({ id, name }) => ({ value: id, label: name }))}
      value={metric?.id ?? null}
      onChange={onChoose}
      searchable
      clearable
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

function sameName(name: string, reading: GoalReading | undefined): boolean {
  const said = [reading?.metric, reading?.abbreviation].flatMap((one) => one?.toLowerCase() ?? []);
  return said.includes(name.toLowerCase());
}

/** The fields that were found, those still open dashed; a piece of work is told so. */
function Reading({ reading }: { readonly reading: GoalReading }) {
  return (
    <div className={layout['col']} aria-live="polite">
      <dl className={css['read']}>
        {readingWords(reading).map(([label, words]) => (
          <div key={label} className={words === null ? css['open'] : undefined}>
            <dt>{label}</dt>
            <dd>{words ?? 'not said'}</dd>
          </div>
        ))}
      </dl>
      {reading.instead !== null && <p className={css['caution']}>{reading.instead}</p>}
    </div>
  );
}
