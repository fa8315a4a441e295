import { Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { betKinds, createBet, type Bet, type Outcome } from '@tandem/contract';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useOutcomes } from '../outcomes/use-outcomes.ts';
import { isClosed } from '../outcomes/states.ts';
import { useProject } from '../shell/session.ts';
import { capitalised } from '../ui/format.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useChange } from './use-bets.ts';
import { kindWords } from './words.ts';

type Props = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The opportunity from which it is proposed. */
  readonly need: string | undefined;
  /** The outcome that it is to move, where it is proposed from one. */
  readonly outcome: string | undefined;
};
type Values = {
  title: string;
  opportunity: string | null;
  outcome: string | null;
  kind: Bet['kind'];
};

const mayBeMoved = (outcome: Outcome) => !isClosed(outcome) && outcome.state !== 'superseded';

/** A title and a need are enough to begin: everything else is asked for by the gates. */
export function NewBet({ isOpen, onClose, need, outcome }: Props) {
  const { id: project } = useProject();
  const navigate = useNavigate();
  const all = useOpportunities().data?.opportunities ?? [];
  const initialValues: Values = {
    title: '',
    opportunity: need ?? null,
    outcome: outcome ?? null,
    kind: 'flag',
  };
  const form = useForm<Values>({ initialValues });
  const making = useChange(
    (body: Values) => call(createBet, { params: { project }, body }),
    ({ id }) =>
      navigate({
        to: '/p/$project/bets/$bet',
        params: { project: String(project), bet: id },
        search: {},
      }),
  );
  return (
    <FormDialog
      title="A bet"
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => making.mutate(values))}
      error={making.error}
      isBusy={making.isPending}
      send="Propose"
    >
      <TextInput
        label="What you would do"
        placeholder="Show me what I’ll love"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Select
        label="The need it is for"
        placeholder={all.length === 0 ? 'No opportunity yet' : 'Choose'}
        description="In customers’ words"
        clearable
        searchable
        data={all.map(({ id, statement }) => ({ value: id, label: statement }))}
        {...form.getInputProps('opportunity')}
      />
      <OutcomeChoice form={form} />
      <Select
        label="What changes for people"
        data={betKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        {...form.getInputProps('kind')}
      />
    </FormDialog>
  );
}

/** Offered where there is one that may still be moved. */
function OutcomeChoice({ form }: { readonly form: UseFormReturnType<Values> }) {
  const outcomes = (useOutcomes().data?.outcomes ?? []).filter(mayBeMoved);
  if (outcomes.length === 0) return null;
  return (
    <Select
      label="The outcome it is to move"
      placeholder="Choose, now or later"
      clearable
      searchable
      data={outcomes.map(({ id, sentence }) => ({ value: id, label: capitalised(sentence) }))}
      {...form.getInputProps('outcome')}
    />
  );
}
