import { TextInput } from '@mantine/core';
import { movesFrom, outcomeMachine, type Outcome } from '@tandem/contract';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useToday } from '../insights/use-question.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { formatPlural } from '../ui/format.ts';
import type { Changes } from './use-outcomes.ts';

type Props = { readonly outcome: Outcome; readonly changes: Changes };

/** What leads on from here; proposing, signing and closing stand beside their gates. */
export function OutcomeMoves({ outcome, changes }: Props) {
  const [isLeaving, setLeaving] = useState(false);
  const [isStarting, setStarting] = useState(false);
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
        <Button kind="main" onClick={() => setStarting(true)}>
          Start measuring
        </Button>
      )}
      {isStarting && <Start outcome={outcome} moving={moving} onClose={() => setStarting(false)} />}
      {isLeaving && <Leave outcome={outcome} moving={moving} onClose={() => setLeaving(false)} />}
    </>
  );
}

type MoveProps = {
  readonly outcome: Outcome;
  readonly moving: Changes['moving'];
  readonly onClose: () => void;
};

/** The day from which the window runs: asked for, as nobody can take it back. */
function Start({ outcome, moving, onClose }: MoveProps) {
  const today = useToday();
  const [startsOn, setStartsOn] = useState(today);
  const days = outcome.window?.days ?? 0;
  return (
    <FormDialog
      title="Start measuring"
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { version: outcome.version, move: 'measure' as const, startsOn };
        moving.mutate(body, { onSuccess: onClose });
      }}
      error={moving.error}
      isBusy={moving.isPending}
      send="Start measuring"
    >
      <TextInput
        type="date"
        label="First day"
        description={`The day of the launch: the ${formatPlural(days, 'day', 'days')} run from it. From then on nothing that was signed can be changed.`}
        required
        withAsterisk={false}
        max={today}
        data-autofocus
        value={startsOn}
        onChange={(event) => setStartsOn(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function Leave({ outcome, moving, onClose }: MoveProps) {
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
