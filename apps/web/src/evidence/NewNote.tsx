import { Autocomplete, Checkbox, Textarea } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { listPeople, noteKinds, type Call, type createNote } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { speakerLabel, speakerOf, speakerWords } from './speaker.ts';
import { useNote } from './use-evidence.ts';

type Note = Call<typeof createNote>['body'];
type Props = {
  readonly isOpen: boolean;
  /** Whose words they are, where the page is about somebody. */
  readonly speaker?: { readonly name: string; readonly distinctId: string | undefined };
  /** With the id of the signal that was made. */
  readonly onClose: (id?: string) => void;
};
const kinds = noteKinds.map((kind) => [kind, capitalised(kind)] as const);
const audiences = [
  ['customer', 'Customer'],
  ['prospect', 'Prospect'],
  ['internal', 'Colleague'],
] as const;
const fresh = {
  kind: 'call note' as Note['kind'],
  text: '',
  who: '',
  audience: 'customer' as NonNullable<Note['audience']>,
  mayQuote: false,
  mayContact: false,
};
type Form = UseFormReturnType<typeof fresh>;

/** What somebody said on the phone, in a ticket, in a survey: a signal in one step. */
export function NewNote({ isOpen, speaker, onClose }: Props) {
  const form = useForm({ initialValues: fresh });
  const known = useKnown(form.values.who, isOpen && speaker === undefined);
  const making = useNote();
  const save = form.onSubmit(({ who, ...note }) =>
    making.mutate(
      {
        ...note,
        ...(speaker?.distinctId === undefined
          ? speakerOf(speaker?.name ?? who, known)
          : { distinctId: speaker.distinctId }),
      },
      {
        onSuccess: ({ signal }) => {
          form.reset();
          onClose(signal.id);
        },
      },
    ),
  );
  return (
    <FormDialog
      title={speaker === undefined ? 'Note what somebody said' : `What ${speaker.name} said`}
      isOpen={isOpen}
      onClose={() => onClose()}
      onSubmit={save}
      size={560}
      error={making.error}
      isBusy={making.isPending}
      send="Add"
    >
      <Choice
        label="Where it was said"
        value={form.values.kind}
        options={kinds}
        onChange={(kind) => form.setFieldValue('kind', kind)}
      />
      <Textarea
        label="Their words"
        description="As they said it; what matters is highlighted next"
        required
        withAsterisk={false}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={50_000}
        data-autofocus
        {...form.getInputProps('text')}
      />
      {speaker === undefined && <Who form={form} known={known} />}
      <Choice
        label="Who they are to us"
        value={form.values.audience}
        options={audiences}
        onChange={(audience) => form.setFieldValue('audience', audience)}
      />
      <Consent form={form} />
    </FormDialog>
  );
}

function Consent({ form }: { readonly form: Form }) {
  return (
    <div className={layout['col']}>
      <Checkbox label="May be quoted" {...form.getInputProps('mayQuote', { type: 'checkbox' })} />
      <Checkbox
        label="Wants to be told what comes of it"
        {...form.getInputProps('mayContact', { type: 'checkbox' })}
      />
    </div>
  );
}

type Known = ReturnType<typeof useKnown>;

function Who({ form, known }: { readonly form: Form; readonly known: Known }) {
  const speaker = speakerOf(form.values.who, known);
  const isKnown = known.some(({ distinctIds: [id] }) => id === speaker.distinctId);
  return (
    <Autocomplete
      label="Who said it"
      description={speakerWords(speaker, { isKnown, mayContact: form.values.mayContact })}
      placeholder="If known"
      data={[...new Set(known.map(speakerLabel))]}
      filter={({ options }) => options}
      maxLength={200}
      {...form.getInputProps('who')}
    />
  );
}

/** People who fit what is typed. A line that was chosen is looked for by the id behind the comma. */
function useKnown(typed: string, isAsked: boolean) {
  const [search] = useDebouncedValue(typed.split(', ').at(-1)?.trim() ?? '', 150);
  const found = useQuery({
    ...answerTo(listPeople, {
      params: { project: useProject().id },
      query: { search, limit: 6 },
    }),
    enabled: isAsked && search.length > 1,
  });
  return search.length > 1 ? (found.data?.people ?? []) : [];
}
