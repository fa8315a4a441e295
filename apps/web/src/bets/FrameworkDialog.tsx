import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  createFramework,
  listEvidence,
  moveFramework,
  recordClarity,
  updateFramework,
  type Call,
  type Framework,
} from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { linesOf } from '../ui/merge.ts';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { nameOf } from '../ui/Verbatim.tsx';
import type { DialogProps } from './BetDialogs.tsx';
import { useCurrentFramework } from './SayCard.tsx';
import { useChange, useForgetBets } from './use-bets.ts';

type Given = Omit<Call<typeof createFramework>['body'], 'bet'>;
const fields = [
  { key: 'audience', label: 'Whom it speaks to' },
  { key: 'problem', label: 'Their problem' },
  { key: 'valueProposition', label: 'What it promises' },
  { key: 'message', label: 'Draft message' },
  { key: 'pillars', label: 'Pillars', isList: true },
  { key: 'proofPoints', label: 'Proof points', isList: true },
  { key: 'forbiddenWords', label: 'Forbidden words', isList: true },
] as const;

/** What customers will be told, written while the bet is shaped. */
export function FrameworkDialog({ bet, onClose }: DialogProps) {
  const current = useCurrentFramework(bet);
  const before = current?.state === 'draft' || current?.state === 'tested' ? current : null;
  return <FrameworkForm key={before?.id ?? 'new'} bet={bet} before={before} onClose={onClose} />;
}

type FormProps = DialogProps & { readonly before: Framework | null };

function FrameworkForm({ bet, before, onClose }: FormProps) {
  const { id: project } = useProject();
  const forget = useForgetBets();
  const form = useForm({ initialValues: valuesOf(before, bet.statement) });
  const saving = useMergedSave({
    fields,
    send: (given: Given, version) =>
      before === null
        ? call(createFramework, { params: { project }, body: { ...given, bet: bet.id } })
        : call(updateFramework, {
            params: { project, id: before.id },
            body: { ...given, version },
          }),
    onSaved: async () => {
      await forget();
      onClose();
    },
  });
  return (
    <FormDialog
      title="What we would say"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((values) => saving.save(givenOf(values), before?.version ?? 0))}
      size={640}
      error={null}
      isBusy={saving.isPending}
      send="Save the draft"
    >
      {texts.map(({ key, placeholder }) => (
        <Textarea
          key={key}
          label={labelOf(key)}
          placeholder={placeholder}
          autosize
          minRows={1}
          maxLength={2000}
          {...form.getInputProps(key)}
        />
      ))}
      <TakenFrom bet={bet} form={form} />
      {(['pillars', 'proofPoints', 'forbiddenWords'] as const).map((key) => (
        <Textarea
          key={key}
          label={`${labelOf(key)}, one a line`}
          autosize
          minRows={1}
          {...form.getInputProps(key)}
        />
      ))}
      {before?.state === 'tested' && (
        <p style={{ fontSize: 12 }}>
          Another text than the tested one is a draft again: ask people once more.
        </p>
      )}
      {saving.note}
    </FormDialog>
  );
}

type Form = ReturnType<typeof useForm<ReturnType<typeof valuesOf>>>;

/** Whose words the problem is: chosen from what rests under the need, they are taken over. */
function TakenFrom({ bet, form }: { readonly bet: DialogProps['bet']; readonly form: Form }) {
  const { id: project } = useProject();
  const asked = useQuery({
    ...answerTo(listEvidence, { params: { project, id: bet.opportunity ?? '' } }),
    enabled: bet.opportunity !== null,
  });
  const known = (asked.data?.items ?? []).filter(({ highlight }) => !highlight.isRedacted);
  const words = new Map(
    known.map(({ highlight, signal }) => [highlight.id, { highlight, signal }]),
  );
  if (words.size === 0) return null;
  return (
    <Select
      label="The problem in whose words"
      description="If they are taken away on request, the problem loses them too"
      placeholder="Ours"
      clearable
      searchable
      data={[...words].map(([value, { highlight, signal }]) => ({
        value,
        label: `“${highlight.text}” ${nameOf(signal)}`,
      }))}
      value={form.values.problemHighlight}
      onChange={(id) => {
        form.setFieldValue('problemHighlight', id);
        const taken = id === null ? undefined : words.get(id);
        if (taken !== undefined) form.setFieldValue('problem', taken.highlight.text);
      }}
    />
  );
}

const texts = [
  { key: 'audience', placeholder: 'Weekend hikers who own two pieces of gear or more' },
  { key: 'problem', placeholder: 'I waste too much time browsing' },
  { key: 'valueProposition', placeholder: 'The three things that go with what you own' },
  { key: 'message', placeholder: 'Just show me what I’ll love' },
] as const;

const labelOf = (key: (typeof fields)[number]['key']) =>
  fields.find((field) => field.key === key)?.label ?? key;

function valuesOf(before: Framework | null, statement: string | null) {
  return {
    audience: before?.audience ?? '',
    problem: before?.problem ?? statement ?? '',
    problemHighlight: before?.problemHighlight ?? null,
    valueProposition: before?.valueProposition ?? '',
    message: before?.message ?? '',
    pillars: (before?.pillars ?? []).join('\n'),
    proofPoints: (before?.proofPoints ?? []).join('\n'),
    forbiddenWords: (before?.forbiddenWords ?? []).join('\n'),
  };
}

const givenOf = ({
  pillars,
  proofPoints,
  forbiddenWords,
  ...rest
}: ReturnType<typeof valuesOf>): Given => ({
  ...rest,
  pillars: linesOf(pillars),
  proofPoints: linesOf(proofPoints),
  forbiddenWords: linesOf(forbiddenWords),
});

/** What people who read the draft said of it; with it the draft counts as tested. */
export function ClarityDialog({ bet, onClose }: DialogProps) {
  const { id: project } = useProject();
  const story = useCurrentFramework(bet);
  const form = useForm({ initialValues: { score: 4, people: 5, note: '' } });
  const storing = useChange(async (given: { score: number; people: number; note: string }) => {
    if (story === null) return;
    const params = { project, id: story.id };
    const { version } = await call(recordClarity, {
      params,
      body: { ...given, version: story.version },
    });
    await call(moveFramework, { params, body: { version, move: 'test' } });
  }, onClose);
  return (
    <FormDialog
      title="Was it clear?"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((values) => storing.mutate(values))}
      error={storing.error}
      isBusy={storing.isPending}
      send="Store and call it tested"
    >
      <NumberInput
        label="Mean clarity, 1 unclear to 5 clear"
        min={1}
        max={5}
        step={0.1}
        decimalScale={1}
        required
        withAsterisk={false}
        {...form.getInputProps('score')}
      />
      <NumberInput
        label="People who answered"
        min={1}
        allowDecimal={false}
        required
        withAsterisk={false}
        {...form.getInputProps('people')}
      />
      <TextInput label="How they were asked" maxLength={1000} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
