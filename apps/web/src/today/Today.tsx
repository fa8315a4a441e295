import { getToday } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { FirstSteps } from '../access/FirstSteps.tsx';
import { answerTo } from '../api.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useProject } from '../shell/session.ts';
import { stationIcons } from '../shell/station-icons.ts';
import { stations, type StationId } from '../shell/stations.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatLongDay } from '../ui/when.ts';
import { Actions } from './Actions.tsx';
import { Activity } from './Activity.tsx';
import { LoopBoard } from './LoopBoard.tsx';
import { NewWords } from './NewWords.tsx';
import { PodNumber } from './PodNumber.tsx';
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
    <Page
      title="Today"
      crumbs={[project.name, formatLongDay(now, project.timeZone)]}
      actions={today.data !== undefined && hasBegun(today.data) && <Quiet />}
    >
      {today.isError ? (
        <TroubleNote error={today.error} onRetry={() => void today.refetch()} />
      ) : today.data === undefined ? (
        <Loading />
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

/** The main action of the page is its first task; these two stand by. */
function Quiet() {
  const project = String(useProject().id);
  const navigate = useNavigate();
  const add = () =>
    navigate({ to: '/p/$project/listening', params: { project }, search: { note: 'yes' } });
  useKeys({ n: () => void add() });
  return (
    <>
      <Link
        to="/p/$project/pack"
        params={{ project }}
        search={{}}
        className={cx(buttonClass({}), layout['wideOnly'])}
      >
        Open pack
      </Link>
      <Button
        shortcut="N"
        icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => void add()}
      >
        Add evidence
      </Button>
    </>
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
      {today.number !== null && <PodNumber number={today.number} />}
      <LoopBoard stations={today.stations} answers={today.answers} />
      <div className={css['two']}>
        <div className={css['left']}>
          <Actions actions={today.actions} waiting={today.waiting} />
          <Activity activity={today.activity} />
        </div>
        <NewWords today={today} />
      </div>
    </>
  );
}

/** The loop is always drawn; what it says comes with the answer. */
function Loading() {
  return (
    <>
      <div className={css['loop']} aria-hidden="true">
        {stations.map(({ id, name }) => (
          <StationFrame key={id} id={id} name={name} />
        ))}
      </div>
      <SkeletonCards left={[9, 4]} right={[12]} />
    </>
  );
}

function StationFrame({ id, name }: { readonly id: StationId; readonly name: string }) {
  const Icon = stationIcons[id];
  return (
    <div className={css['station']}>
      <span className={css['node']}>
        <Icon size={18} stroke={1.75} />
      </span>
      <div className={css['told']} style={{ minHeight: 120 }}>
        <p className={css['name']}>{name}</p>
      </div>
    </div>
  );
}
