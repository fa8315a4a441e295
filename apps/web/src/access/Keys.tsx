import { Modal } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { listKeys, revokeKey, type Answer } from '@tandem/contract';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import controls from '../ui/controls.module.css';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { NewKey } from './NewKey.tsx';
import css from './settings.module.css';
import { SettingsPage } from './SettingsPage.tsx';

type Key = Answer<typeof listKeys>['keys'][number];

/** Public keys send and never read; private ones read what their scopes name. */
export function Keys() {
  const project = useProject();
  const keys = useQuery(answerTo(listKeys, { params: { project: project.id } }));
  const [revoking, setRevoking] = useState<Key>();
  return (
    <SettingsPage title="Keys">
      <Card title="Keys of this project">
        {keys.isError && <TroubleNote error={keys.error} onRetry={() => void keys.refetch()} />}
        {keys.isPending && <SkeletonLines />}
        {keys.data !== undefined && <KeyTable keys={keys.data.keys} onRevoke={setRevoking} />}
      </Card>
      <NewKey />
      <RevokeDialog revoking={revoking} onClose={() => setRevoking(undefined)} />
    </SettingsPage>
  );
}

type TableProps = { readonly keys: readonly Key[]; readonly onRevoke: (key: Key) => void };

function KeyTable({ keys, onRevoke }: TableProps) {
  const now = useNow();
  return (
    <div className={table['scroll']}>
      <table className={cx(table['table'], table['stack'])}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">May</th>
            <th scope="col" className={table['n']}>
              Last used
            </th>
            <th scope="col" className={table['n']}>
              <span className={layout['hidden']}>Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} now={now} onRevoke={() => onRevoke(key)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { readonly apiKey: Key; readonly now: Date; readonly onRevoke: () => void };

function KeyRow({ apiKey, now, onRevoke }: RowProps) {
  return (
    <tr className={cx(apiKey.revokedAt !== null && css['revoked'])}>
      <td className={table['whole']}>
        <b style={{ fontWeight: 550 }}>{apiKey.name}</b>
        <div className={layout['meta']}>
          {apiKey.createdBy === null ? 'made at set-up' : `by ${apiKey.createdBy}`}
        </div>
      </td>
      <td className={cx(css['key'], table['whole'])}>
        {apiKey.display}
        {apiKey.kind === 'private' ? '…' : <CopyKey apiKey={apiKey} />}
      </td>
      <td>
        <span className={`${layout['row']} ${layout['wrap']}`} style={{ gap: 4 }}>
          {apiKey.kind === 'public' ? (
            <Tag>sends; reads what its visitor may see</Tag>
          ) : (
            apiKey.scopes.map((scope) => <Tag key={scope}>{scope}</Tag>)
          )}
        </span>
      </td>
      <td className={table['n']} data-label="used">
        {apiKey.lastUsedAt === null ? 'never' : formatAgo(apiKey.lastUsedAt, now)}
      </td>
      <td className={table['n']}>
        {apiKey.revokedAt === null ? (
          <Button size="small" kind="ghost" aria-label={`Revoke ${apiKey.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        ) : (
          `revoked ${formatAgo(apiKey.revokedAt, now)}`
        )}
      </td>
    </tr>
  );
}

/** Only a public key is known in full after it was made. */
function CopyKey({ apiKey }: { readonly apiKey: Key }) {
  const clipboard = useClipboard({ timeout: 2000 });
  if (apiKey.revokedAt !== null) return null;
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <button
      type="button"
      className={controls['icon']}
      aria-label={clipboard.copied ? 'Copied' : `Copy ${apiKey.name}`}
      onClick={() => clipboard.copy(apiKey.display)}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}

type DialogProps = { readonly revoking: Key | undefined; readonly onClose: () => void };

function RevokeDialog({ revoking, onClose }: DialogProps) {
  const project = useProject();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: (key: Key) => call(revokeKey, { params: { project: project.id, key: key.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [listKeys.path] });
      void toast('Key revoked');
      onClose();
    },
  });
  return (
    <Modal
      opened={revoking !== undefined}
      onClose={onClose}
      title={`Revoke ${revoking?.name ?? ''}?`}
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={layout['col']} style={{ gap: 14 }}>
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Whoever uses it is refused at once. What came in with it stays. It cannot be given back;
          make a new key instead.
        </p>
        {ending.isError && <TroubleNote error={ending.error} />}
        <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Keep</Button>
          <Button
            kind="danger"
            disabled={ending.isPending}
            onClick={() => revoking && ending.mutate(revoking)}
          >
            Revoke
          </Button>
        </div>
      </div>
    </Modal>
  );
}
