import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import {
  moveOpportunity,
  signOpportunity,
  type Criterion,
  type Opportunity,
  type Side,
} from '@tandem/contract';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './discovery.module.css';

type Props = { readonly opportunity: Opportunity };

/** What the system says of the evidence, who signed, and the next move. */
export function Decision({ opportunity }: Props) {
  return (
    <div className={layout['col']} style={{ gap: 16 }}>
      <ul className={css['criteria']}>
        {opportunity.criteria.map((criterion) => (
          <CriterionLine key={criterion.name} criterion={criterion} />
        ))}
      </ul>
      <div className={css['signatures']}>
        <SideSigned side="product" opportunity={opportunity} />
        <SideSigned side="marketing" opportunity={opportunity} />
      </div>
      <NextMove opportunity={opportunity} />
    </div>
  );
}

function CriterionLine({ criterion }: { readonly criterion: Criterion }) {
  const { passes, says } = criterion;
  const Icon = passes ? IconCircleCheck : IconCircleDashed;
  return (
    <li className={passes ? css['passes'] : css['fails']}>
      <Icon size={16} aria-label={passes ? 'holds' : 'missing'} />
      <span style={{ color: 'var(--td-ink)' }}>{says}</span>
      <span className={css['value']}>{valueWords(criterion)}</span>
    </li>
  );
}

function valueWords({ name, value }: Criterion): string {
  if (value === null) return 'none';
  if (name === 'contradiction') return `${Math.round(value * 100)}%`;
  return name === 'fresh' ? `${value} d` : String(value);
}

function SideSigned({ side, opportunity }: Props & { readonly side: Side }) {
  const signed = opportunity.signatures.find((one) => one.side === side);
  return (
    <span className={cx(css['side'], signed === undefined ? css['nobody'] : css[side])}>
      {signed?.name ?? `${side} has not signed`}
    </span>
  );
}

function NextMove({ opportunity }: Props) {
  const { state, criteria } = opportunity;
  const { moving, signing } = useMoves(opportunity);
  const trouble = moving.error ?? signing.error;
  return (
    <div className={layout['col']}>
      {trouble !== null && <TroubleNote error={trouble} />}
      {['identified', 'stale', 'reopened'].includes(state) && (
        <Button kind="main" onClick={() => moving.mutate({ move: 'explore' })}>
          Begin to explore
        </Button>
      )}
      {state === 'exploring' && (
        <>
          <Button
            kind="main"
            disabled={signing.isPending || criteria.some(({ passes }) => !passes)}
            onClick={() => signing.mutate()}
          >
            Sign: worth solving
          </Button>
          <Rejection onReject={(reason) => moving.mutate({ move: 'reject', reason })} />
        </>
      )}
    </div>
  );
}

function useMoves({ id }: Opportunity) {
  const params = { project: useProject().id, id };
  const forget = useForgetEvidence();
  const moving = useMutation({
    mutationFn: (body: { move: 'explore' | 'reject'; reason?: string }) =>
      call(moveOpportunity, { params, body }),
    onSuccess: forget,
  });
  const signing = useMutation({
    mutationFn: () => call(signOpportunity, { params }),
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
