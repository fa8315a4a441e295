import { getToday } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { FirstSteps } from '../access/FirstSteps.tsx';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatLongDay } from '../ui/when.ts';
import { Actions } from './Actions.tsx';
import { Activity } from './Activity.tsx';
import { LoopBoard } from './LoopBoard.tsx';
import { NewWords } from './NewWords.tsx';
import { askAgainMs, hasBegun, type TodayAnswer } from './rules.ts';
import css from './today.module.css';

/** The loop, what to do next, and what is new since yesterday. */
export function Today() {
  const project = useProject();
  const now = useNow();
  const today = useQuery({
    ...answerTo(getToday, { params: { project: project.id } }),
    refetchInterval: ({ state }) => askAgainMs(state.data),
  });
  return (
    <Page title="Today" crumbs={[project.name, formatLongDay(now, project.timeZone)]}>
      {today.isError ? (
        <TroubleNote error={today.error} onRetry={() => void today.refetch()} />
      ) : today.data === undefined ? (
        <SkeletonBlock height={420} />
      ) : hasBegun(today.data) ? (
        <Board today={today.data} />
      ) : (
        <FirstSteps title="Begin with people">
          Tandem shows what people do beside what they say. Look around in the demo company, which
          takes about half a minute, or send your own first event with two lines.
        </FirstSteps>
      )}
    </Page>
  );
}

function Board({ today }: { readonly today: TodayAnswer }) {
  return (
    <>
      {today.comingIn && (
        <p className={css['coming']} role="status">
          <i aria-hidden="true" />
          The demo company is moving in. Its figures grow until it is whole, in about half a minute.
        </p>
      )}
      <LoopBoard stations={today.stations} answers={today.answers} />
      <div className={css['two']}>
        <div className={css['left']}>
          <Actions actions={today.actions} />
          <Activity activity={today.activity} />
        </div>
        <NewWords signals={today.newSignals} total={today.newSignalsTotal} />
      </div>
    </>
  );
}
