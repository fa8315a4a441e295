import { TextInput } from '@mantine/core';
import {
  sideOfRole,
  type Outcome,
  type OutcomeReading,
  type OutcomeVerdict,
} from '@tandem/contract';
import { useState } from 'react';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { Signatures } from '../ui/Signatures.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { leftWords } from './outcome-words.ts';
import type { Changes } from './use-outcomes.ts';

type Props = {
  readonly outcome: Outcome;
  readonly reading: OutcomeReading | undefined;
  readonly changes: Changes;
  /** To sign its end is what comes next. */
  readonly isNext: boolean;
};

const verdicts: readonly (readonly [OutcomeVerdict, string])[] = [
  ['met', 'Met'],
  ['missed', 'Missed'],
  ['inconclusive', 'Inconclusive'],
];

const hasReason = (closing: Outcome['closing']): boolean =>
  closing !== null && closing.reason !== null;

/** How it ends: both sides sign the same verdict, and what was read then is kept. */
export function Closing({ outcome, reading, changes, isNext }: Props) {
  const now = useNow();
  const { closing, state } = outcome;
  const isOpen = state === 'measuring';
  return (
    <Card title={isOpen ? 'How it ends' : `Closed: ${state}`}>
      <div className={layout['col']} style={{ gap: 12 }}>
        {closing !== null && isOpen && (
          <p className={layout['small']}>
            Proposed: <b>{closing.verdict}</b>. Another verdict takes its place, and its signature.
          </p>
        )}
        {hasReason(closing) && (
          <p className={`${layout['small']} ${layout['ink2']}`}>“{closing?.reason}”</p>
        )}
        <Signatures
          signatures={closing?.signatures ?? []}
          since={isOpen ? closing?.signatures[0]?.at : undefined}
          now={now}
        />
        {isOpen && reading !== undefined && (
          <Verdict
            key={outcome.version}
            outcome={outcome}
            reading={reading}
            closing={changes.closing}
            isNext={isNext}
          />
        )}
      </div>
    </Card>
  );
}

type VerdictProps = {
  readonly outcome: Outcome;
  readonly reading: OutcomeReading;
  readonly closing: Changes['closing'];
  readonly isNext: boolean;
};

function Verdict({ outcome, reading, closing, isNext }: VerdictProps) {
  const me = useMe();
  const proposed = outcome.closing?.verdict;
  const [verdict, setVerdict] = useState<OutcomeVerdict>(proposed ?? reading.suggests);
  const [reason, setReason] = useState('');
  const side = sideOfRole[me.role];
  const hasSigned =
    proposed === verdict && outcome.closing?.signatures.some((one) => one.side === side);
  const isGiven = proposed === verdict && hasReason(outcome.closing);
  const needsReason = !isGiven && (reading.daysLeft > 0 || verdict !== reading.suggests);
  if (side === null && me.role !== 'analyst')
    return <p className={layout['meta']}>Your role signs for neither product nor marketing.</p>;
  return (
    <form
      className={layout['col']}
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim() === '' ? {} : { reason };
        closing.mutate({ version: outcome.version, verdict, ...said });
      }}
    >
      <Choice label="Verdict" value={verdict} options={verdicts} onChange={setVerdict} />
      <p className={layout['meta']}>
        The interval supports “{reading.suggests}”; {leftWords(reading.daysLeft)}.
      </p>
      {needsReason && (
        <TextInput
          label={reading.daysLeft > 0 ? 'Why before its end' : 'Why you judge otherwise'}
          required
          withAsterisk={false}
          minLength={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {closing.isError && <TroubleNote error={closing.error} />}
      <Button
        kind={isNext ? 'main' : 'quiet'}
        full
        type="submit"
        disabled={closing.isPending || hasSigned === true}
      >
        {hasSigned === true ? 'The other side signs next' : `Sign: ${verdict}`}
      </Button>
    </form>
  );
}
