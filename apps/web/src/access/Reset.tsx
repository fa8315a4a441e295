import { PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { Entry, Refused } from './Entry.tsx';
import css from './entry.module.css';
import { passwordProblem } from './password.ts';
import { entrySaid, resetPassword } from './sign-in.ts';

export function Reset() {
  const { token, error } = useSearch({ strict: false });
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: passwordProblem },
  });
  const setting = useMutation({
    mutationFn: async ({ password }: { password: string }) => {
      await resetPassword(token ?? '', password);
      void toast('The new password is set');
      await navigate({ to: '/sign-in', search: {} });
    },
  });
  if (token === undefined || error !== undefined) {
    return (
      <Entry
        title="This link has ended"
        text="A reset link works once, for an hour. Ask for a new one."
      >
        <Link to="/forgot" search={{}} className={layout['link']}>
          Ask for a new link
        </Link>
      </Entry>
    );
  }
  return (
    <Entry title="Choose a new password" text="All other sessions end.">
      <form onSubmit={form.onSubmit((values) => setting.mutate(values))} className={css['fields']}>
        <PasswordInput
          label="New password"
          description="At least 10 characters"
          required
          autoFocus
          withAsterisk={false}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Refused words={entrySaid(setting.error)} />
        <Button kind="main" type="submit" full disabled={setting.isPending}>
          Set the password
        </Button>
      </form>
    </Entry>
  );
}
