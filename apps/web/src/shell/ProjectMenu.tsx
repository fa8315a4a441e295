import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Avatar } from '../ui/Avatar.tsx';
import layout from '../ui/layout.module.css';
import { cx } from '../ui/cx.ts';
import { useMe, useProject } from './session.ts';
import css from './shell.module.css';

const NewProject = lazy(async () => ({
  default: (await import('../access/NewProject.tsx')).NewProject,
}));

/** Which project this is, and the others. */
export function ProjectMenu() {
  const me = useMe();
  const project = useProject();
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <Menu width={220} position="bottom-start">
        <Menu.Target>
          <button type="button" className={css['project']}>
            <PairOf name={project.name} />
            <span className={cx(css['words'], layout['trunc'])} style={{ flex: 1 }}>
              <b style={{ fontWeight: 600 }}>{project.name}</b>
              <small>{me.workspace.name}</small>
            </span>
            <span className={css['words']}>
              <IconSelector size={14} aria-hidden="true" />
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <ProjectItems />
          {me.permissions.includes('workspace:admin') && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => setMaking(true)}>
                New project
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isMaking && (
        <Suspense>
          <NewProject isOpen onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The projects, the open one ticked. */
export function ProjectItems() {
  const me = useMe();
  const project = useProject();
  const navigate = useNavigate();
  const open = (id: number) =>
    navigate({ to: '/p/$project/today', params: { project: String(id) }, search: {} });
  return (
    <>
      <Menu.Label>Projects</Menu.Label>
      {me.projects.map(({ id, name }) => (
        <Menu.Item
          key={id}
          onClick={() => void open(id)}
          rightSection={id === project.id ? <IconCheck size={14} aria-label="Open now" /> : null}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  );
}

function PairOf({ name }: { readonly name: string }) {
  return (
    <span style={{ display: 'flex', flex: 'none' }}>
      <Avatar name={name} side="product" size={20} />
    </span>
  );
}
