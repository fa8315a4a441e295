import { Link } from '@tanstack/react-router';
import type { Loop } from '@tandem/contract';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useLoops, useReopen } from './use-engage.ts';
import css from './engage.module.css';

/** On the opportunity: somebody who asked for it says that the release did not solve it. */
export function ReopenAsked({ opportunity }: { readonly opportunity: string }) {
  const loops = useLoops(opportunity).data?.loops ?? [];
  const asked = loops.find(({ reopening }) => reopening?.isOpen === true);
  return asked === undefined ? null : <Asked loop={asked} />;
}

function Asked({ loop }: { readonly loop: Loop }) {
  const project = String(useProject().id);
  const reopen = useReopen(loop);
  const { reopening, opportunity } = loop;
  const mayReopen = opportunity.state === 'addressed' || opportunity.state === 'verified_solved';
  return (
    <div className={css['reopening']}>
      <div className={layout['col']}>
        <b>Somebody who asked for it says it is not solved</b>
        {reopening?.words && <span>“{reopening.words}”</span>}
        {mayReopen && (
          <div>
            <Button size="small" disabled={reopen.isPending} onClick={() => reopen.mutate()}>
              Reopen
            </Button>
          </div>
        )}
        <Link to="/p/$project/conversation" params={{ project }} search={{}}>
          Read what they answered
        </Link>
        {reopen.isError && <TroubleNote error={reopen.error} />}
      </div>
    </div>
  );
}
