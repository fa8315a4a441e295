import { NumberInput, Select } from '@mantine/core';
import type { Outcome, OutcomeTarget } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatRange, formatValue } from '../metrics/metric-words.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { useBaseline } from './use-outcomes.ts';

type MetricProps = { readonly onPick: (ref: { id: string; version: number }) => void };

/** A metric of the catalogue, in its newest definition. */
export function MetricEditor({ onPick }: MetricProps) {
  const project = String(useProject().id);
  const metrics = (useMetrics().data?.metrics ?? []).filter((one) => one.archivedAt === null);
  if (metrics.length === 0) {
    return (
      <p className={layout['small']}>
        No metric yet:{' '}
        <Link
          to="/p/$project/metrics"
          params={{ project }}
          search={{ new: 'yes' }}
          className={layout['link']}
        >
          define one
        </Link>
      </p>
    );
  }
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

export function BaselineEditor({ outcome, unit, onDone }: BaselineProps) {
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

export function TargetEditor({ target, unit, onDone }: TargetProps) {
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

export function WindowEditor({
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
