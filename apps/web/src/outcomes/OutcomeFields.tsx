import { Select } from '@mantine/core';
import type { Metric, MetricRef, Outcome, OutcomeTarget } from '@tandem/contract';
import type { ReactNode } from 'react';
import { usePods } from '../pods/use-pods.ts';
import { definitionWords, formatValue } from '../metrics/metric-words.ts';
import { Chip, type Opening } from '../ui/Chip.tsx';
import layout from '../ui/layout.module.css';
import { EditSentence } from './EditSentence.tsx';
import { BaselineEditor, MetricEditor, TargetEditor, WindowEditor } from './FieldEditors.tsx';
import { SegmentChips } from './SegmentChips.tsx';
import { targetWords, windowWords } from './outcome-words.ts';
import css from './outcomes.module.css';
import type { FieldName } from './states.ts';
import type { Changes } from './use-outcomes.ts';

type Props = {
  readonly outcome: Outcome;
  readonly metric: Metric | undefined;
  readonly changes: Changes;
  /** The field whose editor is open. */
  readonly opened: FieldName | undefined;
  readonly onOpen: (field: FieldName | undefined) => void;
};
type Edit = Parameters<Changes['editing']['mutate']>[0];

/** The fields as chips: each is corrected where it stands, until it is measured. */
export function OutcomeFields({ outcome, metric, changes, opened, onOpen }: Props) {
  const { state } = outcome;
  const isOpen = state === 'draft' || state === 'proposed' || state === 'agreed';
  const unit = metric?.unit ?? outcome.reading.unit ?? 'count';
  const edit = (fields: Omit<Edit, 'version'>) =>
    changes.editing.mutate({ version: outcome.version, ...fields });
  const fieldOf = (name: FieldName) => ({
    outcome,
    unit,
    isOpen,
    edit,
    opening: {
      isOpen: opened === name,
      onOpen: (next: boolean) => onOpen(next ? name : undefined),
    },
  });
  return (
    <div className={layout['col']} style={{ gap: 12 }}>
      <div className={css['chips']}>
        <MetricChip {...fieldOf('metric')} metric={metric} />
        <BaselineChip {...fieldOf('baseline')} />
        <TargetChip {...fieldOf('target')} />
        <WindowChip {...fieldOf('window')} />
        <SegmentChips outcome={outcome} isOpen={isOpen} edit={edit} />
        <PodChip outcome={outcome} isOpen={isOpen} onPick={(pod) => edit({ pod })} />
      </div>
      <Notes outcome={outcome} metric={metric} />
      {isOpen && <EditSentence key={outcome.version} outcome={outcome} />}
    </div>
  );
}

type FieldProps = {
  readonly outcome: Outcome;
  readonly unit: string;
  readonly isOpen: boolean;
  readonly edit: (fields: Omit<Edit, 'version'>) => void;
  readonly opening: Opening;
};

type FieldChipProps = {
  readonly opening: Opening;
  readonly isOpen: boolean;
  readonly isMissing: boolean;
  readonly editor: (close: () => void) => ReactNode;
  readonly children: ReactNode;
};

/** Dashed while it is missing; opened only while the outcome may change. */
function FieldChip({ opening, isOpen, isMissing, editor, children }: FieldChipProps) {
  return (
    <Chip isAdd={isMissing && isOpen} {...(isOpen && { editor, opening })}>
      {children}
    </Chip>
  );
}

function MetricChip({ isOpen, edit, opening, metric }: FieldProps & Pick<Props, 'metric'>) {
  const pick = (close: () => void) => (ref: MetricRef) => {
    edit({ metric: ref });
    close();
  };
  return (
    <FieldChip
      opening={opening}
      isOpen={isOpen}
      isMissing={metric === undefined}
      editor={(close) => <MetricEditor onPick={pick(close)} />}
    >
      {metric === undefined ? 'Metric' : <b>{metric.name}</b>}
    </FieldChip>
  );
}

function BaselineChip({ outcome, unit, isOpen, edit, opening }: FieldProps) {
  const { baseline } = outcome;
  const done = (close: () => void) => (next: number) => {
    edit({ baseline: next });
    close();
  };
  return (
    <FieldChip
      opening={opening}
      isOpen={isOpen}
      isMissing={baseline === null}
      editor={(close) => <BaselineEditor outcome={outcome} unit={unit} onDone={done(close)} />}
    >
      {baseline === null ? 'Baseline' : 'from '}
      {baseline !== null && <b>{formatValue(baseline, unit)}</b>}
    </FieldChip>
  );
}

function TargetChip({ outcome, unit, isOpen, edit, opening }: FieldProps) {
  const { target } = outcome;
  const done = (close: () => void) => (next: OutcomeTarget) => {
    edit({ target: next });
    close();
  };
  return (
    <FieldChip
      opening={opening}
      isOpen={isOpen}
      isMissing={target === null}
      editor={(close) => <TargetEditor target={target} unit={unit} onDone={done(close)} />}
    >
      {target === null ? 'Target' : <b>{targetWords(target, unit)}</b>}
    </FieldChip>
  );
}

function WindowChip({ outcome, isOpen, edit, opening }: FieldProps) {
  const { window } = outcome;
  const done = (close: () => void) => (days: number) => {
    edit({ window: { days, after: window?.after ?? 'launch' } });
    close();
  };
  return (
    <FieldChip
      opening={opening}
      isOpen={isOpen}
      isMissing={window === null}
      editor={(close) => <WindowEditor days={window?.days ?? 90} onDone={done(close)} />}
    >
      {window === null ? 'Window' : <b>{windowWords(window)}</b>}
    </FieldChip>
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
