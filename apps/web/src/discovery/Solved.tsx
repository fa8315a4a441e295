import { Textarea } from '@mantine/core';
import type { Addressing, GateCheck, Opportunity, Verification } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AnswerTable } from '../engage/AnswerTable.tsx';
import { useAddressing, useReopening, useVerification, useVerify } from '../engage/use-engage.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { GateChecklist, GuardedButton, type GateItem } from '../ui/GateChecklist.tsx';
import layout from '../ui/layout.module.css';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import { Owner } from './Owner.tsx';

type Props = { readonly opportunity: Opportunity };

/** Whether something was built for it, or it waits for that. */
export const isJudged = ({ state }: Opportunity): boolean =>
  state === 'in_bet' || state === 'addressed' || state === 'verified_solved';

/** From "something is built for it" to "those who asked say that it is solved". */
export function Solved({ opportunity }: Props) {
  const { id, state } = opportunity;
  const { data, error, refetch } = useVerification(id);
  if (error !== null) return <TroubleNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonBlock height={220} />;
  return (
    <div className={layout['col']} style={{ gap: 18 }}>
      {data.verified !== null && <Verified verified={data.verified} />}
      {state === 'in_bet' && <Addressed opportunity={opportunity} />}
      {data.answered > 0 && <AnswerTable {...data} />}
      {data.since !== null && <Since since={data.since} />}
      {state === 'addressed' && <Owner opportunity={opportunity} />}
      {state === 'addressed' && <Verify verification={data} />}
      {state !== 'in_bet' && <Reopen opportunity={data.opportunity} version={data.version} />}
    </div>
  );
}

function Since({ since }: { readonly since: string }) {
  const now = useNow();
  return (
    <p className={layout['meta']}>
      It was reopened on {formatDate(since, now)}: only what was answered later counts.
    </p>
  );
}

const itemOf = ({ rule, says, fact, isMet, wayOut }: GateCheck): GateItem => ({
  key: rule,
  says,
  fact: isMet ? fact : `${fact}. ${wayOut}`,
  isMet,
});

/** Nobody says so: it follows from what is on for everybody, or from the bet's verdict. */
function Addressed({ opportunity }: Props) {
  const project = String(useProject().id);
  const now = useNow();
  const { data, error } = useAddressing(opportunity.id);
  if (error !== null) return <TroubleNote error={error} />;
  if (data === undefined) return <SkeletonBlock height={120} />;
  const { bet, releases, checks } = data;
  return (
    <GateChecklist title="To count as addressed" items={checks.map(itemOf)} now={now}>
      <p className={`${layout['row']} ${layout['wrap']} ${layout['small']}`}>
        {bet !== null && <BetLink project={project} bet={bet} />}
        {releases.map(({ id, name }) => (
          <Link
            key={id}
            to="/p/$project/ship/$release"
            params={{ project, release: id }}
            search={{}}
            className={layout['link']}
          >
            {name}
          </Link>
        ))}
      </p>
    </GateChecklist>
  );
}

type BetLinkProps = {
  readonly project: string;
  readonly bet: NonNullable<Addressing['bet']>;
};
const BetLink = ({ project, bet: { id, number } }: BetLinkProps) => (
  <Link
    to="/p/$project/bets/$bet"
    params={{ project, bet: id }}
    search={{}}
    className={layout['link']}
  >
    Bet B-{number}
  </Link>
);

/** Its owner says so, with what they answered in sight. */
function Verify({ verification }: { readonly verification: Verification }) {
  const now = useNow();
  const [reason, setReason] = useState('');
  const verifying = useVerify(verification.opportunity);
  const items = verification.checks.map(itemOf);
  const isReady = items.every(({ isMet }) => isMet);
  const { version } = verification;
  return (
    <>
      <GateChecklist title="To say that it is solved" items={items} now={now} />
      {isReady && (
        <Textarea
          label="In a sentence, if you like"
          description="It stands beside what they answered"
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {verifying.isError && <TroubleNote error={verifying.error} />}
      <GuardedButton
        items={items}
        isPending={verifying.isPending}
        onPress={() => verifying.mutate({ version, ...(reason.trim() && { reason }) })}
      >
        Say that it is solved
      </GuardedButton>
    </>
  );
}

function Verified({ verified }: { readonly verified: NonNullable<Verification['verified']> }) {
  const now = useNow();
  const { by, at, reason, solved, answered } = verified;
  return (
    <p>
      <b>Solved, they say.</b> {by}, {formatDate(at, now)}: {solved} of {answered} who had answered
      by then.{reason !== null && ` “${reason}”`}
    </p>
  );
}

/** Also without anybody's "no": what was solved may come back. */
function Reopen({ opportunity: id, version }: Pick<Verification, 'opportunity' | 'version'>) {
  const [reason, setReason] = useState<string>();
  const reopening = useReopening({ id, version });
  if (reason === undefined) {
    return (
      <div>
        <Button kind="ghost" style={{ marginLeft: -12 }} onClick={() => setReason('')}>
          It is not solved
        </Button>
      </div>
    );
  }
  return (
    <form
      className={layout['col']}
      onSubmit={(event) => {
        event.preventDefault();
        reopening.mutate(reason);
      }}
    >
      <Textarea
        label="What is not solved"
        description="It can then be explored, or built for, once more"
        required
        withAsterisk={false}
        minLength={3}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {reopening.isError && <TroubleNote error={reopening.error} />}
      <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
        <Button onClick={() => setReason(undefined)}>Cancel</Button>
        <Button type="submit" disabled={reopening.isPending}>
          Reopen
        </Button>
      </div>
    </form>
  );
}
