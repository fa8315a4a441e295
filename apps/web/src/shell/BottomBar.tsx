import { Link } from '@tanstack/react-router';
import {
  IconActivity,
  IconChartBar,
  IconEar,
  IconHome,
  IconSitemap,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { useProject } from './session.ts';
import css from './shell.module.css';
import { AccountMenu } from './UserMenu.tsx';

const places = [
  ['Today', '/p/$project/today', IconHome],
  ['Listen', '/p/$project/listening', IconEar],
  ['Understand', '/p/$project/explore', IconChartBar],
  ['Decide', '/p/$project/opportunities', IconSitemap],
  ['People', '/p/$project/people', IconUsers],
  ['Live', '/p/$project/live', IconActivity],
] as const;

/** The rail on phones. */
export function BottomBar({ onHelp }: { readonly onHelp: () => void }) {
  const project = String(useProject().id);
  return (
    <nav className={css['bottom']} aria-label="Loop">
      {places.map(([name, to, Icon]) => (
        <Link
          key={name}
          to={to}
          params={{ project }}
          search={{}}
          activeOptions={{ includeSearch: false }}
        >
          <Icon size={18} stroke={1.75} aria-hidden="true" />
          {name}
        </Link>
      ))}
      <AccountMenu onHelp={onHelp}>
        <button type="button">
          <IconUserCircle size={18} stroke={1.75} aria-hidden="true" />
          You
        </button>
      </AccountMenu>
    </nav>
  );
}
