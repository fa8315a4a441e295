import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import type { ChangelogEntry } from '@tandem/contract';
import { useState } from 'react';
import { useFlags } from '../release/use-release.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { EntryPreview } from './Preview.tsx';
import {
  useForgetEngage,
  useMoveEntry,
  useNewEntry,
  useSendEntry,
  type EntryText,
} from './use-engage.ts';
import { kindNames, stateNames } from './words.ts';
import css from './engage.module.css';

type Props = {
  /** Undefined: a new one. */
  readonly entry: ChangelogEntry | undefined;
  readonly onClose: () => void;
};
type Values = Omit<EntryText, 'holdout'> & { readonly heldOutPercent: number };

export function EntryEditor({ entry, onClose }: Props) {
  const form = useForm<Values>({
    initialValues: {
      kind: entry?.kind ?? 'new',
      title: entry?.title ?? '',
      text: entry?.text ?? '',
      flag: entry?.flag ?? null,
      heldOutPercent: Math.round((entry?.holdout ?? 0) * 100),
    },
  });
  const making = useNewEntry();
  const forget = useForgetEngage();
  const saved = async () => {
    await forget();
    void toast('Saved');
    onClose();
  };
  const saving = useMergedSave<EntryText, ChangelogEntry>({
    fields: [
      { key: 'title', label: 'Title' },
      { key: 'text', label: 'Text' },
    ],
    send: useSendEntry(entry?.id ?? ''),
    onSaved: saved,
  });
  const send = ({ heldOutPercent, ...text }: Values) => {
    const given = { ...text, holdout: heldOutPercent / 100 };
    if (entry === undefined) making.mutate(given, { onSuccess: () => void saved() });
    else saving.save(given, entry.version);
  };
  return (
    <FormDialog
      title={entry === undefined ? 'New entry' : 'Entry'}
      isOpen
      size={860}
      onClose={onClose}
      onSubmit={form.onSubmit(send)}
      error={making.error}
      isBusy={making.isPending || saving.isPending}
      send={entry === undefined ? 'Save as draft' : 'Save'}
    >
      {entry !== undefined && <Publishing entry={entry} onMoved={onClose} />}
      <div className={css['editor']}>
        <Fields form={form} />
        <EntryPreview {...form.values} />
      </div>
      {saving.note}
    </FormDialog>
  );
}

const kinds = Object.entries(kindNames) as [ChangelogEntry['kind'], string][];

function Fields({ form }: { readonly form: UseFormReturnType<Values> }) {
  const flags = useFlags().data?.flags ?? [];
  return (
    <div className={layout['col']} style={{ gap: 12 }}>
      <Choice
        label="Kind"
        value={form.values.kind}
        options={kinds}
        onChange={(kind) => form.setFieldValue('kind', kind)}
      />
      <TextInput
        label="Title"
        placeholder="Picks for your trip"
        required
        withAsterisk={false}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Textarea
        label="Text"
        placeholder="What it is, for whom, and what to do."
        required
        withAsterisk={false}
        maxLength={5000}
        autosize
        minRows={4}
        maxRows={12}
        {...form.getInputProps('text')}
      />
      <Select
        label="For whom"
        description="Only people for whom the flag is on are told of what is behind it"
        placeholder="Everybody"
        clearable
        data={flags
          .filter(({ archivedAt }) => archivedAt === null)
          .map(({ id, key }) => ({ value: id, label: `Where ${key} is on` }))}
        {...form.getInputProps('flag')}
      />
      <NumberInput
        label="Held out, percent"
        description="They never get it, to compare with"
        min={0}
        max={50}
        allowDecimal={false}
        {...form.getInputProps('heldOutPercent')}
      />
    </div>
  );
}

type PublishingProps = { readonly entry: ChangelogEntry; readonly onMoved: () => void };

/** Out to people, or taken back with a reason. */
function Publishing({ entry, onMoved }: PublishingProps) {
  const moving = useMoveEntry(entry);
  const [reason, setReason] = useState<string>();
  const { state } = entry;
  const done = (words: string) => ({
    onSuccess: () => {
      void toast(words);
      onMoved();
    },
  });
  return (
    <div className={layout['col']}>
      <div className={`${layout['row']} ${layout['wrap']}`}>
        <Tag tone={state === 'published' ? 'support' : 'line'}>{stateNames[state]}</Tag>
        <span className={layout['meta']}>version {entry.version}</span>
        <span className={layout['push']} />
        {state === 'published' ? (
          <Button size="small" onClick={() => setReason('')}>
            Withdraw
          </Button>
        ) : (
          <Button
            size="small"
            disabled={moving.isPending}
            onClick={() => moving.mutate({ move: 'publish' }, done('Published'))}
          >
            Publish
          </Button>
        )}
      </div>
      {reason !== undefined && (
        <div className={layout['row']} style={{ alignItems: 'flex-end' }}>
          <TextInput
            label="Why it is withdrawn"
            style={{ flex: 1 }}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            kind="danger"
            disabled={moving.isPending}
            onClick={() => moving.mutate({ move: 'withdraw', reason }, done('Withdrawn'))}
          >
            Withdraw
          </Button>
        </div>
      )}
      {moving.isError && <TroubleNote error={moving.error} />}
    </div>
  );
}
