import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { inviteMember, listMembers, type Role } from '@tandem/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { departmentOf, roleOptions } from './roles.ts';
import css from './settings.module.css';

const empty = { email: '', role: 'pmm' as Role, department: departmentOf.pmm };

export function Invite() {
  const me = useMe();
  const queries = useQueryClient();
  const form = useForm({ initialValues: empty });
  const inviting = useMutation({
    mutationFn: (body: typeof empty) =>
      call(inviteMember, { params: { workspace: me.workspace.id }, body }),
    onSuccess: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: [listMembers.path] });
    },
  });
  const chooseRole = (role: string | null) =>
    role !== null && form.setValues({ role: role as Role, department: departmentOf[role as Role] });
  return (
    <Card title="Invite somebody">
      <form className={css['inline']} onSubmit={form.onSubmit((values) => inviting.mutate(values))}>
        <TextInput
          label="E-mail"
          type="email"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <Select label="Role" data={roleOptions} value={form.values.role} onChange={chooseRole} />
        <TextInput
          label="Department"
          required
          withAsterisk={false}
          {...form.getInputProps('department')}
        />
        <Button kind="main" type="submit" disabled={inviting.isPending}>
          Invite
        </Button>
      </form>
      {inviting.isError && (
        <div style={{ marginTop: 12 }}>
          <TroubleNote error={inviting.error} />
        </div>
      )}
      {inviting.data !== undefined && (
        <div role="status" className={layout['col']} style={{ marginTop: 12 }}>
          <span className={layout['small']}>
            {inviting.data.email} can join with this link, once, within seven days.
          </span>
          <Snippet code={inviting.data.url} label="Invitation link" />
        </div>
      )}
    </Card>
  );
}
