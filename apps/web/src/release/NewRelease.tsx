import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { createRelease, type Flag } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useBets } from '../bets/use-bets.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Rings } from './RingFields.tsx';
import { ringOf, startingRings, type RingDraft } from './rings.ts';
import { useForgetReleases } from './use-release.ts';

type Props = { readonly flag: Flag; readonly isOpen: boolean; readonly onClose: () => void };
type Values = {
  name: string;
  variant: string;
  bet: string | null;
  opportunities: string[];
  rings: readonly RingDraft[];
};

/** A plan of rings, from the few who asked for it to everybody. */
export function NewRelease({ flag, isOpen, onClose }: Props) {
  const form = useForm<Values>({
    initialValues: {
      name: flag.name,
      variant: flag.variants.find(({ key }) => key !== flag.fallback)?.key ?? 'on',
      bet: null,
      opportunities: [],
      rings: startingRings,
    },
  });
  const making = usePlan(flag);
  return (
    <FormDialog
      title={`Release ${flag.name} in rings`}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => making.mutate(values))}
      size={720}
      error={making.error}
      isBusy={making.isPending}
      send="Plan the release"
    >
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      {flag.kind === 'multivariate' && (
        <Select
          label="What those in a ring get"
          data={flag.variants.map(({ key }) => key)}
          {...form.getInputProps('variant')}
        />
      )}
      <WhatFor form={form} />
      <Rings rings={form.values.rings} onChange={(next) => form.setFieldValue('rings', next)} />
    </FormDialog>
  );
}

/** The bet that it carries, and who asked for it. */
function WhatFor({ form }: { readonly form: UseFormReturnType<Values> }) {
  const all = useOpportunities().data?.opportunities ?? [];
  return (
    <>
      <BetField
        value={form.values.bet}
        onPick={({ id, opportunity }) => {
          form.setFieldValue('bet', id);
          const known = form.values.opportunities;
          if (opportunity !== null && !known.includes(opportunity)) {
            form.setFieldValue('opportunities', [...known, opportunity]);
          }
        }}
      />
      <MultiSelect
        label="Whose askers are told"
        description="Everybody who asked for one of these hears of it, once it is on for them"
        placeholder={form.values.opportunities.length === 0 ? 'No opportunity chosen' : ''}
        searchable
        data={all.map(({ id, statement }) => ({ value: id, label: statement }))}
        {...form.getInputProps('opportunities')}
      />
    </>
  );
}

type BetProps = {
  readonly value: string | null;
  readonly onPick: (bet: {
    readonly id: string | null;
    readonly opportunity: string | null;
  }) => void;
};

/** Which open bet it carries: there what is missing for its launch is then found. */
function BetField({ value, onPick }: BetProps) {
  const bets = (useBets().data?.bets ?? []).filter(
    ({ state }) => state !== 'concluded' && state !== 'killed',
  );
  if (bets.length === 0) return null;
  return (
    <Select
      label="Of which bet"
      description="The bet can then launch, and its opportunity counts as addressed once this is on for everybody"
      placeholder="None"
      clearable
      searchable
      data={bets.map(({ id, number, title }) => ({ value: id, label: `B-${number} ${title}` }))}
      value={value}
      onChange={(id) => onPick(bets.find((one) => one.id === id) ?? nothing)}
    />
  );
}
const nothing = { id: null, opportunity: null };

function usePlan(flag: Flag) {
  const project = useProject().id;
  const forget = useForgetReleases();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ rings, bet, ...values }: Values) =>
      call(createRelease, {
        params: { project },
        body: { ...values, ...(bet && { bet }), flag: flag.id, rings: rings.map(ringOf) },
      }),
    onSuccess: async ({ id }) => {
      await forget();
      const params = { project: String(project), release: id };
      await navigate({ to: '/p/$project/ship/$release', params, search: {} });
    },
  });
}
