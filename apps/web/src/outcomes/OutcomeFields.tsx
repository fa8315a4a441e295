import { NumberInput, Select } from '@mantine/core';
import type { Metric, Outcome, OutcomeTarget } from '@tandem/contract';
import { useState } from 'react';
import { definitionWords, formatRange, formatValue } from '../metrics/metric-words.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { EditSentence } from './EditSentence.tsx';
import { targetWords, windowWords } from './outcome-words.ts';
import css from './outcomes.module.css';
import { useBaseline, usePods, type Changes } from './use-outcomes.ts';

type Props = {
  readonly outcome: Outcome;
  readonly metric: Metric | undefined;
  readonly changes: Changes;
};
type Edit = Parameters<Changes['editing']['mutate']>[0];

/** The fields as chips: each is corrected where it stands, until it is measured. */
export function OutcomeFields({ outcome, metric, changes }: Props) {
  const { target, window, baseline, state } = outcome;
  const isOpen = state === 'draft' || state === 'proposed' || state === 'agreed';
  const unit = metric?.unit ?? outcome.reading.unit ?? 'count';
  const edit = (fields: Omit<Edit, 'version'>) =>
    changes.editing.mutate({ version: outcome.version, ...fields });
  const editor = (make: (close: () => void) => React.ReactNode) => (isOpen ? { editor: make } : {});
  return (
    <div className={layout['col']} style={{ gap: 12 }}>
      <div className={css['chips']}>
        <Chip
          isAdd={metric === undefined && isOpen}
          {...editor((close) => (
            <MetricEditor
              onPick={(ref) => {
                edit({ metric: ref });
                close();
              }}
            />
          ))}
        >
          {metric === undefined ? 'Metric' : <b>{metric.name}</b>}
        </Chip>
        <Chip
          isAdd={baseline === null && isOpen}
          {...editor((close) => (
            <BaselineEditor
              outcome={outcome}
              unit={unit}
              onDone={(next) => {
                edit({ baseline: next });
                close();
              }}
            />
          ))}
        >
          {baseline === null ? (
            'Baseline'
          ) : (
            <>
              from <b>{formatValue(baseline, unit)}</b>
            </>
          )}
        </Chip>
        <Chip
          isAdd={target === null && isOpen}
          {...editor((close) => (
            <TargetEditor
              target={target}
              unit={unit}
              onDone={(next) => {
                edit({ target: next });
                close();
              }}
            />
          ))}
        >
          {target === null ? 'Target' : <b>{targetWords(target, unit)}</b>}
        </Chip>
        <Chip
          isAdd={window === null && isOpen}
          {...editor((close) => (
            <WindowEditor
              days={window?.days ?? 90}
              onDone={(days) => {
                edit({ window: { days, after: window?.after ?? 'launch' } });
                close();
              }}
            />
          ))}
        >
          {window === null ? 'Window' : <b>{windowWords(window)}</b>}
        </Chip>
        <PodChip outcome={outcome} isOpen={isOpen} onPick={(pod) => edit({ pod })} />
      </div>
      <Notes outcome={outcome} metric={metric} />
      {isOpen && <EditSentence key={outcome.version} outcome={outcome} />}
    </div>
  );
}

/** What whoever signs should know. */
function Notes({ outcome, metric }: Pick<Props, 'outcome' | 'metric'>) {
  const definition = metric?.versions.find(
    ({ version }) => version === outcome.metric?.version,
  )?.definition;
  return (
    <>
      {definition !== undefined && (
        <p className={layout['meta']}>
          {definitionWords(definition)} (definition {outcome.metric?.version})
        </p>
      )}
      {outcome.reading.instead !== null && (
        <p className={css['caution']}>{outcome.reading.instead}</p>
      )}
      {outcome.warnings.map(({ rule, message, hint }) => (
        <p key={rule} className={css['caution']}>
          {message} {hint}
        </p>
      ))}
      {outcome.state !== 'draft' && outcome.signatures.length > 0 && outcome.startsOn === null && (
        <p className={layout['meta']}>A change of these fields voids both signatures.</p>
      )}
    </>
  );
}

type MetricProps = { readonly onPick: (ref: { id: string; version: number }) => void };

function MetricEditor({ onPick }: MetricProps) {
  const metrics = (useMetrics().data?.metrics ?? []).filter((one) => one.archivedAt === null);
  if (metrics.length === 0)
    return <p className={layout['small']}>No metric yet: add one under Understand, Metrics.</p>;
  return (
    <Select
      aria-label="Metric"
      placeholder="Metric"
      data={metrics.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        const found = metrics.find((one) => one.id === id);
        if (found !== undefined) onPick({ id: found.id, version: found.versions[0]?.version ?? 1 });
      }}
      searchable
      data-autofocus
      comboboxProps={{ withinPortal: false }}
    />
  );
}

const isShare = (unit: string) => unit === 'share';
/** Shares are typed in per cent. */
const typed = (value: number, unit: string) =>
  isShare(unit) ? Number((value * 100).toPrecision(6)) : Number(value.toPrecision(6));
const meant = (value: number, unit: string) => (isShare(unit) ? value / 100 : value);

type NumberProps = {
  readonly label: string;
  readonly value: number;
  readonly suffix?: string;
  readonly onDone: (value: number) => void;
};

function NumberEditor({ label, value, suffix, onDone }: NumberProps) {
  const [next, setNext] = useState<string | number>(value);
  return (
    <form
      className={layout['row']}
      onSubmit={(event) => {
        event.preventDefault();
        if (next !== '') onDone(Number(next));
      }}
    >
      <NumberInput
        aria-label={label}
        value={next}
        onChange={setNext}
        data-autofocus
        style={{ width: 140 }}
        {...(suffix !== undefined && { suffix })}
      />
      <Button size="small" type="submit">
        Set
      </Button>
    </form>
  );
}

type BaselineProps = {
  readonly outcome: Outcome;
  readonly unit: string;
  readonly onDone: (baseline: number) => void;
};

function BaselineEditor({ outcome, unit, onDone }: BaselineProps) {
  const offered = useBaseline(outcome.metric, outcome.window?.days).data;
  const value = outcome.baseline ?? offered?.value ?? 0;
  return (
    <div className={layout['col']}>
      <NumberEditor
        key={value}
        label="Baseline"
        value={typed(value, unit)}
        {...(isShare(unit) && { suffix: '%' })}
        onDone={(next) => onDone(meant(next, unit))}
      />
      {offered !== undefined && offered.value !== null && (
        <Button size="small" onClick={() => onDone(offered.value!)}>
          Take {formatValue(offered.value, unit)} of the last weeks
        </Button>
      )}
      {offered !== undefined && offered.value !== null && (
        <span className={layout['meta']}>{formatRange(offered, unit)}</span>
      )}
    </div>
  );
}

const targetKinds = [
  ['relative', 'By a share'],
  ['change', 'By'],
  ['level', 'To'],
] as const;

type TargetProps = {
  readonly target: OutcomeTarget | null;
  readonly unit: string;
  readonly onDone: (target: OutcomeTarget) => void;
};

function TargetEditor({ target, unit, onDone }: TargetProps) {
  const [kind, setKind] = useState<OutcomeTarget['kind']>(target?.kind ?? 'relative');
  const said = target?.kind === kind ? numberOf(target) : undefined;
  const shown = kind === 'relative' ? 'share' : unit;
  return (
    <div className={layout['col']}>
      <Choice label="Kind of target" value={kind} options={targetKinds} onChange={setKind} />
      <NumberEditor
        key={kind}
        label="Target"
        value={typed(said ?? (kind === 'relative' ? 0.1 : 0), shown)}
        {...(isShare(shown) && { suffix: '%' })}
        onDone={(next) => onDone(targetOf(kind, meant(next, shown)))}
      />
    </div>
  );
}

function numberOf(target: OutcomeTarget): number {
  if (target.kind === 'relative') return target.share;
  return target.kind === 'change' ? target.by : target.at;
}
function targetOf(kind: OutcomeTarget['kind'], value: number): OutcomeTarget {
  if (kind === 'relative') return { kind, share: value };
  return kind === 'change' ? { kind, by: value } : { kind, at: value };
}

function WindowEditor({
  days,
  onDone,
}: {
  readonly days: number;
  readonly onDone: (days: number) => void;
}) {
  return (
    <NumberEditor
      label="Days"
      value={days}
      suffix=" days"
      onDone={(next) => onDone(Math.min(1100, Math.max(1, Math.round(next))))}
    />
  );
}

type PodProps = {
  readonly outcome: Outcome;
  readonly isOpen: boolean;
  readonly onPick: (pod: string | null) => void;
};

/** Whose outcome it is; a pod works for one at a time. */
function PodChip({ outcome, isOpen, onPick }: PodProps) {
  const pods = usePods().data?.pods ?? [];
  const pod = pods.find(({ id }) => id === outcome.pod);
  if (pods.length === 0) return null;
  const words = pod === undefined ? 'Pod' : <b>{pod.name}</b>;
  if (!isOpen) return pod === undefined ? null : <Chip>{words}</Chip>;
  return (
    <Chip
      isAdd={pod === undefined}
      editor={(close) => (
        <Select
          aria-label="Pod"
          placeholder="Pod"
          data={pods.map(({ id, name }) => ({ value: id, label: name }))}
          value={outcome.pod}
          onChange={(next) => {
            onPick(next);
            close();
          }}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      )}
    >
      {words}
    </Chip>
  );
}
