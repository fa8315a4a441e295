import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { claimInstallation, type Role } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useForget } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Entry, Refused } from './Entry.tsx';
import css from './entry.module.css';
import { companyOf } from './company.ts';
import { passwordProblem } from './password.ts';
import { roleOptions } from './roles.ts';
import { entrySaid, signIn } from './sign-in.ts';

const empty = { workspace: '', name: '', email: '', password: '', role: 'pm' as Role };

/** Claims, signs in and goes to Today. */
function useClaiming() {
  const navigate = useNavigate();
  const forget = useForget();
  return useMutation({
    mutationFn: async (values: typeof empty) => {
      const workspace = values.workspace.trim() || companyOf(values.email) || values.name;
      const { project } = await call(claimInstallation, { body: { ...values, workspace } });
      await signIn(values.email, values.password);
      await forget();
      await navigate({ to: '/p/$project/today', params: { project: String(project) }, search: {} });
    },
  });
}

/** The first visit: whoever comes first becomes the admin; after that nobody can. */
export function Claim() {
  const form = useForm({ initialValues: empty, validate: { password: passwordProblem } });
  const claiming = useClaiming();
  return (
    <Entry
      title="Set up Tandem"
      text="You are the first here, so you become the admin. Nobody can claim this installation after you."
    >
      <form
        onSubmit={form.onSubmit(
          (values) =>
            claiming.mutate(values, { onError: () => form.getInputNode('email')?.focus() }),
          () => form.getInputNode('password')?.focus(),
        )}
        className={css['fields']}
      >
        <TextInput
          label="Your name"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <Select label="Your role" data={roleOptions} {...form.getInputProps('role')} />
        <TextInput
          label="E-mail"
          type="email"
          required
          withAsterisk={false}
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          description="At least 10 characters"
          required
          withAsterisk={false}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <TextInput
          label="Company or team"
          description="Taken from your e-mail unless you write another"
          autoComplete="organization"
          {...form.getInputProps('workspace')}
          value={form.isDirty('workspace') ? form.values.workspace : companyOf(form.values.email)}
        />
        <Refused words={entrySaid(claiming.error)} />
        <Button kind="main" type="submit" full disabled={claiming.isPending}>
          {claiming.isPending ? 'Setting up' : 'Set up and sign in'}
        </Button>
      </form>
    </Entry>
  );
}
