import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { toast } from '../ui/toast.ts';
import { wordsOf } from '../ui/trouble.ts';
import { nextSaying } from './brief-words.ts';
import type { BriefWhole } from './BriefPage.tsx';
import { useAcknowledge } from './use-alignment.ts';

/** What this reader says next: that they agree, what they will do, that it is done. */
export function SayIt({ brief }: { readonly brief: BriefWhole }) {
  const next = nextSaying(brief, useMe().user.id);
  const saying = useAcknowledge(brief.id);
  const [isCommitting, commit] = useState(false);
  const [commitment, setCommitment] = useState('');
  if (next === undefined || brief.sent === null || brief.hasChanges) return null;
  const text = brief.sent.number;
  const { move } = next;
  const say = () =>
    saying.mutate({ move, text }, { onError: (error) => void toast(wordsOf(error)) });
  return (
    <>
      <Button
        kind="main"
        disabled={saying.isPending}
        onClick={() => (move === 'commit' ? commit(true) : say())}
      >
        {next.words}
      </Button>
      <FormDialog
        title="What will you do?"
        isOpen={isCommitting}
        onClose={() => commit(false)}
        onSubmit={(event) => {
          event.preventDefault();
          saying.mutate({ move, text, commitment }, { onSuccess: () => commit(false) });
        }}
        error={saying.error}
        isBusy={saying.isPending}
        send="Commit"
      >
        <TextInput
          label="In a sentence"
          placeholder="The deck says it from Friday"
          required
          withAsterisk={false}
          minLength={3}
          maxLength={500}
          data-autofocus
          value={commitment}
          onChange={(event) => setCommitment(event.currentTarget.value)}
        />
      </FormDialog>
    </>
  );
}
