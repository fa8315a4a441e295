import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe, useProject } from '../shell/session.ts';
import controls from '../ui/controls.module.css';
import { Page } from '../ui/Page.tsx';
import css from './settings.module.css';

type Props = {
  readonly title: string;
  readonly facts?: ReactNode;
  readonly tag?: ReactNode;
  readonly children: ReactNode;
};

const pages = [
  ['Project', '/p/$project/settings/project', undefined],
  ['Keys', '/p/$project/settings/keys', 'project:admin'],
  ['Members', '/p/$project/settings/members', undefined],
  ['Pods', '/p/$project/settings/pods', undefined],
  ['Audit log', '/p/$project/settings/audit', 'workspace:admin'],
] as const;

/** A page of the settings, with the way to the others. Pages the role may not see are not shown. */
export function SettingsPage({ title, facts, tag, children }: Props) {
  const me = useMe();
  const project = String(useProject().id);
  return (
    <Page
      title={title}
      crumbs={['Settings', title]}
      facts={facts}
      tag={tag}
      chips={
        <nav className={controls['seg']} aria-label="Settings">
          {pages
            .filter(([, , needs]) => needs === undefined || me.permissions.includes(needs))
            .map(([name, to]) => (
              <Link
                key={to}
                to={to}
                params={{ project }}
                search={{}}
                activeOptions={{ includeSearch: false }}
              >
                {name}
              </Link>
            ))}
        </nav>
      }
    >
      <div className={css['body']}>{children}</div>
    </Page>
  );
}
