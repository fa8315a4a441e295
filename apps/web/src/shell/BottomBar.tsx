import { Menu } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { IconActivity, IconHome, IconUserCircle } from '@tabler/icons-react';
import { ProjectItems } from './ProjectMenu.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { useProject } from './session.ts';
import css from './shell.module.css';
import { stationIcons } from './station-icons.ts';
import { stations } from './stations.ts';
import { useAround } from './use-around.ts';
import { AccountMenu } from './UserMenu.tsx';

type Station = (typeof stations)[number];

const look = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** The rail on phones: a station of one screen opens it, one of several lists them. */
export function BottomBar({ onHelp }: { readonly onHelp: () => void }) {
  const project = String(useProject().id);
  const { isStuck } = useAround();
  return (
    <nav className={css['bottom']} aria-label="Loop">
      <Link to="/p/$project/today" params={{ project }} search={{}} activeOptions={plainly}>
        <IconHome {...look} />
        Today
      </Link>
      {stations.map((station) => (
        <Place key={station.id} station={station} isStuck={isStuck(station.id)} />
      ))}
      <AccountMenu onHelp={onHelp} first={<OtherPlaces />}>
        <button type="button">
          <IconUserCircle {...look} />
          You
        </button>
      </AccountMenu>
    </nav>
  );
}

const plainly = { includeSearch: false } as const;

type PlaceProps = { readonly station: Station; readonly isStuck: boolean };

function Place({ station, isStuck }: PlaceProps) {
  const project = String(useProject().id);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const Icon = stationIcons[station.id];
  const isAt = (to: string) => pathname.startsWith(to.replace('$project', project));
  const [first] = station.screens;
  const icon = (
    <span className={cx(css['place'], isStuck && css['stuck'])}>
      <Icon {...look} />
      {isStuck && <span className={layout['hidden']}>Something is stuck: </span>}
    </span>
  );
  if (station.screens.length === 1) {
    return (
      <Link to={first.to} params={{ project }} search={{}} activeOptions={plainly}>
        {icon}
        {station.name}
      </Link>
    );
  }
  return (
    <Menu width={180} position="top">
      <Menu.Target>
        <button
          type="button"
          data-status={station.screens.some(({ to }) => isAt(to)) ? 'active' : undefined}
        >
          {icon}
          {station.name}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {station.screens.map(({ name, to }) => (
          <Menu.Item
            key={name}
            aria-current={isAt(to) ? 'page' : undefined}
            onClick={() => void navigate({ to, params: { project }, search: {} })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What stands in the rail outside of the loop. */
function OtherPlaces() {
  const project = String(useProject().id);
  const navigate = useNavigate();
  return (
    <>
      <ProjectItems />
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconActivity size={14} />}
        onClick={() => void navigate({ to: '/p/$project/live', params: { project }, search: {} })}
      >
        Live events
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}
