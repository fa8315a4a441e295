import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getInstallation } from '@tandem/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerTo } from '../api.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { Entry, Refused } from './Entry.tsx';
import css from './entry.module.css';
import { entrySaid, requestReset } from './sign-in.ts';

export function Forgot() {
  const installation = useQuery(answerTo(getInstallation, {}));
  const form = useForm({ initialValues: { email: '' } });
  const asking = useMutation({ mutationFn: ({ email }: { email: string }) => requestReset(email) });
  const where =
    installation.data?.canSendMail === false
      ? 'No mail is set up here, so the link is written into the log of the server. Ask whoever runs it.'
      : 'If somebody has this address, a link is on its way. It works for an hour.';
  return (
    <Entry title="Reset the password" text="You get a link with which to choose a new one.">
      {asking.isSuccess ? (
        <p role="status">{where}</p>
      ) : (
        <form onSubmit={form.onSubmit((values) => asking.mutate(values))} className={css['fields']}>
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            autoFocus
            withAsterisk={false}
            {...form.getInputProps('email')}
          />
          <Refused words={entrySaid(asking.error)} />
          <Button kind="main" type="submit" full disabled={asking.isPending}>
            Send the link
          </Button>
        </form>
      )}
      <Link to="/sign-in" search={{}} className={layout['link']} style={{ fontSize: 13 }}>
        Back to sign-in
      </Link>
    </Entry>
  );
}
