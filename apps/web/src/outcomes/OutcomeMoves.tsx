import { TextInput } from '@mantine/core';
import { movesFrom, outcomeMachine, type Outcome } from '@tandem/contract';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import type { Changes } from './use-outcomes.ts';

type Props = { readonly outcome: Outcome; readonly changes: Changes };

/** What leads on from here; proposing, signing and closing stand beside their gates. */
export function OutcomeMoves({ outcome, changes }: Props) {
  const [isLeaving, setLeaving] = useState(false);
  const open = movesFrom(outcomeMachine, outcome.state);
  const { moving } = changes;
  return (
    <>
      {open.includes('supersede') && (
        <Button kind="ghost" onClick={() => setLeaving(true)}>
          Give up
        </Button>
      )}
      {open.includes('measure') && (
        <Button
          kind="main"
          disabled={moving.isPending}
          onClick={() => moving.mutate({ version: outcome.version, move: 'measure' })}
        >
          Start measuring
        </Button>
      )}
      {isLeaving && <Leave outcome={outcome} moving={moving} onClose={() => setLeaving(false)} />}
    </>
  );
}

type LeaveProps = {
  readonly outcome: Outcome;
  readonly moving: Changes['moving'];
  readonly onClose: () => void;
};

function Leave({ outcome, moving, onClose }: LeaveProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="Give this outcome up"
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { version: outcome.version, move: 'supersede' as const, reason };
        moving.mutate(body, { onSuccess: onClose });
      }}
      error={moving.error}
      isBusy={moving.isPending}
      send="Give up"
      kind="danger"
    >
      <TextInput
        label="Why"
        description="It stands beside the outcome that follows"
        required
        withAsterisk={false}
        minLength={3}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
