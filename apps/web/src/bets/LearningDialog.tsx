import { Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { causalLabels, decideBet, verdicts, writeLearning, type Call } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { useExperiments } from '../experiments/use-experiments.ts';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import type { DialogProps } from './BetDialogs.tsx';
import { EvidencePicker } from './EvidencePicker.tsx';
import { useChange, useForgetBets, usePath } from './use-bets.ts';
import { verdictWords } from './words.ts';

type Given = Omit<Call<typeof writeLearning>['body'], 'version'>;
const fields = [
  { key: 'believed', label: 'What we believed' },
  { key: 'happened', label: 'What happened' },
  { key: 'statement', label: 'What the next bet should know' },
] as const;
const labels = {
  randomised: 'Randomised: chance assigned who got it',
  'quasi-experiment': 'Quasi-experiment: a rule or a date did',
  observational: 'Observational: they chose, or it is before against after',
} as const;

/** What was believed, what happened, and the sentence that the next bet will have to read. */
export function LearningDialog({ bet, onClose }: DialogProps) {
  const params = usePath(bet);
  const forget = useForgetBets();
  const before = bet.learning;
  const form = useForm({ initialValues: valuesOf(bet) });
  const tests = useTestsOf(bet);
  const restsOn = [...resultsOf(bet), ...tests];
  const saving = useMergedSave({
    fields,
    send: (given: Given, version) => call(writeLearning, { params, body: { ...given, version } }),
    onSaved: async () => {
      await forget();
      onClose();
    },
  });
  return (
    <FormDialog
      title="What it taught"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        saving.save({ ...values, restsOn }, before?.version ?? 0),
      )}
      size={640}
      error={null}
      isBusy={saving.isPending}
      send="Save the learning"
    >
      {fields.map(({ key, label }) => (
        <Textarea
          key={key}
          label={label}
          required
          withAsterisk={false}
          minLength={3}
          maxLength={key === 'statement' ? 500 : 2000}
          autosize
          minRows={2}
          {...form.getInputProps(key)}
        />
      ))}
      <Select
        label="How the compared groups came about"
        description={
          tests.length === 0
            ? 'Only randomised may be worded as caused, and no experiment of this bet has begun'
            : 'Only randomised may be worded as caused'
        }
        data={causalLabels.map((value) => ({
          value,
          label: labels[value],
          disabled: value === 'randomised' && tests.length === 0,
        }))}
        {...form.getInputProps('label')}
      />
      {before !== null && <EvidencePicker bet={bet} to={{ kind: 'learning', id: before.id }} />}
      {saving.note}
    </FormDialog>
  );
}

const valuesOf = ({ learning: before, hypothesis }: DialogProps['bet']) => ({
  believed: before?.believed ?? hypothesis,
  happened: before?.happened ?? '',
  statement: before?.statement ?? '',
  label: before?.label ?? 'observational',
});

/** What it rested on before, else the outcome that the bet is judged by. */
const resultsOf = ({ outcome, learning }: DialogProps['bet']) =>
  learning?.restsOn.filter(({ kind }) => kind === 'outcome') ??
  (outcome === null ? [] : [{ kind: 'outcome' as const, id: outcome }]);

/** The experiments of the bet that have begun: a learning rests on all of them. */
function useTestsOf({ id, learning }: DialogProps['bet']) {
  const asked = useExperiments().data?.experiments ?? [];
  const begun = asked.filter(({ bet, startedAt }) => bet === id && startedAt !== null);
  const before = learning?.restsOn.filter(({ kind }) => kind === 'experiment') ?? [];
  const ids = [...new Set([...before.map((one) => one.id), ...begun.map((one) => one.id)])];
  return ids.map((test) => ({ kind: 'experiment' as const, id: test }));
}

/** Scale, iterate or stop; signed afterwards by both sides. */
export function VerdictDialog({ bet, onClose }: DialogProps) {
  const params = usePath(bet);
  const [verdict, setVerdict] = useState(bet.verdict ?? 'iterate');
  const deciding = useChange(
    () => call(decideBet, { params, body: { version: bet.version, verdict } }),
    onClose,
  );
  return (
    <FormDialog
      title="How it ends"
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        deciding.mutate();
      }}
      error={deciding.error}
      isBusy={deciding.isPending}
      send="Name the verdict"
    >
      <Choice
        label="Verdict"
        value={verdict}
        options={verdicts.map((one) => [one, verdictWords[one][0]] as const)}
        onChange={setVerdict}
      />
      <p className={layout['small']}>
        {verdictWords[verdict][0]}: {verdictWords[verdict][1]}.
      </p>
    </FormDialog>
  );
}
