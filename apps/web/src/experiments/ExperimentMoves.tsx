import { TextInput } from '@mantine/core';
import type { Experiment } from '@tandem/contract';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { wordsOf } from '../ui/trouble.ts';
import { ChangePlan } from './ChangePlan.tsx';
import { useMoveExperiment, useResult, type Moving } from './use-experiments.ts';

type Props = { readonly experiment: Experiment };

/** What may be done now: one move leads on, the plan may be changed beside it. */
export function ExperimentMoves({ experiment }: Props) {
  const { state } = experiment;
  const [isChanging, setChanging] = useState(false);
  const moving = useMoveExperiment(experiment);
  const go = (move: Moving['move']) =>
    moving.mutate({ move }, { onError: (error) => void toast(wordsOf(error)) });
  const mayChange = state === 'frozen' || state === 'running';
  return (
    <>
      {mayChange && <Button onClick={() => setChanging(true)}>Change the plan</Button>}
      {state === 'frozen' && (
        <Button kind="main" disabled={moving.isPending} onClick={() => go('start')}>
          Start
        </Button>
      )}
      {state === 'running' && <Stop experiment={experiment} />}
      {(state === 'decided' || state === 'invalid') && (
        <Button disabled={moving.isPending} onClick={() => go('archive')}>
          Archive
        </Button>
      )}
      {isChanging && <ChangePlan experiment={experiment} onClose={() => setChanging(false)} />}
    </>
  );
}

/** At the plan's end one press; before it, a reason that the result will name. */
function Stop({ experiment }: Props) {
  const result = useResult(experiment);
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const moving = useMoveExperiment(experiment);
  const isEarly = result.data?.progress.isEarly !== false;
  const stop = (why?: string) =>
    moving.mutate(
      { move: 'stop', ...(why !== undefined && { reason: why }) },
      {
        onSuccess: () => setAsking(false),
      },
    );
  return (
    <>
      <Button
        kind={isEarly ? 'quiet' : 'main'}
        disabled={moving.isPending}
        onClick={() => (isEarly ? setAsking(true) : stop())}
      >
        {isEarly ? 'Stop early' : 'Stop and decide'}
      </Button>
      <FormDialog
        title="Stop before the plan ends"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSubmit={(event) => {
          event.preventDefault();
          stop(reason);
        }}
        size={440}
        error={moving.error}
        isBusy={moving.isPending}
        send="Stop it"
        kind="danger"
      >
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Everybody gets the fallback within a second. What was measured is kept, and is named an
          early look: no variant is shipped on it.
        </p>
        <TextInput
          label="Why"
          description="It stands beside the result"
          required
          withAsterisk={false}
          minLength={3}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormDialog>
    </>
  );
}
