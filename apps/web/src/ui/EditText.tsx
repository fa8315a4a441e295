import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { Button } from './Button.tsx';
import layout from './layout.module.css';
import { useMergedSave } from './use-merged-save.tsx';

type Props<K extends string> = {
  /** The field of the record, as it is sent and as a conflict names it. */
  readonly field: K;
  readonly text: string;
  readonly version: number;
  /** What the button says that opens it. */
  readonly open: string;
  readonly label: string;
  readonly description: string;
  readonly maxLength: number;
  readonly send: (given: Readonly<Record<K, string>>, version: number) => Promise<unknown>;
  readonly onSaved: () => unknown;
};

/** Another wording of one text of a record; of two who change it at once, neither loses a word. */
export function EditText<K extends string>(props: Props<K>) {
  const { field, text, version, open, label, description, maxLength, send, onSaved } = props;
  const [typed, setTyped] = useState<string>();
  const saving = useMergedSave({
    fields: [{ key: field, label }],
    send,
    onSaved: () => {
      setTyped(undefined);
      return onSaved();
    },
  });
  if (typed === undefined) {
    return (
      <div>
        <Button size="small" onClick={() => setTyped(text)}>
          {open}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={layout['col']}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save({ [field]: typed } as Record<K, string>, version);
      }}
    >
      <Textarea
        label={label}
        description={description}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={maxLength}
        autosize
        minRows={2}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {saving.note}
      <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
        <Button size="small" onClick={() => setTyped(undefined)}>
          Cancel
        </Button>
        <Button size="small" type="submit" disabled={saving.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
