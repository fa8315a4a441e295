import { PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { safeBack, useForget } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { Entry, Refused } from './Entry.tsx';
import css from './entry.module.css';
import { entrySaid, signIn } from './sign-in.ts';

export function SignIn() {
  const { back } = useSearch({ strict: false });
  const router = useRouter();
  const forget = useForget();
  const form = useForm({ initialValues: { email: '', password: '' } });
  const entering = useMutation({
    mutationFn: async ({ email, password }: { email: string; password: string }) => {
      await signIn(email, password);
      await forget();
      router.history.push(safeBack(back));
    },
    onError: () => form.getInputNode('password')?.focus(),
  });
  return (
    <Entry title="Sign in" text="To the workspace of your product and marketing team.">
      <form onSubmit={form.onSubmit((values) => entering.mutate(values))} className={css['fields']}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          autoFocus
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('password')}
        />
        <Refused words={entrySaid(entering.error)} />
        <Button kind="main" type="submit" full disabled={entering.isPending}>
          {entering.isPending ? 'Signing in' : 'Sign in'}
        </Button>
        <Link to="/forgot" search={{}} className={layout['link']} style={{ fontSize: 13 }}>
          Forgot the password?
        </Link>
      </form>
    </Entry>
  );
}
