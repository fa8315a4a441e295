import { TextInput } from '@mantine/core';
import { sideOfRole, type Outcome } from '@tandem/contract';
import { useState } from 'react';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { GateChecklist, GuardedButton, type GateItem } from '../ui/GateChecklist.tsx';
import layout from '../ui/layout.module.css';
import { Signatures } from '../ui/Signatures.tsx';
import { useNow } from '../ui/use-now.ts';
import type { FieldName } from './states.ts';
import type { Changes } from './use-outcomes.ts';

type Props = {
  readonly outcome: Outcome;
  readonly changes: Changes;
  /** Opens the editor of a field that is missing. */
  readonly onFill: (field: FieldName) => void;
};

const fields = [
  ['metric', 'It is measured by a metric', 'Choose'],
  ['baseline', 'It says where it stands now', 'Measure'],
  ['target', 'It says how far it is to go', 'Set'],
  ['window', 'It says by when', 'Set'],
] as const;

function itemsOf(outcome: Outcome, onFill: Props['onFill']): readonly GateItem[] {
  const first = fields.find(([key]) => outcome[key] === null)?.[0];
  return fields.map(([key, says, verb]) => ({
    key,
    says,
    isMet: outcome[key] !== null,
    action: (
      <Button
        size="small"
        kind={key === first ? 'main' : 'quiet'}
        aria-label={`${verb} the ${key}`}
        onClick={() => onFill(key)}
      >
        {verb}
      </Button>
    ),
  }));
}

/** What is missing until it can be agreed, and both signatures. */
export function Agreement({ outcome, changes, onFill }: Props) {
  const now = useNow();
  const items = itemsOf(outcome, onFill);
  const { state, signatures } = outcome;
  return (
    <>
      <GateChecklist title="To be agreed" items={items} now={now} />
      <Card title="Signatures">
        <div className={layout['col']} style={{ gap: 12 }}>
          <Signatures
            signatures={signatures}
            since={state === 'proposed' ? signatures[0]?.at : undefined}
            now={now}
          />
          {state === 'draft' && (
            <GuardedButton
              items={items}
              isPending={changes.moving.isPending}
              full
              onPress={() => changes.moving.mutate({ version: outcome.version, move: 'propose' })}
            >
              Propose
            </GuardedButton>
          )}
          {state === 'proposed' && (
            <Signing outcome={outcome} items={items} signing={changes.signing} />
          )}
        </div>
      </Card>
    </>
  );
}

type SigningProps = {
  readonly outcome: Outcome;
  readonly items: readonly GateItem[];
  readonly signing: Changes['signing'];
};

/** An output is signed with a reason only; who signs for neither side is told so. */
function Signing({ outcome, items, signing }: SigningProps) {
  const me = useMe();
  const [reason, setReason] = useState('');
  const side = sideOfRole[me.role];
  const needsReason = outcome.isOutput && outcome.outputReason === null;
  const asked: GateItem = { key: 'reason', says: '', isMet: reason.trim().length >= 3 };
  if (side === null && me.role !== 'analyst')
    return <p className={layout['meta']}>Your role signs for neither product nor marketing.</p>;
  if (outcome.signatures.some((one) => one.side === side))
    return <p className={layout['meta']}>Signed for {side}; the other side signs next.</p>;
  return (
    <>
      {needsReason && (
        <TextInput
          label="Why a piece of work is agreed on"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <GuardedButton
        items={needsReason ? [...items, asked] : items}
        isPending={signing.isPending}
        full
        onPress={() => signing.mutate({ version: outcome.version, ...(needsReason && { reason }) })}
      >
        Sign{side === null ? '' : ` for ${side}`}
      </GuardedButton>
    </>
  );
}
