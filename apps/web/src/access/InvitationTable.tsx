import type { Answer, listMembers } from '@tandem/contract';
import { useClipboard } from '@mantine/hooks';
import { Button } from '../ui/Button.tsx';
import table from '../ui/table.module.css';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import { roleNames } from './roles.ts';

type Props = { readonly invitations: Answer<typeof listMembers>['invitations'] };

/** Where no mail is set up, an admin hands the link over. */
export function InvitationTable({ invitations }: Props) {
  const now = useNow();
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">E-mail</th>
            <th scope="col">Role</th>
            <th scope="col" className={table['n']}>
              Until
            </th>
            <th scope="col" className={table['n']}>
              Link
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.id}>
              <td>{invitation.email}</td>
              <td>{roleNames[invitation.role]}</td>
              <td className={table['n']}>{formatDate(invitation.expiresAt, now)}</td>
              <td className={table['n']}>
                {invitation.url !== '' && (
                  <Button size="small" onClick={() => clipboard.copy(invitation.url)}>
                    {clipboard.copied ? 'Copied' : 'Copy link'}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
