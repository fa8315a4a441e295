import { Menu, useMantineColorScheme } from '@mantine/core';
import { sideOfRole } from '@tandem/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { signOut } from '../access/sign-in.ts';
import { roleNames } from '../access/roles.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import controls from '../ui/controls.module.css';
import layout from '../ui/layout.module.css';
import { useForget, useMe, useProject } from './session.ts';
import css from './shell.module.css';

const schemes = [
  ['auto', 'As the system', IconDeviceDesktop],
  ['light', 'Light', IconSun],
  ['dark', 'Dark', IconMoon],
] as const;

export function UserMenu({ onHelp }: { readonly onHelp: () => void }) {
  const me = useMe();
  const project = useProject();
  return (
    <div className={css['me']}>
      <AccountMenu onHelp={onHelp}>
        <button type="button" className={css['who']}>
          <Avatar name={me.user.name} side={sideOfRole[me.role]} />
          <span className={cx(css['words'], layout['trunc'])}>
            {me.user.name}
            <small>{roleNames[me.role]}</small>
          </span>
        </button>
      </AccountMenu>
      <Link
        to="/p/$project/settings/project"
        params={{ project: String(project.id) }}
        search={{}}
        className={controls['icon']}
        aria-label="Settings"
        title="Settings"
      >
        <IconSettings size={16} stroke={1.75} aria-hidden="true" />
      </Link>
    </div>
  );
}

type MenuProps = {
  readonly onHelp: () => void;
  /** Items above the others. */
  readonly first?: ReactNode;
  readonly children: ReactElement;
};

/** Light or dark, the keys, and the way out. */
export function AccountMenu({ onHelp, first, children }: MenuProps) {
  const navigate = useNavigate();
  const forget = useForget();
  const project = useProject();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    await signOut();
    await forget();
    await navigate({ to: '/sign-in', search: {} });
  };
  return (
    <Menu width={208} position="top-start">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {first}
        <Menu.Label>Colours</Menu.Label>
        {schemes.map(([scheme, name, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={14} />}
            rightSection={
              scheme === colorScheme ? <IconCheck size={14} aria-label="Chosen" /> : null
            }
            onClick={() => setColorScheme(scheme)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSettings size={14} />}
          onClick={() =>
            void navigate({
              to: '/p/$project/settings/project',
              params: { project: String(project.id) },
              search: {},
            })
          }
        >
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={14} />} onClick={onHelp}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
