import { Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { createSprint } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useToday } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { addDays, daysBetween } from '../ui/when.ts';
import { useForgetSprints } from './use-sprints.ts';

type Props = {
  readonly isOpen: boolean;
  /** The need that it is to explore, where it is planned from one. */
  readonly need: string | undefined;
  /** Who has gone longest without a sprint. */
  readonly engineer: { readonly name: string } | null;
  readonly onClose: () => void;
};
type Values = {
  name: string;
  from: string;
  to: string;
  lengthReason: string;
  opportunity: string | null;
};

export function NewSprint({ isOpen, need, engineer, onClose }: Props) {
  const today = useToday();
  const form = useForm<Values>({
    initialValues: {
      name: '',
      from: today,
      to: addDays(today, 17),
      lengthReason: '',
      opportunity: need ?? null,
    },
  });
  const planning = usePlan();
  return (
    <FormDialog
      title="New discovery sprint"
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => planning.mutate(values))}
      error={planning.error}
      isBusy={planning.isPending}
      send="Plan"
    >
      <Fields form={form} />
      {engineer !== null && (
        <p className={layout['meta']}>
          {engineer.name} has gone longest without a sprint: it is their turn.
        </p>
      )}
    </FormDialog>
  );
}

function Fields({ form }: { readonly form: UseFormReturnType<Values> }) {
  const all = useOpportunities().data?.opportunities ?? [];
  const { from, to } = form.values;
  const days = from && to ? daysBetween(from, to) + 1 : 0;
  const isUnusual = days > 0 && (days < 14 || days > 21);
  return (
    <>
      <TextInput
        label="What you want to understand"
        placeholder="How people find what goes together"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <div className={layout['row']}>
        <TextInput
          type="date"
          label="From"
          required
          withAsterisk={false}
          style={{ flex: 1 }}
          {...form.getInputProps('from')}
        />
        <TextInput
          type="date"
          label="To"
          required
          withAsterisk={false}
          style={{ flex: 1 }}
          {...form.getInputProps('to')}
        />
      </div>
      {isUnusual && (
        <TextInput
          label={`${formatPlural(days, 'day', 'days')}, where 14 to 21 are usual. Why?`}
          required
          withAsterisk={false}
          minLength={3}
          {...form.getInputProps('lengthReason')}
        />
      )}
      {all.length > 0 && (
        <Select
          label="The need that is explored"
          placeholder="None named yet"
          clearable
          searchable
          data={all.map(({ id, statement }) => ({ value: id, label: statement }))}
          {...form.getInputProps('opportunity')}
        />
      )}
    </>
  );
}

function usePlan() {
  const project = useProject().id;
  const forget = useForgetSprints();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ lengthReason, opportunity, ...values }: Values) =>
      call(createSprint, {
        params: { project },
        body: {
          ...values,
          ...(lengthReason !== '' && { lengthReason }),
          ...(opportunity !== null && { opportunity }),
        },
      }),
    onSuccess: async ({ id }) => {
      await forget();
      const params = { project: String(project), sprint: id };
      await navigate({ to: '/p/$project/discovery/$sprint', params, search: {} });
    },
  });
}
