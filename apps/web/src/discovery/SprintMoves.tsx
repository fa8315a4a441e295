import { TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import type { SprintWhole } from './SprintPage.tsx';
import { useMoveSprint } from './use-sprints.ts';

type Props = { readonly sprint: SprintWhole; readonly onInterview: () => void };
type Move = 'start' | 'synthesise' | 'validate' | 'invalidate' | 'leave_open' | 'abandon';
type Asking = { readonly title: string; readonly moves: readonly (readonly [Move, string])[] };

const start: Asking = { title: 'Start listening', moves: [['start', 'Start']] };
const close: Asking = { title: 'Close the listening', moves: [['synthesise', 'Close']] };
const abandon: Asking = { title: 'Give the sprint up', moves: [['abandon', 'Give up']] };
const conclude: Asking = {
  title: 'What did you learn?',
  moves: [
    ['validate', 'Worth solving'],
    ['invalidate', 'Not worth solving'],
    ['leave_open', 'Still open'],
  ],
};

/** What leads on from here: the one filled button is what the pod does most in this state. */
export function SprintMoves({ sprint, onInterview }: Props) {
  const [asking, ask] = useState<Asking>();
  const dialog = asking && (
    <MoveDialog key={asking.title} id={sprint.id} asking={asking} onClose={() => ask(undefined)} />
  );
  return (
    <>
      {sprint.state === 'planned' && (
        <Button kind="main" onClick={() => ask(start)}>
          Start listening
        </Button>
      )}
      {sprint.state === 'running' && (
        <>
          <Button kind="ghost" onClick={() => ask(abandon)}>
            Give up
          </Button>
          <Button onClick={() => ask(close)}>Close the listening</Button>
          <Button
            kind="main"
            icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={onInterview}
          >
            Interview
          </Button>
        </>
      )}
      {sprint.state === 'synthesis' && (
        <Button kind="main" onClick={() => ask(conclude)}>
          Conclude
        </Button>
      )}
      {dialog}
    </>
  );
}

type DialogProps = { readonly id: string; readonly asking: Asking; readonly onClose: () => void };

function MoveDialog({ id, asking, onClose }: DialogProps) {
  const { title, moves } = asking;
  const [move, setMove] = useState<Move>(moves[0]![0]);
  const [reason, setReason] = useState('');
  const moving = useMoveSprint(id);
  const needsReason = move !== 'start';
  return (
    <FormDialog
      title={title}
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim() === '' ? {} : { reason };
        moving.mutate({ move, ...said }, { onSuccess: onClose });
      }}
      error={moving.error}
      isBusy={moving.isPending}
      send={moves.find(([one]) => one === move)?.[1] ?? title}
    >
      {moves.length > 1 && (
        <Choice label="Conclusion" value={move} options={moves} onChange={setMove} />
      )}
      {needsReason && (
        <TextInput
          label="In a sentence"
          description={
            move === 'synthesise'
              ? 'Only needed where a target is missed: why these interviews suffice'
              : 'The next sprint begins there'
          }
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
