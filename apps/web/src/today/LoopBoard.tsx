import { useRouter } from '@tanstack/react-router';
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconChevronRight } from '@tabler/icons-react';
import { useProject } from '../shell/session.ts';
import { stationIcons } from '../shell/station-icons.ts';
import { addressIn, stationNames } from '../shell/stations.ts';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { beforeWords, type TodayAnswer } from './rules.ts';
import { Away } from './Away.tsx';
import css from './today.module.css';

type Station = TodayAnswer['stations'][number];

/** The stations that exist on the upper stroke of the loop; the closing stroke is always drawn. */
export function LoopBoard({ stations }: { readonly stations: readonly Station[] }) {
  return (
    <section className={css['loop']} aria-label="The loop">
      {stations.map((station, index) => (
        <StationBoard
          key={station.station}
          station={station}
          isLast={index === stations.length - 1}
        />
      ))}
      <div className={css['return']}>
        <IconArrowLeft size={14} aria-hidden="true" />
        <span>What people do and what they say meet on the person.</span>
      </div>
    </section>
  );
}

function StationBoard({
  station,
  isLast,
}: {
  readonly station: Station;
  readonly isLast: boolean;
}) {
  const project = useProject();
  const router = useRouter();
  const Icon = stationIcons[station.station];
  return (
    <div className={cx(css['station'], station.stuck !== null && css['stuck'])}>
      <span className={css['node']} aria-hidden="true">
        <Icon size={18} stroke={1.75} />
      </span>
      {!isLast && (
        <span className={css['arrow']} aria-hidden="true">
          <IconChevronRight size={14} />
        </span>
      )}
      <div>
        <h2 className={css['name']}>{stationNames[station.station]}</h2>
        <div className={css['figures']}>
          {station.figures.map((figure) => (
            <Away
              key={figure.label}
              router={router}
              href={addressIn(project.id, figure.href)}
              className={css['figure']}
            >
              <span className={cx(layout['big'], css['value'])}>{formatCount(figure.value)}</span>
              <span className={cx(layout['small'], layout['ink2'])}>
                {figure.unit} {figure.label}
              </span>
              <span className={cx(layout['meta'], layout['num'])}>{beforeWords(figure)}</span>
            </Away>
          ))}
        </div>
        <div className={css['state']}>
          {station.stuck === null ? (
            <IconCheck size={14} aria-hidden="true" />
          ) : (
            <IconAlertTriangle size={14} aria-hidden="true" />
          )}
          {station.stuck ?? 'Nothing stuck'}
        </div>
      </div>
    </div>
  );
}
