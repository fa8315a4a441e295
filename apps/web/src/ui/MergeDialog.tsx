import { Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import layout from './layout.module.css';
import css from './merge.module.css';
import type { Conflict, Difference } from './merge.ts';

type Props = {
  readonly conflict: Conflict;
  readonly isPending: boolean;
  readonly onSave: (chosen: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
};

/** Theirs and yours side by side for each field that differs; what is saved stands below and may be edited. */
export function MergeDialog({ conflict, isPending, onSave, onClose }: Props) {
  const { differences } = conflict;
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(differences.map(({ field, yours }) => [field.key, yours])),
  );
  const all = (side: 'theirs' | 'yours') =>
    setChosen(Object.fromEntries(differences.map((one) => [one.field.key, one[side]])));
  return (
    <Modal
      opened
      onClose={onClose}
      title="Somebody changed this meanwhile"
      size={680}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={layout['col']}
        style={{ gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          onSave(chosen);
        }}
      >
        <p className={cx(layout['small'], layout['ink2'])}>
          Nothing is lost: both texts are here. Choose one, or write what both of you mean.
        </p>
        <div className={layout['row']}>
          <Button size="small" onClick={() => all('theirs')}>
            Take theirs
          </Button>
          <Button size="small" onClick={() => all('yours')}>
            Take mine
          </Button>
        </div>
        {differences.map((difference) => (
          <MergeRow
            key={difference.field.key}
            difference={difference}
            text={chosen[difference.field.key] ?? ''}
            onText={(text) => setChosen({ ...chosen, [difference.field.key]: text })}
          />
        ))}
        <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Back to my text</Button>
          <Button kind="main" type="submit" disabled={isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type RowProps = {
  readonly difference: Difference;
  readonly text: string;
  readonly onText: (text: string) => void;
};

function MergeRow({ difference: { field, theirs, yours }, text, onText }: RowProps) {
  return (
    <fieldset className={css['row']}>
      <legend>{field.label}</legend>
      <div className={css['both']}>
        <Version title="Theirs, saved" text={theirs} isTaken={text === theirs} onTake={onText} />
        <Version title="Yours" text={yours} isTaken={text === yours} onTake={onText} />
      </div>
      <Textarea
        label="What is saved"
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </fieldset>
  );
}

type VersionProps = {
  readonly title: string;
  readonly text: string;
  readonly isTaken: boolean;
  readonly onTake: (text: string) => void;
};

function Version({ title, text, isTaken, onTake }: VersionProps) {
  return (
    <button
      type="button"
      className={cx(css['version'], isTaken && css['taken'])}
      aria-pressed={isTaken}
      onClick={() => onTake(text)}
    >
      <b>{title}</b>
      <span>{text === '' ? 'empty' : text}</span>
    </button>
  );
}
