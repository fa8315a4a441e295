import { useState } from 'react';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { DemoButton } from './DemoButton.tsx';
import { NewProject } from './NewProject.tsx';

/** A workspace without a project yet. */
export function NoProject() {
  const me = useMe();
  const [isMaking, setMaking] = useState(false);
  const mayMake = me.permissions.includes('workspace:admin');
  return (
    <main>
      <EmptyState
        page
        title={`${me.workspace.name} has no project yet`}
        actions={
          mayMake && (
            <>
              <DemoButton />
              <Button onClick={() => setMaking(true)}>New project</Button>
            </>
          )
        }
      >
        {mayMake
          ? 'A project holds the events and words of one product. The demo company comes with both and takes about half a minute.'
          : 'An admin of the workspace can create one. It takes a minute.'}
      </EmptyState>
      <NewProject isOpen={isMaking} onClose={() => setMaking(false)} />
    </main>
  );
}
