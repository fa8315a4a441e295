import { useDisclosure } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { BottomBar } from './BottomBar.tsx';
import { Rail } from './Rail.tsx';
import { rememberProject, useProject } from './session.ts';
import css from './shell.module.css';
import { useJumps } from './jumps.ts';

const Finder = lazy(async () => ({ default: (await import('./Finder.tsx')).Finder }));

const KeysHelp = lazy(async () => ({ default: (await import('./KeysHelp.tsx')).KeysHelp }));

/** The frame of every page inside a project. */
export function Shell() {
  const project = useProject();
  const [isFinding, finding] = useDisclosure(false);
  const [helps, setHelps] = useState(false);
  useEffect(() => rememberProject(project.id), [project.id]);
  useJumps({ onFind: finding.open, onHelp: () => setHelps(true) });
  return (
    <>
      <a href="#main" className={css['skip']}>
        Skip to the page
      </a>
      <div className={css['app']}>
        <Rail onFind={finding.open} onHelp={() => setHelps(true)} />
        <div className={css['content']} key={project.id}>
          <Outlet />
        </div>
        <BottomBar onHelp={() => setHelps(true)} />
      </div>
      {isFinding && (
        <Suspense>
          <Finder onClose={finding.close} />
        </Suspense>
      )}
      {helps && (
        <Suspense>
          <KeysHelp isOpen onClose={() => setHelps(false)} />
        </Suspense>
      )}
    </>
  );
}
