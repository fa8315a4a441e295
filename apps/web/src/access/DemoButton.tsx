import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { wordsOf } from '../ui/trouble.ts';
import { demoWish, useNewProject } from './demo.ts';

type Props = { readonly kind?: 'main' | 'quiet' };

/** Loads the demo company, or opens it where it is loaded already. */
export function DemoButton({ kind = 'main' }: Props) {
  const me = useMe();
  const navigate = useNavigate();
  const making = useNewProject();
  const passed = useSeconds(making.isPending);
  const demo = me.projects.find(({ isDemo }) => isDemo);
  if (demo !== undefined) {
    const open = () =>
      navigate({ to: '/p/$project/today', params: { project: String(demo.id) }, search: {} });
    return (
      <Button kind={kind} onClick={() => void open()}>
        Open the demo company
      </Button>
    );
  }
  if (!me.permissions.includes('workspace:admin')) return null;
  return (
    <>
      <Button kind={kind} disabled={making.isPending} onClick={() => making.mutate(demoWish)}>
        {making.isPending ? `Loading the demo company, ${passed} s` : 'Load the demo company'}
      </Button>
      {making.isError && (
        <span className={layout['small']} role="alert">
          {wordsOf(making.error)}
        </span>
      )}
    </>
  );
}

/** Seconds since it began. */
function useSeconds(isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    setSeconds(0);
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return seconds;
}
