import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useToday } from '../insights/use-question.ts';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import type { SprintWhole } from './SprintPage.tsx';
import { useAddInterview } from './use-sprints.ts';

type Props = {
  readonly sprint: SprintWhole;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};
const kinds = [
  ['customer', 'Customer'],
  ['prospect', 'Prospect'],
  ['outsider', 'Outsider'],
] as const;
type Values = {
  name: string;
  kind: (typeof kinds)[number][0];
  day: string;
  transcript: string;
  mayQuote: boolean;
  mayContact: boolean;
};

/** Who was heard, and what they told word for word. */
export function NewInterview({ sprint, isOpen, onClose }: Props) {
  const today = useToday();
  const adding = useAddInterview(sprint.id);
  const form = useForm<Values>({
    initialValues: {
      name: '',
      kind: 'customer',
      day: today,
      transcript: '',
      mayQuote: false,
      mayContact: false,
    },
  });
  const save = form.onSubmit(({ transcript, ...values }) =>
    adding.mutate(
      { ...values, ...(transcript.trim() !== '' && { transcript }) },
      {
        onSuccess: () => {
          form.reset();
          onClose();
        },
      },
    ),
  );
  return (
    <FormDialog
      title="An interview was held"
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={save}
      size={560}
      error={adding.error}
      isBusy={adding.isPending}
      send="Add"
    >
      <Fields form={form} />
    </FormDialog>
  );
}

function Fields({ form }: { readonly form: UseFormReturnType<Values> }) {
  return (
    <>
      <div className={layout['row']} style={{ alignItems: 'flex-end' }}>
        <TextInput
          label="With whom"
          required
          withAsterisk={false}
          data-autofocus
          style={{ flex: 1 }}
          {...form.getInputProps('name')}
        />
        <TextInput
          type="date"
          label="On"
          required
          withAsterisk={false}
          {...form.getInputProps('day')}
        />
      </div>
      <Choice
        label="Kind"
        value={form.values.kind}
        options={kinds}
        onChange={(kind) => form.setFieldValue('kind', kind)}
      />
      <Textarea
        label="Word for word"
        description="It becomes a signal: read it beside, and highlight what matters"
        autosize
        minRows={6}
        maxRows={16}
        maxLength={50_000}
        {...form.getInputProps('transcript')}
      />
      <Checkbox label="May be quoted" {...form.getInputProps('mayQuote', { type: 'checkbox' })} />
      <Checkbox
        label="Wants to be told what comes of it"
        {...form.getInputProps('mayContact', { type: 'checkbox' })}
      />
    </>
  );
}
