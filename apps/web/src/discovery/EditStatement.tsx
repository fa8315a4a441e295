import { Textarea } from '@mantine/core';
import { updateOpportunity, type Opportunity } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { useMergedSave } from '../ui/use-merged-save.tsx';

const fields = [{ key: 'statement', label: 'What they would say' }] as const;

/** Another wording of the need; of two people who change it at once, neither loses a word. */
export function EditStatement({ opportunity }: { readonly opportunity: Opportunity }) {
  const { id, version, statement } = opportunity;
  const params = { project: useProject().id, id };
  const [typed, setTyped] = useState<string>();
  const saving = useMergedSave({
    fields,
    send: (given: { statement: string }, from) =>
      call(updateOpportunity, { params, body: { ...given, version: from } }),
    onSaved: useForgetEvidence(),
  });
  if (typed === undefined) {
    return (
      <Button size="small" style={{ marginBottom: 14 }} onClick={() => setTyped(statement)}>
        Change the words
      </Button>
    );
  }
  return (
    <form
      className={layout['col']}
      style={{ marginBottom: 20 }}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save({ statement: typed }, version);
      }}
    >
      <Textarea
        label="What they would say"
        description="Other words are another need: signatures given while exploring count no longer"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={300}
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
