import { Modal, TextInput } from '@mantine/core';
import type { Release } from '@tandem/contract';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useMoveRelease, type Moving } from './use-release.ts';
import { nextMove } from './words.ts';

type Asking = { readonly move: Moving['move']; readonly title: string; readonly button: string };
const pause: Asking = { move: 'pause', title: 'Pause the release', button: 'Pause' };
const rollBack: Asking = { move: 'roll_back', title: 'Roll the release back', button: 'Roll back' };

/** The next ring as the main action; to hold and to go back stand beside it and ask why. */
export function ReleaseMoves({ release }: { readonly release: Release }) {
  const [asking, ask] = useState<Asking>();
  const moving = useMoveRelease(release);
  const next = nextMove(release);
  const isRunning = release.state === 'in_rings' || release.state === 'general';
  return (
    <>
      {release.state !== 'planned' && release.state !== 'rolled_back' && (
        <Button kind="ghost" onClick={() => ask(rollBack)}>
          Roll back
        </Button>
      )}
      {isRunning && <Button onClick={() => ask(pause)}>Pause</Button>}
      {next !== undefined && (
        <Button
          kind="main"
          disabled={moving.isPending}
          onClick={() => moving.mutate({ move: next.move })}
        >
          {next.words}
        </Button>
      )}
      <Trouble error={moving.error} onClose={() => moving.reset()} />
      {asking !== undefined && (
        <Why
          key={asking.move}
          asking={asking}
          isBusy={moving.isPending}
          error={moving.error}
          onClose={() => ask(undefined)}
          onSay={(reason) =>
            moving.mutate({ move: asking.move, reason }, { onSuccess: () => ask(undefined) })
          }
        />
      )}
    </>
  );
}

/** A rule that stands against the move, with the way out. */
function Trouble({ error, onClose }: { readonly error: unknown; readonly onClose: () => void }) {
  return (
    <Modal
      opened={error !== null}
      onClose={onClose}
      title="Not yet"
      size={440}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error !== null && <TroubleNote error={error} />}
    </Modal>
  );
}

type WhyProps = {
  readonly asking: Asking;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onSay: (reason: string) => void;
};

function Why({ asking, isBusy, error, onClose, onSay }: WhyProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={asking.title}
      isOpen={error === null}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        onSay(reason);
      }}
      size={440}
      error={null}
      isBusy={isBusy}
      send={asking.button}
      kind="danger"
    >
      <p className={`${layout['small']} ${layout['ink2']}`}>
        It is off for everybody within a second. When it comes back, the same people have it.
      </p>
      <TextInput
        label="Why"
        description="Those who come after you read it"
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
