import { listMembers } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useMe } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import { formatPlural } from '../ui/format.ts';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { Invite } from './Invite.tsx';
import { InvitationTable } from './InvitationTable.tsx';
import { MemberTable } from './MemberTable.tsx';
import { SettingsPage } from './SettingsPage.tsx';

/** Who is in the workspace, and who is asked in. */
export function Members() {
  const me = useMe();
  const answer = useQuery(answerTo(listMembers, { params: { workspace: me.workspace.id } }));
  const isAdmin = me.permissions.includes('workspace:admin');
  return (
    <SettingsPage
      title="Members"
      facts={answer.data && formatPlural(answer.data.members.length, 'member', 'members')}
    >
      {isAdmin && <Invite />}
      <Card title={me.workspace.name}>
        {answer.isError && (
          <TroubleNote error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {answer.isPending && <SkeletonLines />}
        {answer.data !== undefined && <MemberTable members={answer.data.members} />}
      </Card>
      {answer.data !== undefined && answer.data.invitations.length > 0 && (
        <Card title="Open invitations">
          <InvitationTable invitations={answer.data.invitations} />
        </Card>
      )}
    </SettingsPage>
  );
}
