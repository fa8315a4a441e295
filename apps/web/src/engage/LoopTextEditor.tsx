import { TextInput, Textarea } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import type { Loop } from '@tandem/contract';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { MessagePreview } from './Preview.tsx';
import { useForgetEngage, useSendText } from './use-engage.ts';
import css from './engage.module.css';

type Props = { readonly loop: Loop; readonly onClose: () => void };

/** What those who asked read below their own words, and the one thing to press. */
export function LoopTextEditor({ loop: { release, text }, onClose }: Props) {
  const forget = useForgetEngage();
  const saving = useMergedSave<Pick<Loop['text'], 'body' | 'action'>, Loop['text']>({
    fields: [{ key: 'body', label: 'Text' }],
    send: useSendText(release.id),
    onSaved: async () => {
      await forget();
      void toast('Saved');
      onClose();
    },
  });
  const form = useForm<Values>({
    initialValues: {
      body: text.body,
      label: text.action?.label ?? '',
      url: text.action?.url ?? '',
    },
  });
  const { body, label, url } = form.values;
  const action = label.trim() === '' || url.trim() === '' ? null : { label, url };
  return (
    <FormDialog
      title={`What askers read: ${release.name}`}
      isOpen
      size={820}
      onClose={onClose}
      onSubmit={form.onSubmit(() => saving.save({ body, action }, text.version))}
      error={null}
      isBusy={saving.isPending}
      send="Save"
    >
      <div className={css['editor']}>
        <Fields form={form} />
        <MessagePreview body={body} action={action} />
      </div>
      {saving.note}
    </FormDialog>
  );
}

type Values = { readonly body: string; readonly label: string; readonly url: string };

function Fields({ form }: { readonly form: UseFormReturnType<Values> }) {
  return (
    <div className={layout['col']} style={{ gap: 12 }}>
      <Textarea
        label="After “It is on for you now.”"
        placeholder="Tell us where you are going and the home page shows what fits."
        required
        withAsterisk={false}
        maxLength={500}
        autosize
        minRows={3}
        data-autofocus
        {...form.getInputProps('body')}
      />
      <TextInput
        label="Button"
        placeholder="Show me"
        maxLength={40}
        {...form.getInputProps('label')}
      />
      <TextInput
        label="Leads to"
        description="A web address, or a path of your own site"
        placeholder="/picks"
        maxLength={2000}
        {...form.getInputProps('url')}
      />
    </div>
  );
}
