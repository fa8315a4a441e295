import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from './Button.tsx';
import layout from './layout.module.css';
import { useMergedSave } from './use-merged-save.tsx';

type Field<K extends string> = {
  /** Of the record, as it is sent and as a conflict names it. */
  readonly key: K;
  readonly label: string;
  readonly description?: string;
  /** One that may be left empty has none. */
  readonly minLength?: number;
  readonly maxLength: number;
  /** A name rather than a text. */
  readonly isLine?: boolean;
};

type Props<K extends string> = {
  readonly fields: readonly Field<K>[];
  readonly texts: Readonly<Record<K, string>>;
  readonly version: number;
  /** What the button says that opens it. */
  readonly open: string;
  readonly send: (given: Readonly<Record<K, string>>, version: number) => Promise<unknown>;
  readonly onSaved: () => unknown;
};

/** Another wording of a record's texts; of two who change them at once, neither loses a word. */
export function EditText<K extends string>(props: Props<K>) {
  const { fields, texts, version, open, send, onSaved } = props;
  const [typed, setTyped] = useState<Readonly<Record<K, string>>>();
  const saving = useMergedSave({
    fields,
    send,
    onSaved: () => {
      setTyped(undefined);
      return onSaved();
    },
  });
  if (typed === undefined) {
    return (
      <div>
        <Button size="small" onClick={() => setTyped(texts)}>
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
        saving.save(typed, version);
      }}
    >
      {fields.map(({ key, isLine = false, minLength = 0, ...shown }) => {
        const field = {
          ...shown,
          required: minLength > 0,
          withAsterisk: false,
          minLength,
          value: typed[key],
          onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
            setTyped({ ...typed, [key]: event.currentTarget.value }),
        };
        return isLine ? (
          <TextInput key={key} {...field} />
        ) : (
          <Textarea key={key} {...field} autosize minRows={2} />
        );
      })}
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
