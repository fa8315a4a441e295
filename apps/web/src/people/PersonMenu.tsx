import { Menu, Modal, TextInput } from '@mantine/core';
import { erasePerson, exportPerson, type Person } from '@tandem/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconDots, IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { besideName, displayName } from './names.ts';

/** What a person may ask for: everything we know of them, or that we forget it. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const project = useProject();
  const [isErasing, setErasing] = useState(false);
  const exporting = useMutation({
    mutationFn: async () => {
      const all = await call(exportPerson, { params: { project: project.id, person: person.id } });
      download(`person-${person.id}.json`, JSON.stringify(all, null, 2));
    },
    onSuccess: () => void toast('Exported everything stored about them'),
  });
  return (
    <>
      <Menu width={220} position="bottom-end">
        <Menu.Target>
          <Button icon={<IconDots size={16} aria-hidden="true" />}>Their data</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => exporting.mutate()}>
            Export everything
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} />}
            color="danger"
            onClick={() => setErasing(true)}
          >
            Erase this person
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EraseDialog person={person} isOpen={isErasing} onClose={() => setErasing(false)} />
    </>
  );
}

type DialogProps = {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

function EraseDialog({ person, isOpen, onClose }: DialogProps) {
  const project = useProject();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const erasing = useMutation({
    mutationFn: () => call(erasePerson, { params: { project: project.id, person: person.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      void toast('Erased. The audit log keeps that it was done, not whom.');
      await navigate({
        to: '/p/$project/people',
        params: { project: String(project.id) },
        search: {},
      });
    },
  });
  const word = 'erase';
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={`Erase ${[displayName(person), besideName(person)].filter(Boolean).join(', ')}?`}
      size={440}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={layout['col']}
        style={{ gap: 14 }}
        onSubmit={(event) => {
          event.preventDefault();
          erasing.mutate();
        }}
      >
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Every event, trait and word of this person goes, under all of their ids. Counts of the
          past change with it. This cannot be undone; export first if they asked for a copy.
        </p>
        <TextInput
          label={`Type “${word}” to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
          autoComplete="off"
        />
        {erasing.isError && <TroubleNote error={erasing.error} />}
        <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Keep</Button>
          <Button kind="danger" type="submit" disabled={typed !== word || erasing.isPending}>
            Erase for good
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
