import type { Answer, getBrief } from '@tandem/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useToday } from '../insights/use-question.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import columns from '../ui/columns.module.css';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDays, formatMoment } from '../ui/when.ts';
import css from './alignment.module.css';
import { briefState } from './brief-words.ts';
import { BriefEditor } from './BriefEditor.tsx';
import { Receipts } from './Receipts.tsx';
import { SayIt } from './SayIt.tsx';
import { useAcknowledge, useBrief, useSendBrief } from './use-alignment.ts';

export type BriefWhole = Answer<typeof getBrief>;

/** One brief: the text that went out, what is being written, and who has read it. */
export function BriefPage() {
  const { brief: id } = useParams({ from: '/p/$project/briefs/$brief' });
  const asked = useBrief(id);
  const today = useToday();
  const [isEditing, edit] = useState(false);
  const brief = asked.data;
  const project = String(useProject().id);
  const up = (
    <Link to="/p/$project/briefs" params={{ project }} search={{}}>
      Briefs
    </Link>
  );
  if (brief === undefined) {
    return (
      <Page title="Brief" crumbs={['Tell', up]}>
        {asked.isError ? (
          <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <SkeletonCards left={[8]} right={[5]} />
        )}
      </Page>
    );
  }
  const [words, tone] = briefState(brief);
  const isWriting = isEditing || brief.body === '';
  return (
    <Page
      title={brief.title}
      crumbs={['Tell', up, brief.title]}
      facts={
        brief.dueOn === null ? undefined : `done by ${formatDays(brief.dueOn, brief.dueOn, today)}`
      }
      tag={<Tag tone={tone}>{words}</Tag>}
      actions={!isWriting && <Actions brief={brief} onEdit={() => edit(true)} />}
    >
      <div className={columns['two']}>
        <div className={columns['column']}>
          {isWriting ? (
            <BriefEditor brief={brief} onDone={() => edit(false)} />
          ) : (
            <Sent brief={brief} />
          )}
        </div>
        <div className={columns['column']}>
          <Receipts brief={brief} />
          <Texts brief={brief} />
        </div>
      </div>
    </Page>
  );
}

/** Whoever is asked says so first; whoever writes sends. One of both is the filled button. */
function Actions({ brief, onEdit }: { readonly brief: BriefWhole; readonly onEdit: () => void }) {
  const sending = useSendBrief(brief.id);
  const me = useMe();
  const isAsked = brief.acknowledgements.some(
    ({ userId, state }) => userId === me.user.id && state !== 'done',
  );
  return (
    <>
      <Button onClick={onEdit}>Change</Button>
      {brief.hasChanges && (
        <Button
          kind={isAsked ? 'quiet' : 'main'}
          disabled={sending.isPending}
          onClick={() => sending.mutate({ version: brief.version })}
        >
          {brief.sent === null ? 'Send' : 'Send the new text'}
        </Button>
      )}
      <SayIt brief={brief} />
    </>
  );
}

/** The text of now. To have had it in sight for a moment is to have read it. */
function Sent({ brief }: { readonly brief: BriefWhole }) {
  useReceipt(brief);
  return (
    <Card
      title={brief.hasChanges && brief.sent !== null ? 'Draft, not sent yet' : 'The brief'}
      aside={
        brief.sent !== null && (
          <span className={layout['meta']}>text {brief.sent.number} went out</span>
        )
      }
    >
      <div className={css['body']}>{brief.body}</div>
    </Card>
  );
}

const readAfterMs = 2_000;

function useReceipt({ id, sent, hasChanges, acknowledgements }: BriefWhole): void {
  const me = useMe();
  const { mutate } = useAcknowledge(id);
  const mine = acknowledgements.find(({ userId }) => userId === me.user.id);
  const text = sent?.number;
  const isNew = mine?.state === 'pending' && text !== undefined && !hasChanges;
  useEffect(() => {
    if (!isNew) return undefined;
    const timer = setTimeout(() => mutate({ move: 'read', text }), readAfterMs);
    return () => clearTimeout(timer);
  }, [isNew, mutate, text]);
}

/** Every text that went out, the newest first. */
function Texts({ brief }: { readonly brief: BriefWhole }) {
  const now = useNow();
  if (brief.texts.length < 2) return null;
  return (
    <Card title="Earlier texts">
      <ol className={layout['col']} style={{ gap: 12 }}>
        {brief.texts
          .slice(0, -1)
          .toReversed()
          .map(({ number, author, at, body }) => (
            <li key={number}>
              <details>
                <summary className={layout['small']}>
                  Text {number} by {author}{' '}
                  <span className={layout['meta']}>{formatMoment(at, now)}</span>
                </summary>
                <div className={css['body']}>{body}</div>
              </details>
            </li>
          ))}
      </ol>
    </Card>
  );
}
