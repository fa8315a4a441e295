import { useClipboard } from '@mantine/hooks';
import { listMembers, withdrawInvitation, type Answer } from '@tandem/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import { roleNames } from './roles.ts';

type Props = { readonly invitations: Answer<typeof listMembers>['invitations'] };

function useWithdrawal() {
  const me = useMe();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (invitation: string) =>
      call(withdrawInvitation, { params: { workspace: me.workspace.id, invitation } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [listMembers.path] });
      void toast('Withdrawn. The link works no longer.');
    },
  });
}

/** Where no mail is set up, an admin hands the link over. */
export function InvitationTable({ invitations }: Props) {
  const withdrawing = useWithdrawal();
  return (
    <>
      {withdrawing.error !== null && <TroubleNote error={withdrawing.error} />}
      <div className={table['scroll']}>
        <table className={`${table['table']} ${table['stack']}`}>
          <thead>
            <tr>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
              <th scope="col" className={table['n']}>
                Until
              </th>
              <th scope="col" className={table['n']}>
                <span className={layout['hidden']}>Link</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => (
              <Row
                key={invitation.id}
                invitation={invitation}
                onWithdraw={() => withdrawing.mutate(invitation.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type RowProps = {
  readonly invitation: Props['invitations'][number];
  readonly onWithdraw: () => void;
};

/** Only admins are given the link; they alone can take it back. */
function Row({ invitation, onWithdraw }: RowProps) {
  const now = useNow();
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <tr>
      <td className={table['whole']}>{invitation.email}</td>
      <td>{roleNames[invitation.role]}</td>
      <td className={table['n']}>{formatDate(invitation.expiresAt, now)}</td>
      <td className={table['n']}>
        {invitation.url !== '' && (
          <span className={layout['row']} style={{ justifyContent: 'flex-end' }}>
            <Button size="small" onClick={() => clipboard.copy(invitation.url)}>
              {clipboard.copied ? 'Copied' : 'Copy link'}
            </Button>
            <Button
              size="small"
              kind="ghost"
              aria-label={`Withdraw the invitation of ${invitation.email}`}
              onClick={onWithdraw}
            >
              Withdraw
            </Button>
          </span>
        )}
      </td>
    </tr>
  );
}
