import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { SettingsPage } from '../access/SettingsPage.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { PodCard } from './PodCard.tsx';
import { useNewPod, usePods } from './use-pods.ts';

/** Who works with whom: five seats, one leader, one outcome at a time. */
export function Pods() {
  const asked = usePods();
  const pods = asked.data?.pods ?? [];
  return (
    <SettingsPage title="Pods" facts={asked.data && formatPlural(pods.length, 'pod', 'pods')}>
      {asked.isError && <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonLines widths={[70, 60, 75]} />}
      {pods.map((pod) => (
        <PodCard key={pod.id} pod={pod} />
      ))}
      {asked.data !== undefined && <NewPod isFirst={pods.length === 0} />}
    </SettingsPage>
  );
}

function NewPod({ isFirst }: { readonly isFirst: boolean }) {
  const making = useNewPod();
  const [name, setName] = useState('');
  return (
    <Card title={isFirst ? 'The first pod' : 'Another pod'}>
      <form
        className={layout['col']}
        style={{ gap: 12, maxWidth: 420 }}
        onSubmit={(event) => {
          event.preventDefault();
          making.mutate(name, { onSuccess: () => setName('') });
        }}
      >
        {isFirst && (
          <p className={`${layout['small']} ${layout['ink2']}`}>
            A pod is a product manager, a product marketer, an engineer, a designer and an analyst
            who work for one outcome. Bets belong to a pod: both sides sit in it.
          </p>
        )}
        <TextInput
          label="Name"
          placeholder="Find and Choose"
          required
          withAsterisk={false}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {making.isError && <TroubleNote error={making.error} />}
        <div>
          <Button kind="main" type="submit" disabled={making.isPending}>
            Create pod
          </Button>
        </div>
      </form>
    </Card>
  );
}
