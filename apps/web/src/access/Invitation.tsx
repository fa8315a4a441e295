import { PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { acceptInvitation, getInvitation, ProblemError } from '@tandem/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { answerTo, call } from '../api.ts';
import { useForget } from '../shell/session.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { Entry, Refused } from './Entry.tsx';
import css from './entry.module.css';
import { passwordProblem } from './password.ts';
import { roleNames } from './roles.ts';
import { entrySaid, signIn } from './sign-in.ts';

/** Accepting an invitation. Opening the link changes nothing; only the button does. */
export function Invitation() {
  const token = useParams({ strict: false }).token ?? '';
  const offer = useQuery(answerTo(getInvitation, { params: { token } }));
  if (offer.isError) {
    return (
      <Entry
        title="This invitation has ended"
        text="Each works once, for seven days. Ask whoever invited you to send a new one."
      >
        {isGone(offer.error) ? (
          <Link to="/sign-in" search={{}} className={buttonClass({ full: true })}>
            I have an account: sign in
          </Link>
        ) : (
          <TroubleNote error={offer.error} onRetry={() => void offer.refetch()} />
        )}
      </Entry>
    );
  }
  if (offer.data === undefined) {
    return (
      <Entry title="Your invitation" text="">
        <SkeletonLines />
      </Entry>
    );
  }
  const { workspace, invitedBy, role, email } = offer.data;
  return (
    <Entry title={`Join ${workspace}`} text={`${invitedBy} invites you as ${roleNames[role]}.`}>
      <Accept token={token} email={email} />
    </Entry>
  );
}

/** A link that is cut off is as good as one that has ended; anything else is our trouble. */
const isGone = (error: unknown): boolean =>
  error instanceof ProblemError && error.status >= 400 && error.status < 500;

function Accept({ token, email }: { readonly token: string; readonly email: string }) {
  const navigate = useNavigate();
  const forget = useForget();
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: { password: passwordProblem },
  });
  const accepting = useMutation({
    mutationFn: async (values: { name: string; password: string }) => {
      await call(acceptInvitation, { params: { token }, body: values });
      await signIn(email, values.password);
      await forget();
      await navigate({ to: '/' });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => accepting.mutate(values))} className={css['fields']}>
      <TextInput label="E-mail" value={email} readOnly autoComplete="username" />
      <TextInput
        label="Your name"
        required
        withAsterisk={false}
        autoFocus
        autoComplete="name"
        {...form.getInputProps('name')}
      />
      <PasswordInput
        label="Password"
        description="At least 10 characters"
        required
        withAsterisk={false}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <Refused words={entrySaid(accepting.error)} />
      <Button kind="main" type="submit" full disabled={accepting.isPending}>
        Join
      </Button>
    </form>
  );
}
