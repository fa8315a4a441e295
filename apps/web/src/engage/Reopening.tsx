import { Textarea } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import type { Loop } from '@tandem/contract';
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo, formatDate } from '../ui/when.ts';
import { useForgetEngage, useReopen, useSendDecline } from './use-engage.ts';
import css from './engage.module.css';

type Props = {
  readonly loop: Loop;
  /** What else leads on from it. */
  readonly children?: ReactNode;
};

/** The first "no": its words on top, and what the owner can do; or who declined, and why. */
export function Reopening({ loop, children }: Props) {
  const now = useNow();
  const { reopening } = loop;
  if (reopening === null) return null;
  const { isOpen, declined, words, askedAt } = reopening;
  if (!isOpen) {
    return (
      declined !== null && (
        <p className={layout['small']}>
          {declined.by} declined to reopen it, {formatDate(declined.at, now)}: “{declined.reason}”
        </p>
      )
    );
  }
  return (
    <div className={css['reopening']}>
      <IconRotate size={16} aria-hidden="true" />
      <div className={layout['col']} style={{ flex: 1 }}>
        <b>Somebody who asked for it says it is not solved, {formatAgo(askedAt, now)}</b>
        {words !== null && <span>“{words}”</span>}
        <Deciding loop={loop} reopening={reopening} />
        {children}
      </div>
    </div>
  );
}

type DecidingProps = {
  readonly loop: Loop;
  readonly reopening: NonNullable<Loop['reopening']>;
};

function Deciding({ loop, reopening }: DecidingProps) {
  const { opportunity } = loop;
  const [isDeclining, decline] = useState(false);
  const reopen = useReopen(loop);
  const mayReopen = opportunity.state === 'addressed' || opportunity.state === 'verified_solved';
  if (isDeclining) {
    return <Decline loop={loop} reopening={reopening} onClose={() => decline(false)} />;
  }
  return (
    <>
      {!mayReopen && (
        <span>
          It is “{opportunity.state.replaceAll('_', ' ')}” now; what counts as addressed can be
          reopened.
        </span>
      )}
      <div className={`${layout['row']} ${layout['wrap']}`}>
        {mayReopen && (
          <Button size="small" disabled={reopen.isPending} onClick={() => reopen.mutate()}>
            Reopen the opportunity
          </Button>
        )}
        <Button size="small" onClick={() => decline(true)}>
          Decline
        </Button>
      </div>
      {reopen.isError && <TroubleNote error={reopen.error} />}
    </>
  );
}

const fields = [{ key: 'reason', label: 'Why it stays as it is' }] as const;

/** Off the table with a reason, until the next asker says no. */
function Decline({ loop, reopening, onClose }: DecidingProps & { readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const forget = useForgetEngage();
  const saving = useMergedSave({
    fields,
    send: useSendDecline(loop),
    onSaved: async () => {
      void toast('Declined. The next asker who says no asks again');
      await forget();
    },
  });
  return (
    <form
      className={layout['col']}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save({ reason }, reopening.version);
      }}
    >
      <Textarea
        label="Why it stays as it is"
        description="It is kept with your name; the next asker who says no asks again"
        required
        withAsterisk={false}
        minLength={3}
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {saving.note}
      <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
        <Button size="small" onClick={onClose}>
          Cancel
        </Button>
        <Button size="small" type="submit" disabled={saving.isPending}>
          Decline to reopen
        </Button>
      </div>
    </form>
  );
}
