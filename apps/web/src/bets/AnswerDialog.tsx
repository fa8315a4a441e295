import { Textarea } from '@mantine/core';
import { answerBetQuestion, type BetQuestion } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import type { DialogProps } from './BetDialogs.tsx';
import { EvidencePicker } from './EvidencePicker.tsx';
import { useForgetBets, usePath } from './use-bets.ts';

const fields = [{ key: 'answer', label: 'Answer' }] as const;

/** One of the two questions before building: an answer, and the words that say so. */
export function AnswerDialog({
  bet,
  question,
  onClose,
}: DialogProps & { readonly question: BetQuestion }) {
  const params = { ...usePath(bet), question: question.name };
  const forget = useForgetBets();
  const [answer, setAnswer] = useState(question.answer);
  const saving = useMergedSave({
    fields,
    send: (given: { answer: string }, version) =>
      call(answerBetQuestion, { params, body: { ...given, version } }),
    onSaved: async () => {
      await forget();
      onClose();
    },
  });
  return (
    <FormDialog
      title={question.asks}
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save({ answer }, question.version);
      }}
      size={640}
      error={null}
      isBusy={saving.isPending}
      send="Save the answer"
    >
      <Textarea
        label="Answer"
        autosize
        minRows={3}
        maxLength={4000}
        data-autofocus
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <EvidencePicker bet={bet} to={{ kind: 'bet_question', id: question.id }} />
      {saving.note}
    </FormDialog>
  );
}
