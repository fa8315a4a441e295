import { Textarea } from '@mantine/core';
import { updateOutcome, type Outcome } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { useForgetOutcomes } from './use-outcomes.ts';

const fields = [{ key: 'sentence', label: 'The outcome in one sentence' }] as const;

/** Another wording; of two people who change it at once, neither loses a word. */
export function EditSentence({ outcome }: { readonly outcome: Outcome }) {
  const { id, version, sentence } = outcome;
  const params = { project: useProject().id, id };
  const [typed, setTyped] = useState<string>();
  const forget = useForgetOutcomes();
  const saving = useMergedSave({
    fields,
    send: (given: { sentence: string }, from) =>
      call(updateOutcome, { params, body: { ...given, version: from } }),
    onSaved: () => {
      setTyped(undefined);
      return forget();
    },
  });
  if (typed === undefined) {
    return (
      <div>
        <Button size="small" onClick={() => setTyped(sentence)}>
          Change the sentence
        </Button>
      </div>
    );
  }
  return (
    <form
      className={layout['col']}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save({ sentence: typed }, version);
      }}
    >
      <Textarea
        label="The outcome in one sentence"
        description="The fields stay as they are; correct them by their chips"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={500}
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
