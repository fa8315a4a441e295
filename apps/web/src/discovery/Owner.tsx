import { Select } from '@mantine/core';
import { listMembers, updateOpportunity, type Opportunity } from '@tandem/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconUser } from '@tabler/icons-react';
import { answerTo, call } from '../api.ts';
import { useForgetEngage } from '../engage/use-engage.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Chip } from '../ui/Chip.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';

/** Who says, in the end, that it is solved; anybody while nobody owns it. */
export function Owner({ opportunity }: { readonly opportunity: Opportunity }) {
  const { id, version, owner } = opportunity;
  const { workspace } = useMe();
  const members = useQuery(answerTo(listMembers, { params: { workspace: workspace.id } }));
  const all = members.data?.members ?? [];
  const named = all.find(({ userId }) => userId === owner);
  const params = { project: useProject().id, id };
  const changing = useMutation({
    mutationFn: (next: string | null) =>
      call(updateOpportunity, { params, body: { version, owner: next } }),
    onSettled: useForgetEngage(),
  });
  return (
    <div>
      <Chip
        isAdd={named === undefined}
        icon={<IconUser size={14} aria-hidden="true" />}
        label={named === undefined ? 'Name an owner' : `Owner: ${named.name}`}
        editor={(close) => (
          <Select
            aria-label="Owner"
            placeholder="Owner"
            data={all.map(({ userId, name }) => ({ value: userId, label: name }))}
            value={named?.userId ?? null}
            onChange={(next) => {
              changing.mutate(next);
              close();
            }}
            clearable
            comboboxProps={{ withinPortal: false }}
          />
        )}
      >
        {named === undefined ? 'Owner' : <b>{named.name}</b>}
      </Chip>
      {changing.isError && <TroubleNote error={changing.error} />}
    </div>
  );
}
