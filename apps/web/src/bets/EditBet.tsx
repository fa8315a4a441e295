import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { updateBet, type BetPage, type Call } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useOutcomes } from '../outcomes/use-outcomes.ts';
import { usePods } from '../pods/use-pods.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { linesOf } from '../ui/merge.ts';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import type { DialogProps } from './BetDialogs.tsx';
import { useForgetBets, usePath } from './use-bets.ts';

type Given = Omit<Call<typeof updateBet>['body'], 'version'>;
const fields = [
  { key: 'title', label: 'What you would do' },
  { key: 'hypothesis', label: 'Hypothesis' },
  { key: 'assumptions', label: 'Assumptions', isList: true },
] as const;

/** Title, need, outcome, pod and what is believed. */
export function EditBet({ bet, onClose }: DialogProps) {
  const params = usePath(bet);
  const forget = useForgetBets();
  const form = useForm({ initialValues: valuesOf(bet) });
  const saving = useMergedSave({
    fields,
    send: (given: Given, version) => call(updateBet, { params, body: { ...given, version } }),
    onSaved: async () => {
      await forget();
      onClose();
    },
  });
  return (
    <FormDialog
      title="The bet"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit(({ assumptions, appetiteDays, ...rest }) =>
        saving.save(
          {
            ...rest,
            assumptions: linesOf(assumptions),
            appetiteDays: typeof appetiteDays === 'number' ? appetiteDays : null,
          },
          bet.version,
        ),
      )}
      size={560}
      error={null}
      isBusy={saving.isPending}
      send="Save"
    >
      <Texts bet={bet} form={form} />
      {saving.note}
    </FormDialog>
  );
}

type Form = ReturnType<typeof useForm<ReturnType<typeof valuesOf>>>;
type PartProps = { readonly bet: BetPage; readonly form: Form };

function Texts({ bet, form }: PartProps) {
  return (
    <>
      <TextInput
        label="What you would do"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={120}
        {...form.getInputProps('title')}
      />
      <Bound bet={bet} form={form} />
      <NumberInput
        label="Appetite, in days"
        description="How long it is worth, not how long it will take"
        min={1}
        max={365}
        allowDecimal={false}
        {...form.getInputProps('appetiteDays')}
      />
      <Textarea
        label="Hypothesis"
        placeholder="If we …, then …, because …"
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('hypothesis')}
      />
      <Textarea
        label="Assumptions, one a line"
        autosize
        minRows={2}
        {...form.getInputProps('assumptions')}
      />
    </>
  );
}

/** What the bet is tied to: fixed once it is ready, but for another agreed outcome. */
function Bound({ bet, form }: PartProps) {
  const needs = useOpportunities().data?.opportunities ?? [];
  const isBound = bet.state !== 'idea' && bet.state !== 'shaping';
  const why = isBound ? 'Stays as it was when the bet was ready' : undefined;
  return (
    <>
      <Select
        label="The need it is for"
        placeholder="Choose"
        description={why}
        disabled={isBound}
        searchable
        clearable
        data={needs.map(({ id, statement }) => ({ value: id, label: statement }))}
        {...form.getInputProps('opportunity')}
      />
      <OutcomeField form={form} />
      <PodField form={form} why={why} />
    </>
  );
}

function OutcomeField({ form }: Pick<PartProps, 'form'>) {
  const project = String(useProject().id);
  const outcomes = useOutcomes().data?.outcomes ?? [];
  const none = (
    <>
      No outcome yet:{' '}
      <Link
        to="/p/$project/outcomes"
        params={{ project }}
        search={{ new: 'yes' }}
        className={layout['link']}
      >
        write one
      </Link>
    </>
  );
  return (
    <Select
      label="The outcome to judge it by"
      placeholder={outcomes.length === 0 ? 'None yet' : 'Choose'}
      description={
        outcomes.length === 0 ? none : 'It must be signed by both sides before the bet is ready'
      }
      searchable
      clearable
      data={outcomes.map(({ id, sentence, state }) => ({
        value: id,
        label: `${sentence} (${state})`,
      }))}
      {...form.getInputProps('outcome')}
    />
  );
}

type PodProps = Pick<PartProps, 'form'> & {
  /** Why it can no longer be chosen. */
  readonly why: string | undefined;
};

function PodField({ form, why }: PodProps) {
  const project = String(useProject().id);
  const pods = usePods().data?.pods ?? [];
  const none = (
    <>
      No pod yet:{' '}
      <Link to="/p/$project/settings/pods" params={{ project }} className={layout['link']}>
        bring both sides together
      </Link>
    </>
  );
  return (
    <Select
      label="The pod"
      placeholder={pods.length === 0 ? 'None yet' : 'Choose'}
      description={
        pods.length === 0 ? none : (why ?? 'With somebody from product and from marketing')
      }
      disabled={why !== undefined}
      clearable
      data={pods.map(({ id, name }) => ({ value: id, label: name }))}
      {...form.getInputProps('pod')}
    />
  );
}

function valuesOf(bet: BetPage) {
  const { title, opportunity, outcome, pod, hypothesis } = bet;
  return {
    title,
    opportunity,
    outcome,
    pod,
    hypothesis,
    appetiteDays: (bet.appetiteDays ?? '') as number | string,
    assumptions: bet.assumptions.join('\n'),
  };
}
