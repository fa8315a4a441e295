import { useRouter } from '@tanstack/react-router';
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconChevronRight } from '@tabler/icons-react';
import { useProject } from '../shell/session.ts';
import { stationIcons } from '../shell/station-icons.ts';
import { addressIn, stationNames } from '../shell/stations.ts';
import { cx } from '../ui/cx.ts';
import { formatCount, formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { useNow } from '../ui/use-now.ts';
import { formatWait } from '../ui/when.ts';
import { Away } from './Away.tsx';
import { answersSentence, beforeWords, ofWords, type TodayAnswer } from './rules.ts';
import css from './today.module.css';

type Station = TodayAnswer['stations'][number];
type Props = Pick<TodayAnswer, 'stations' | 'answers'>;

/** Six stations on the upper stroke of the loop; the return stroke carries what askers answered. */
export function LoopBoard({ stations, answers }: Props) {
  return (
    <section className={css['loop']} aria-label="The loop">
      {stations.map((station, index) => (
        <StationBoard
          key={station.station}
          station={station}
          isLast={index === stations.length - 1}
        />
      ))}
      <ReturnStroke answers={answers} />
    </section>
  );
}

function ReturnStroke({ answers }: Pick<TodayAnswer, 'answers'>) {
  const project = useProject();
  const router = useRouter();
  return (
    <div className={css['return']}>
      <IconArrowLeft size={14} aria-hidden="true" />
      {answers === null ? (
        <span>What askers answer comes back here, as new words.</span>
      ) : (
        <Away router={router} href={addressIn(project.id, answers.href)} className={css['answers']}>
          {answersSentence(answers).map(({ text, tone }) => (
            <span key={text} className={tone && css[tone]}>
              {text}
            </span>
          ))}
        </Away>
      )}
    </div>
  );
}

type StationProps = { readonly station: Station; readonly isLast: boolean };

function StationBoard({ station, isLast }: StationProps) {
  const project = useProject();
  const router = useRouter();
  const Icon = stationIcons[station.station];
  const { figure, note } = station;
  return (
    <div className={cx(css['station'], station.stuckTotal > 0 && css['stuck'])}>
      <span className={css['node']} aria-hidden="true">
        <Icon size={18} stroke={1.75} />
      </span>
      {!isLast && (
        <span className={css['arrow']} aria-hidden="true">
          <IconChevronRight size={14} />
        </span>
      )}
      <div className={css['told']}>
        <h2 className={css['name']}>{stationNames[station.station]}</h2>
        <Away router={router} href={addressIn(project.id, figure.href)} className={css['figure']}>
          <span className={cx(layout['big'], css['value'])}>{formatCount(figure.value)}</span>
          <span className={cx(layout['small'], layout['ink2'])}>{ofWords(figure)}</span>
          {[beforeWords(figure), note ?? '']
            .filter((words) => words !== '')
            .map((words) => (
              <span key={words} className={cx(layout['meta'], layout['num'])}>
                {words}
              </span>
            ))}
        </Away>
        <StuckList station={station} />
      </div>
    </div>
  );
}

/** What goes no further, the oldest first; how many more there are. */
function StuckList({ station: { stuck, stuckTotal } }: { readonly station: Station }) {
  const project = useProject();
  const router = useRouter();
  const now = useNow();
  if (stuck.length === 0) {
    return (
      <p className={css['state']}>
        <IconCheck size={14} aria-hidden="true" />
        Nothing stuck
      </p>
    );
  }
  const more = stuckTotal - stuck.length;
  return (
    <ul className={css['stuckItems']}>
      {stuck.map(({ says, href, since }) => (
        <li key={says}>
          <IconAlertTriangle size={14} aria-hidden="true" />
          <Away router={router} href={addressIn(project.id, href)} title={says}>
            <span className={css['says']}>{says}</span>
            {since !== null && (
              <span className={css['since']}>{formatWait(since, now, project.timeZone)}</span>
            )}
          </Away>
        </li>
      ))}
      {more > 0 && <li className={layout['meta']}>{formatPlural(more, 'more', 'more')}</li>}
    </ul>
  );
}
