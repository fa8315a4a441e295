import {
  movesFrom,
  moveOpportunity,
  opportunityMachine,
  signOpportunity,
  sideOfRole,
  type Criterion,
  type Opportunity,
} from '@tandem/contract';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { GateChecklist, GuardedButton, type GateItem } from '../ui/GateChecklist.tsx';
import layout from '../ui/layout.module.css';
import { Signatures } from '../ui/Signatures.tsx';
import { Stepper } from '../ui/Stepper.tsx';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';

type Props = { readonly opportunity: Opportunity };

/** What the system says of the evidence, who signed, and the next move. */
export function Decision({ opportunity }: Props) {
  const now = useNow();
  const { state, criteria, signatures } = opportunity;
  const { moving, signing } = useMoves(opportunity);
  const trouble = moving.error ?? signing.error;
  const items = criteria.map(itemOf);
  const side = sideOfRole[useMe().role];
  const hasSigned = signatures.some((one) => one.side === side);
  return (
    <div className={layout['col']} style={{ gap: 16 }}>
      <Stepper
        steps={way}
        now={way.find(({ id }) => id === state)?.id}
        isEnded={state === 'verified_solved'}
        isCompact
        label="Where it stands"
      />
      <GateChecklist title="Worth solving" items={items} now={now} />
      <Signatures
        signatures={signatures}
        since={state === 'exploring' ? signatures[0]?.at : undefined}
        mine={state === 'exploring' && side !== null ? { side } : undefined}
        now={now}
      />
      {state === 'exploring' && hasSigned && (
        <p className={layout['meta']}>Signed for {side}; the other side signs next.</p>
      )}
      {state === 'exploring' && !hasSigned && (
        <GuardedButton items={items} isPending={signing.isPending} onPress={() => signing.mutate()}>
          Sign: worth solving
        </GuardedButton>
      )}
      {trouble !== null && <TroubleNote error={trouble} />}
      <NextMove opportunity={opportunity} onMove={(move) => moving.mutate(move)} />
    </div>
  );
}

const way = [
  { id: opportunityMachine.first, label: 'Identified' },
  { id: 'exploring', label: 'Exploring' },
  { id: 'validated', label: 'Validated' },
  { id: 'in_bet', label: 'In a bet' },
  { id: 'addressed', label: 'Addressed' },
  { id: 'verified_solved', label: 'Solved, they say' },
] as const satisfies readonly { readonly id: Opportunity['state']; readonly label: string }[];

const itemOf = (criterion: Criterion): GateItem => ({
  key: criterion.name,
  says: criterion.says,
  fact: valueWords(criterion),
  isMet: criterion.passes,
});

function valueWords({ name, value }: Criterion): string {
  if (value === null) return 'No words yet';
  if (name === 'contradiction') return `${Math.round(value * 100)}% against`;
  if (name === 'fresh') return value === 1 ? '1 day old' : `${value} days old`;
  return `${value} so far`;
}

type Move = { readonly move: 'explore' | 'reject'; readonly reason?: string };
type NextProps = Props & { readonly onMove: (move: Move) => void };

function NextMove({ opportunity: { id, state }, onMove }: NextProps) {
  const project = String(useProject().id);
  const open = movesFrom(opportunityMachine, state);
  if (open.includes('explore')) {
    return (
      <Button kind="main" onClick={() => onMove({ move: 'explore' })}>
        Begin to explore
      </Button>
    );
  }
  if (open.includes('bet')) {
    return (
      <Link
        to="/p/$project/bets"
        params={{ project }}
        search={{ new: 'yes', need: id }}
        className={buttonClass({ kind: 'main' })}
      >
        Propose a bet
      </Link>
    );
  }
  if (!open.includes('reject')) return null;
  return <Rejection onReject={(reason) => onMove({ move: 'reject', reason })} />;
}

function useMoves({ id, version }: Opportunity) {
  const params = { project: useProject().id, id };
  const forget = useForgetEvidence();
  const moving = useMutation({
    mutationFn: (body: Move) => call(moveOpportunity, { params, body }),
    onSuccess: forget,
  });
  const signing = useMutation({
    mutationFn: () => call(signOpportunity, { params, body: { version } }),
    onSuccess: async (after) => {
      await forget();
      void toast(after.state === 'validated' ? 'Validated by both sides' : 'Signed');
    },
  });
  return { moving, signing };
}

/** Not worth solving, with the reason. */
function Rejection({ onReject }: { readonly onReject: (reason: string) => void }) {
  const [reason, setReason] = useState<string>();
  if (reason === undefined) {
    return (
      <Button kind="ghost" onClick={() => setReason('')}>
        Not worth solving
      </Button>
    );
  }
  return (
    <form
      className={layout['col']}
      onSubmit={(event) => {
        event.preventDefault();
        onReject(reason);
      }}
    >
      <TextInput
        label="Why it is not worth solving"
        description="Those who asked for it may want to know"
        required
        withAsterisk={false}
        minLength={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit">Reject</Button>
    </form>
  );
}
