import { TextInput } from '@mantine/core';
import type { Release } from '@tandem/contract';
import { useState } from 'react';
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
        <Silence release={release} onDone={() => change(false)} />
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
      <p className={`${layout['small']} ${layout['ink2']}`}>
        Before everybody gets it, somebody decides: a changelog entry, or nothing and why.
      </p>
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
