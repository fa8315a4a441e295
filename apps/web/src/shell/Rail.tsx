import type { CSSProperties } from 'react';
import { Link, useLocation } from '@tanstack/react-router';
import {
  IconActivity,
  IconCards,
  IconChartBar,
  IconEar,
  IconHome,
  IconMicrophone,
  IconMailCheck,
  IconReportAnalytics,
  IconRocket,
  IconSearch,
  IconSitemap,
  IconUsers,
} from '@tabler/icons-react';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { modifierKey } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { Mark } from './Mark.tsx';
import { ProjectMenu } from './ProjectMenu.tsx';
import { useProject } from './session.ts';
import css from './shell.module.css';
import { stations } from './stations.ts';
import { useAround } from './use-around.ts';
import { UserMenu } from './UserMenu.tsx';

const icons: Readonly<Record<string, typeof IconEar>> = {
  Listening: IconEar,
  Explore: IconChartBar,
  People: IconUsers,
  Discovery: IconMicrophone,
  Opportunities: IconSitemap,
  Bets: IconCards,
  Ship: IconRocket,
  'Weekly pack': IconReportAnalytics,
  Briefs: IconMailCheck,
};

type Props = { readonly onFind: () => void; readonly onHelp: () => void };

/** The loop as navigation: counts, and amber where something is stuck inside. */
export function Rail({ onFind, onHelp }: Props) {
  const project = useProject();
  const params = { project: String(project.id) };
  const { open, fresh, isStuck } = useAround();
  return (
    <nav className={css['rail']} aria-label="Main">
      <div className={css['brand']}>
        <Mark />
        <span className={css['words']}>Tandem</span>
      </div>
      <ProjectMenu />
      <button type="button" className={css['search']} onClick={onFind}>
        <IconSearch size={14} aria-hidden="true" />
        <span className={css['words']}>Search or jump</span>
        <span className={css['words']} style={{ marginLeft: 'auto' }}>
          <Kbd>{modifierKey === '⌘' ? '⌘K' : `${modifierKey} K`}</Kbd>
        </span>
      </button>
      <div>
        <Link
          to="/p/$project/today"
          params={params}
          search={{}}
          activeOptions={plainly}
          className={css['item']}
        >
          <IconHome size={16} stroke={1.75} aria-hidden="true" />
          <span className={css['words']}>Today</span>
          {open > 0 && <span className={css['count']}>{open} to do</span>}
        </Link>
        <Stations fresh={fresh} isStuck={isStuck} />
      </div>
      <div className={css['below']}>
        <Link
          to="/p/$project/live"
          params={params}
          search={{}}
          activeOptions={plainly}
          className={css['item']}
        >
          <IconActivity size={16} stroke={1.75} aria-hidden="true" />
          <span className={css['words']}>Live events</span>
        </Link>
      </div>
      <UserMenu onHelp={onHelp} />
    </nav>
  );
}

const plainly = { includeSearch: false } as const;

/** The track ends at the last station's dot, above its screens. */
const trackEnd = { '--below': stations.at(-1)?.screens.length ?? 0 } as CSSProperties;

function Stations({ fresh, isStuck }: Pick<ReturnType<typeof useAround>, 'fresh' | 'isStuck'>) {
  const project = useProject();
  const { pathname } = useLocation();
  return (
    <div className={css['loop']}>
      <div className={css['track']} style={trackEnd} aria-hidden="true" />
      {stations.map((station) => {
        const isHere = station.screens.some(({ to }) =>
          pathname.startsWith(to.replace('$project', String(project.id))),
        );
        return (
          <div
            key={station.id}
            className={cx(
              css['station'],
              isHere && css['here'],
              !isHere && isStuck(station.id) && css['stuck'],
            )}
          >
            <b>
              {station.name}
              {isStuck(station.id) && (
                <span className={layout['hidden']}>, something is stuck</span>
              )}
            </b>
            {station.screens.map((screen) => {
              const Icon = icons[screen.name] ?? IconChartBar;
              return (
                <Link
                  key={screen.name}
                  to={screen.to}
                  params={{ project: String(project.id) }}
                  search={{}}
                  activeOptions={plainly}
                  className={css['item']}
                >
                  <span className={css['folded']}>
                    <Icon size={16} stroke={1.75} aria-hidden="true" />
                  </span>
                  <span className={css['words']}>{screen.name}</span>
                  {screen.name === 'Listening' && fresh > 0 && (
                    <span className={css['count']}>{formatCount(fresh)}</span>
                  )}
                </Link>
              );
            })}
          </div>
        );
      })}
    </div>
  );
}
