import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { Bars } from '../ui/Bars.tsx';
import { Card } from '../ui/Card.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { formatTime } from '../ui/when.ts';
import { activitySentence, type Hour } from './rules.ts';

/** A day of events, hour by hour. */
export function Activity({ activity }: { readonly activity: readonly Hour[] }) {
  const project = useProject();
  const timeOf = (instant: string) => formatTime(instant, project.timeZone);
  const first = activity[0];
  const most = Math.max(0, ...activity.map(({ events }) => events));
  return (
    <Card
      title="Last 24 hours"
      aside={
        <Link
          to="/p/$project/live"
          params={{ project: String(project.id) }}
          search={{}}
          className={`${layout['link']} ${layout['small']}`}
        >
          Live events
        </Link>
      }
    >
      <Bars
        values={activity.map(({ events }) => events)}
        titles={activity.map(
          ({ hour, events, people }) =>
            `${timeOf(hour)}: ${formatCount(events)} events, ${formatCount(people)} people`,
        )}
        height={64}
        label={activitySentence(activity, timeOf)}
      />
      {first !== undefined && (
        <div
          className={`${layout['row']} ${layout['meta']} ${layout['num']}`}
          style={{ marginTop: 4 }}
        >
          <span>{timeOf(first.hour)}</span>
          {most > 0 && (
            <span className={layout['push']}>
              {formatPlural(most, 'event', 'events')} in the fullest hour
            </span>
          )}
          <span className={layout['push']}>now</span>
        </div>
      )}
    </Card>
  );
}
