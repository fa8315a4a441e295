import { Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { createKey, keyScopes, listKeys } from '@tandem/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './settings.module.css';

type Scope = (typeof keyScopes)[number];
const scopeNames: Readonly<Record<Scope, string>> = {
  read: 'Read',
  write: 'Change',
  send: 'Send',
  erase: 'Erase people',
  admin: 'Administer',
};
const kinds = [
  ['public', 'Public, for pages'],
  ['private', 'Private'],
] as const;
const empty = { name: '', kind: 'public' as 'public' | 'private', scopes: ['read'] as Scope[] };

export function NewKey() {
  const project = useProject();
  const queries = useQueryClient();
  const form = useForm({ initialValues: empty });
  const making = useMutation({
    mutationFn: (body: typeof empty) => call(createKey, { params: { project: project.id }, body }),
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: [listKeys.path] });
    },
  });
  return (
    <Card title="New key">
      <form className={css['form']} onSubmit={form.onSubmit((values) => making.mutate(values))}>
        <Choice
          label="Kind"
          value={form.values.kind}
          options={kinds}
          onChange={(kind) => form.setFieldValue('kind', kind)}
        />
        <TextInput
          label="Name"
          description="Where it is used"
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        {form.values.kind === 'private' && (
          <Checkbox.Group label="May" {...form.getInputProps('scopes')}>
            <div className={`${layout['row']} ${layout['wrap']}`} style={{ gap: 16, marginTop: 4 }}>
              {keyScopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={scopeNames[scope]} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        {making.isError && <TroubleNote error={making.error} />}
        <div>
          <Button kind="main" type="submit" disabled={making.isPending}>
            Create key
          </Button>
        </div>
      </form>
      {making.data !== undefined && (
        <div className={css['once']} role="status" style={{ marginTop: 14 }}>
          <span>
            {making.data.kind === 'private'
              ? 'This private key is shown this once. Only its hash is kept.'
              : 'This public key can be copied above at any time.'}
          </span>
          <Snippet code={making.data.secret} label="The new key" />
        </div>
      )}
    </Card>
  );
}
