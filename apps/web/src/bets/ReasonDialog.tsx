import { Textarea } from '@mantine/core';
import { moveBet } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import type { DialogProps } from './BetDialogs.tsx';
import { useChange, usePath } from './use-bets.ts';

const words = {
  kill: {
    title: 'Kill this bet',
    label: 'Why',
    description: 'The need is given back. The next bet on it is read beside this reason.',
    send: 'Kill it',
  },
  build: {
    title: 'Build against the gate',
    label: 'Why you build it all the same',
    description: 'Signed with your name, counted for the pod, and shown on this bet for ever.',
    send: 'Sign and build',
  },
} as const;

/** The moves that need a reason. */
export function ReasonDialog({
  bet,
  move,
  onClose,
}: DialogProps & { readonly move: 'kill' | 'build' }) {
  const params = usePath(bet);
  const [reason, setReason] = useState('');
  const { title, label, description, send } = words[move];
  const moving = useChange(
    () => call(moveBet, { params, body: { version: bet.version, move, reason } }),
    onClose,
  );
  return (
    <FormDialog
      title={title}
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        moving.mutate();
      }}
      error={moving.error}
      isBusy={moving.isPending}
      send={send}
      kind={move === 'kill' ? 'danger' : 'main'}
    >
      <Textarea
        label={label}
        description={description}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={2000}
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
