import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import type { StepWords } from './atoms.ts';
import css from './chips.module.css';
import { EventInput } from './EventInput.tsx';
import { readSteps, writeSteps } from './questions.ts';
import { useWords } from './use-question.ts';
import { filterWords } from './words.ts';

/** Which steps, in order. */
export function StepsChip() {
  const [search, set] = useWords();
  const steps = readSteps(search['steps']);
  return (
    <Chip
      editor={(close) => (
        <StepsEditor
          steps={steps}
          onDone={(next) => {
            set({ steps: writeSteps(next), step: undefined, panel: undefined, of: undefined });
            close();
          }}
        />
      )}
    >
      {steps.length < 2 ? (
        <b>Choose the steps</b>
      ) : (
        <>
          <b>{steps.length} steps</b> in order
        </>
      )}
    </Chip>
  );
}

type Draft = StepWords & { readonly id: number };
type EditorProps = {
  readonly steps: readonly StepWords[];
  readonly onDone: (steps: readonly StepWords[]) => void;
};

export function StepsEditor({ steps, onDone }: EditorProps) {
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => draftsOf(steps));
  const chosen = drafts.filter(({ event }) => event !== '');
  const swap = (index: number, other: number) => {
    const [a, b] = [drafts[index], drafts[other]];
    if (a !== undefined && b !== undefined) setDrafts(drafts.with(index, b).with(other, a));
  };
  return (
    <form
      className={`${css['editor']} ${css['wide']}`}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(chosen);
      }}
    >
      {drafts.map((draft, index) => (
        <StepLine
          key={draft.id}
          draft={draft}
          index={index}
          isLast={index === drafts.length - 1}
          onEvent={(event) => setDrafts(drafts.with(index, { ...draft, event, filters: [] }))}
          onMove={(by) => swap(index, index + by)}
          onRemove={() => setDrafts(drafts.toSpliced(index, 1))}
        />
      ))}
      <div className={css['foot']} style={{ justifyContent: 'space-between' }}>
        <Button
          size="small"
          kind="ghost"
          icon={<IconPlus size={14} />}
          disabled={drafts.length >= 12}
          onClick={() => setDrafts([...drafts, emptyDraft(drafts)])}
        >
          Step
        </Button>
        <Button size="small" type="submit" disabled={chosen.length < 2}>
          {chosen.length < 2 ? `${2 - chosen.length} more to ask` : 'Ask'}
        </Button>
      </div>
    </form>
  );
}

type LineProps = {
  readonly draft: Draft;
  readonly index: number;
  readonly isLast: boolean;
  readonly onEvent: (event: string) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
};

function StepLine({ draft, index, isLast, onEvent, onMove, onRemove }: LineProps) {
  return (
    <div className={css['step']}>
      <span className={css['number']}>{index + 1}</span>
      <EventInput
        label={`Step ${index + 1}`}
        value={draft.event === '' ? null : draft.event}
        onChange={onEvent}
      />
      <span className={css['stepTools']}>
        <IconButton label="Earlier" disabled={index === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={14} />
        </IconButton>
        <IconButton label="Later" disabled={isLast} onClick={() => onMove(1)}>
          <IconArrowDown size={14} />
        </IconButton>
        <IconButton label="Remove step" onClick={onRemove}>
          <IconX size={14} />
        </IconButton>
      </span>
      {draft.filters.length > 0 && (
        <span className={css['note']} style={{ gridColumn: 2 }}>
          where {draft.filters.map(filterWords).join(' and ')}
        </span>
      )}
    </div>
  );
}

function draftsOf(steps: readonly StepWords[]): readonly Draft[] {
  const drafts = steps.map((step, id) => ({ ...step, id }));
  while (drafts.length < 2) drafts.push({ event: '', filters: [], id: drafts.length });
  return drafts;
}

function emptyDraft(drafts: readonly Draft[]): Draft {
  return { event: '', filters: [], id: Math.max(-1, ...drafts.map(({ id }) => id)) + 1 };
}
