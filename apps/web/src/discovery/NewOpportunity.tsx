import { Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { createOpportunity, type Opportunity } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';

type Props = {
  readonly isOpen: boolean;
  readonly all: readonly Opportunity[];
  /** With the id of the one that was made. */
  readonly onClose: (id?: string) => void;
};

export function NewOpportunity({ isOpen, all, onClose }: Props) {
  const params = { project: useProject().id };
  const forget = useForgetEvidence();
  const form = useForm({ initialValues: { statement: '', parent: null as string | null } });
  const making = useMutation({
    mutationFn: (body: { statement: string; parent: string | null }) =>
      call(createOpportunity, { params, body }),
    onSuccess: async ({ id }) => {
      await forget();
      form.reset();
      onClose(id);
    },
  });
  return (
    <FormDialog
      title="A need, in customers’ words"
      isOpen={isOpen}
      onClose={() => onClose()}
      onSubmit={form.onSubmit((values) => making.mutate(values))}
      error={making.error}
      isBusy={making.isPending}
      send="Create"
    >
      <Textarea
        label="What they would say"
        placeholder="I waste time finding what goes together"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={300}
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('statement')}
      />
      {all.length > 0 && (
        <Select
          label="Part of"
          placeholder="Nothing larger"
          clearable
          searchable
          data={all.map(({ id, statement }) => ({ value: id, label: statement }))}
          {...form.getInputProps('parent')}
        />
      )}
    </FormDialog>
  );
}
