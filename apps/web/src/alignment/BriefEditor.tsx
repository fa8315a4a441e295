import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { updateBrief, type Brief, type Role } from '@tandem/contract';
import { roleOptions } from '../access/roles.ts';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { useForgetAlignment } from './use-alignment.ts';

const fields = [
  { key: 'title', label: 'Title' },
  { key: 'body', label: 'Text' },
] as const;
type Given = { title: string; body: string; teams: Role[]; dueOn: string | null };
type Props = { readonly brief: Brief; readonly onDone: () => void };

const hint = `What changes, and from when:
For whom it is:
What to say, in customers' words:
What not to promise:
Where to send questions:`;

/** The draft; what went out stays as it went out. */
export function BriefEditor({ brief, onDone }: Props) {
  const params = { project: useProject().id, id: brief.id };
  const forget = useForgetAlignment();
  const { title, body, teams, dueOn } = brief;
  const form = useForm({ initialValues: { title, body, teams, dueOn: dueOn ?? '' } });
  const saving = useMergedSave({
    fields,
    send: (given: Given, version) => call(updateBrief, { params, body: { ...given, version } }),
    onSaved: async () => {
      await forget();
      onDone();
    },
  });
  return (
    <Card title={brief.body === '' ? 'Write it' : 'Change it'}>
      <form
        className={layout['col']}
        style={{ gap: 12 }}
        onSubmit={form.onSubmit((values) =>
          saving.save({ ...values, dueOn: values.dueOn || null }, brief.version),
        )}
      >
        <TextInput
          label="Title"
          required
          withAsterisk={false}
          minLength={3}
          maxLength={160}
          {...form.getInputProps('title')}
        />
        <Textarea
          label="Text"
          placeholder={hint}
          required
          withAsterisk={false}
          autosize
          minRows={9}
          maxLength={20_000}
          {...form.getInputProps('body')}
        />
        <MultiSelect label="Who has to know" data={roleOptions} {...form.getInputProps('teams')} />
        <TextInput
          type="date"
          label="Done by"
          description="Who has not finished by then is named"
          {...form.getInputProps('dueOn')}
        />
        {saving.note}
        <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
          {brief.body !== '' && <Button onClick={onDone}>Cancel</Button>}
          <Button kind="main" type="submit" disabled={saving.isPending}>
            Save the draft
          </Button>
        </div>
      </form>
    </Card>
  );
}
