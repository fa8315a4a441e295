import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import layout from '../ui/layout.module.css';
import { useLoops } from './use-engage.ts';
import css from './engage.module.css';

/** On the opportunity: somebody who asked for it says that the release did not solve it. */
export function ReopenAsked({ opportunity }: { readonly opportunity: string }) {
  const project = String(useProject().id);
  const loops = useLoops(opportunity).data?.loops ?? [];
  const asked = loops.find(({ reopening }) => reopening?.isOpen === true);
  if (asked === undefined) return null;
  return (
    <div className={css['reopening']} style={{ marginBottom: 16 }}>
      <div className={layout['col']}>
        <b>Somebody who asked for it says it is not solved</b>
        {asked.reopening?.words && <span>“{asked.reopening.words}”</span>}
        <Link to="/p/$project/conversation" params={{ project }} search={{}}>
          Read what they answered and decide
        </Link>
      </div>
    </div>
  );
}
