import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useProject } from '../shell/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { DemoButton } from './DemoButton.tsx';

type Props = { readonly title: string; readonly children: ReactNode };

/** A page without data leads to the two ways to get some. */
export function FirstSteps({ title, children }: Props) {
  const project = useProject();
  return (
    <EmptyState
      page
      title={title}
      actions={
        <>
          <DemoButton />
          <Link
            to="/p/$project/live"
            params={{ project: String(project.id) }}
            search={{}}
            className={buttonClass({})}
          >
            Send your first event
          </Link>
        </>
      }
    >
      {children}
    </EmptyState>
  );
}
