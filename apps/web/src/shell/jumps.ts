/** Keys that work on every page: Cmd K finds, G and a number goes to a station, ? lists the keys. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useKeys } from '../ui/keys.ts';
import { useProject } from './session.ts';

/** Where G and a key lead. */
export const jumps = {
  '0': { name: 'Today', to: '/p/$project/today' },
  '1': { name: 'Listening', to: '/p/$project/listening' },
  '2': { name: 'Explore', to: '/p/$project/explore/funnel' },
  '3': { name: 'Opportunities', to: '/p/$project/opportunities' },
  '4': { name: 'Ship', to: '/p/$project/ship' },
  '5': { name: 'Weekly pack', to: '/p/$project/pack' },
  '6': { name: 'Briefs', to: '/p/$project/briefs' },
  p: { name: 'People', to: '/p/$project/people' },
  l: { name: 'Live events', to: '/p/$project/live' },
} as const;

/** G counts for this long. */
const waitMs = 1200;

type Doors = { readonly onFind: () => void; readonly onHelp: () => void };

export function useJumps({ onFind, onHelp }: Doors): void {
  const navigate = useNavigate();
  const project = String(useProject().id);
  const pressedG = useRef(0);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onFind();
    };
    // Before the page's own keys, so that the L of "G L" is not theirs.
    const jump = (event: KeyboardEvent) => {
      if (Date.now() - pressedG.current > waitMs) return;
      pressedG.current = 0;
      const aim = jumps[event.key.toLowerCase() as keyof typeof jumps];
      if (aim === undefined) return;
      event.preventDefault();
      void navigate({ to: aim.to, params: { project }, search: {} });
    };
    window.addEventListener('keydown', listen);
    window.addEventListener('keydown', jump, true);
    return () => {
      window.removeEventListener('keydown', listen);
      window.removeEventListener('keydown', jump, true);
    };
  }, [navigate, onFind, project]);
  useKeys({
    g: () => {
      pressedG.current = Date.now();
    },
    '?': onHelp,
  });
}
