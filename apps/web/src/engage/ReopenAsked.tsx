import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { Reopening } from './Reopening.tsx';
import { useLoops } from './use-engage.ts';

/** On the opportunity: somebody who asked for it says that the release did not solve it. */
export function ReopenAsked({ opportunity }: { readonly opportunity: string }) {
  const project = String(useProject().id);
  const loops = useLoops(opportunity).data?.loops ?? [];
  const asked =
    loops.find(({ reopening }) => reopening?.isOpen === true) ??
    loops.find(({ reopening }) => reopening !== null && reopening.declined !== null);
  if (asked === undefined) return null;
  return (
    <div style={{ marginBottom: 16 }}>
      <Reopening loop={asked}>
        <Link to="/p/$project/conversation" params={{ project }} search={{}}>
          Read what they answered
        </Link>
      </Reopening>
    </div>
  );
}
