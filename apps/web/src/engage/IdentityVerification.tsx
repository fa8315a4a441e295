import { readIdentityVerification, setIdentityVerification } from '@tandem/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerTo, call } from '../api.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';

/** Whether messages go only to clients that prove who is signed in. */
export function IdentityVerification() {
  const params = { project: useProject().id };
  const mayChange = useMe().permissions.includes('project:admin');
  const queries = useQueryClient();
  const asked = useQuery({ ...answerTo(readIdentityVerification, { params }), enabled: mayChange });
  const setting = useMutation({
    mutationFn: (isOn: boolean) => call(setIdentityVerification, { params, body: { isOn } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [readIdentityVerification.path] }),
  });
  if (!mayChange || asked.data === undefined) return null;
  const { isOn } = asked.data;
  const secret = setting.data?.secret ?? undefined;
  return (
    <Card
      title="Identity verification"
      aside={<Tag tone={isOn ? 'support' : 'line'}>{isOn ? 'on' : 'off'}</Tag>}
    >
      <div className={layout['col']} style={{ gap: 12 }}>
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Turned on, “You asked, we shipped” goes only to people whose id your server signed, and to
          the device that sent the words. Nobody who guesses an id gets anything.
        </p>
        {secret !== undefined && (
          <>
            <p className={layout['small']}>
              Keep this secret on your server; it is shown only now. A new one replaces it.
            </p>
            <Snippet code={secret} label="Secret" />
            <Snippet
              code={`// on your server\ncreateHmac('sha256', secret).update(userId).digest('hex')\n// on the page\ntandem.identify(userId, traits, { proof })`}
              label="How to sign"
            />
          </>
        )}
        {setting.isError && <TroubleNote error={setting.error} />}
        <div className={layout['row']}>
          <Button disabled={setting.isPending} onClick={() => setting.mutate(true)}>
            {isOn ? 'Make a new secret' : 'Turn on'}
          </Button>
          {isOn && (
            <Button disabled={setting.isPending} onClick={() => setting.mutate(false)}>
              Turn off
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
