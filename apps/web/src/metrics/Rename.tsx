import { Textarea, TextInput } from '@mantine/core';
import { updateMetric, type Metric } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { useForgetMetrics } from './use-metrics.ts';

const fields = [
  { key: 'name', label: 'Name' },
  { key: 'description', label: 'What it says, and what not' },
] as const;

type Text = Pick<Metric, 'name' | 'description'>;

/** Other words for the same measure; of two people who change them at once, neither loses a word. */
export function Rename({ metric }: { readonly metric: Metric }) {
  const { id, version, name, description } = metric;
  const params = { project: useProject().id, id };
  const [typed, setTyped] = useState<Text>();
  const saving = useMergedSave({
    fields,
    send: (given: Text, from) => call(updateMetric, { params, body: { ...given, version: from } }),
    onSaved: useForgetMetrics(),
  });
  if (typed === undefined) {
    return (
      <div>
        <Button size="small" onClick={() => setTyped({ name, description })}>
          Change its words
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
      <TextInput
        label="Name"
        description="What it measures stays as it is defined"
        required
        withAsterisk={false}
        minLength={2}
        maxLength={120}
        data-autofocus
        value={typed.name}
        onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
      />
      <Textarea
        label="What it says, and what not"
        autosize
        minRows={2}
        maxLength={1000}
        value={typed.description}
        onChange={(event) => setTyped({ ...typed, description: event.currentTarget.value })}
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
