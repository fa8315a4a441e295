import { NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Experiment } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import css from './experiments.module.css';
import { useChangeExperiment, useForgetExperiments } from './use-experiments.ts';

type Props = { readonly experiment: Experiment; readonly onClose: () => void };

/** A new version of a frozen plan, with its reason; the one before stays as it was. */
export function ChangePlan({ experiment, onClose }: Props) {
  const { plan, version } = experiment;
  const change = useChangeExperiment(experiment);
  const forget = useForgetExperiments();
  const form = useForm({
    initialValues: {
      people: plan.people ?? 0,
      days: plan.days ?? 0,
      percent: (plan.minimumEffect ?? 0) * 100,
      reason: '',
    },
  });
  const saving = useMutation({
    mutationFn: ({ people, days, percent, reason }: typeof form.values) =>
      change({
        version,
        plan: { ...plan, people, days, minimumEffect: percent / 100 },
        reason,
      }),
    onSuccess: async () => {
      await forget();
      onClose();
    },
  });
  return (
    <FormDialog
      title="Change the frozen plan"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      error={saving.error}
      isBusy={saving.isPending}
      send="Save as a new version"
    >
      <p className={`${layout['small']} ${layout['ink2']}`}>
        Version {experiment.planVersion} stays as it was, and the result says that the plan was
        changed, when and why. Who is in which arm cannot be changed.
      </p>
      <div className={css['pair']}>
        <NumberInput label="People, over all arms" min={4} {...form.getInputProps('people')} />
        <NumberInput label="Days" min={1} max={366} {...form.getInputProps('days')} />
        <NumberInput
          label="Smallest effect, %"
          min={0.1}
          max={1000}
          {...form.getInputProps('percent')}
        />
      </div>
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        minLength={3}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
