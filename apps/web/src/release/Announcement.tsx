import { Select, TextInput } from '@mantine/core';
import type { Release } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useEntries } from '../engage/use-engage.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useChangeRelease } from './use-release.ts';

/** A release reaches everybody only after somebody decided how it is told. */
export function AnnouncementCard({ release }: { readonly release: Release }) {
  const { announcement } = release;
  const [isChanging, change] = useState(false);
  return (
    <Card
      title="How it is told"
      aside={
        announcement === null ? (
          <Tag tone="warn">not decided</Tag>
        ) : (
          <Tag tone="support">decided</Tag>
        )
      }
    >
      {announcement === null || isChanging ? (
        <div className={layout['col']} style={{ gap: 16 }}>
          <ByEntry release={release} onDone={() => change(false)} />
          <Silence release={release} onDone={() => change(false)} />
        </div>
      ) : (
        <div className={layout['col']}>
          <p className={layout['small']}>
            {announcement.kind === 'none' ? (
              <>Nothing is announced: “{announcement.reason}”</>
            ) : (
              'A changelog entry tells those who have it.'
            )}
          </p>
          <div>
            <Button size="small" onClick={() => change(true)}>
              Decide anew
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}

/** An entry for those who have the flag on tells it. */
function ByEntry({ release, onDone }: SilenceProps) {
  const project = String(useProject().id);
  const entries = useEntries().data?.entries ?? [];
  const fitting = entries.filter(
    ({ flag, kind, state }) =>
      flag === release.flag && kind !== 'coming_soon' && state !== 'withdrawn',
  );
  const changing = useChangeRelease(release);
  const announce = (entry: string | null) => {
    if (entry === null) return;
    changing.mutate({ announcement: { kind: 'entry', entry } }, { onSuccess: onDone });
  };
  return (
    <div className={layout['col']}>
      <p className={`${layout['small']} ${layout['ink2']}`}>
        Before everybody gets it, somebody decides: a changelog entry, or nothing and why.
      </p>
      {fitting.length > 0 ? (
        <Select
          label="Told by the changelog entry"
          placeholder="Choose one"
          data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={announce}
        />
      ) : (
        <p className={layout['small']}>
          No entry is for those who have {release.flagKey} on.{' '}
          <Link
            to="/p/$project/conversation"
            params={{ project }}
            search={{ entry: 'new' }}
            className={layout['link']}
          >
            Write one
          </Link>
        </p>
      )}
      {changing.isError && <TroubleNote error={changing.error} />}
    </div>
  );
}

type SilenceProps = { readonly release: Release; readonly onDone: () => void };

/** Nothing is announced, and why. */
function Silence({ release, onDone }: SilenceProps) {
  const [reason, setReason] = useState('');
  const changing = useChangeRelease(release);
  return (
    <form
      className={layout['col']}
      style={{ gap: 10 }}
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate({ announcement: { kind: 'none', reason } }, { onSuccess: onDone });
      }}
    >
      <TextInput
        label="Nothing is announced, because"
        required
        withAsterisk={false}
        minLength={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {changing.isError && <TroubleNote error={changing.error} />}
      <div>
        <Button type="submit" disabled={changing.isPending}>
          Decide: silent
        </Button>
      </div>
    </form>
  );
}
