import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { createExperiment } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useFlags } from '../release/use-release.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { useForgetExperiments } from './use-experiments.ts';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** A name and a flag; all else is filled in on the page of the draft. */
export function NewExperiment({ isOpen, onClose }: Props) {
  const project = useProject().id;
  const flags = (useFlags().data?.flags ?? []).filter(({ archivedAt }) => archivedAt === null);
  const forget = useForgetExperiments();
  const navigate = useNavigate();
  const form = useForm({ initialValues: { name: '', flag: '' } });
  const making = useMutation({
    mutationFn: (body: { readonly name: string; readonly flag: string }) =>
      call(createExperiment, { params: { project }, body }),
    onSuccess: async ({ id }) => {
      await forget();
      const params = { project: String(project), experiment: id };
      await navigate({ to: '/p/$project/experiments/$experiment', params, search: {} });
    },
  });
  const flag = form.values.flag || flags[0]?.id || '';
  return (
    <FormDialog
      title="New experiment"
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={form.onSubmit(({ name }) => making.mutate({ name, flag }))}
      error={making.error}
      isBusy={making.isPending || flag === ''}
      send="Draft it"
    >
      <TextInput
        label="What is tested"
        placeholder="Recommendations on and off"
        required
        withAsterisk={false}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      {flags.length > 0 ? (
        <Select
          label="The flag whose variants are compared"
          searchable
          data={flags.map(({ id, name, key }) => ({ value: id, label: `${name} (${key})` }))}
          value={flag}
          onChange={(next) => form.setFieldValue('flag', next ?? '')}
        />
      ) : (
        <p className={layout['small']}>
          There is no flag yet: chance needs one to decide over.{' '}
          <Link
            to="/p/$project/ship"
            params={{ project: String(project) }}
            search={{ new: 'yes' }}
            className={layout['link']}
          >
            Create a flag
          </Link>
        </p>
      )}
    </FormDialog>
  );
}
