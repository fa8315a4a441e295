import type { LiveEvent } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { Fragment, useEffect, useRef, useState } from 'react';
import { eventName, keyName } from '../insights/words.ts';
import { shortFacts, valueText } from '../people/properties.ts';
import { useProject } from '../shell/session.ts';
import { cx } from '../ui/cx.ts';
import { moved, useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { formatTime } from '../ui/when.ts';
import css from './live.module.css';

/** J and K move, Enter shows everything an event carries. */
export function LiveTable({ events }: { readonly events: readonly LiveEvent[] }) {
  const [open, setOpen] = useState<string>();
  const [cursor, setCursor] = useState(-1);
  const known = useKnown(events);
  const chosen = events[cursor];
  useKeys({
    j: () => setCursor((at) => moved(at, 1, events.length)),
    k: () => setCursor((at) => moved(at, -1, events.length)),
    ...(chosen === undefined
      ? {}
      : { Enter: () => setOpen(open === chosen.id ? undefined : chosen.id) }),
  });
  return (
    <div className={table['scroll']}>
      <table className={cx(table['table'], table['rows'])}>
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Event</th>
            <th scope="col">Person</th>
            <th scope="col" className={layout['wideOnly']}>
              Carries
            </th>
            <th scope="col" className={layout['wideOnly']}>
              Source
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event, index) => (
            <Fragment key={event.id}>
              <Row
                event={event}
                isFresh={known !== undefined && !known.has(event.id)}
                isChosen={index === cursor}
                isOpen={open === event.id}
                onOpen={() => setOpen(open === event.id ? undefined : event.id)}
              />
              {open === event.id && <Everything event={event} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The ids shown before, so that new ones can be told apart; undefined at first. */
function useKnown(events: readonly LiveEvent[]): ReadonlySet<string> | undefined {
  const before = useRef<ReadonlySet<string>>(undefined);
  const known = before.current;
  useEffect(() => {
    before.current = new Set(events.map(({ id }) => id));
  }, [events]);
  return known;
}

type RowProps = {
  readonly event: LiveEvent;
  readonly isFresh: boolean;
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

function Row({ event, isFresh, isChosen, isOpen, onOpen }: RowProps) {
  const project = useProject();
  return (
    <tr className={cx(isChosen && table['selected'], isFresh && css['fresh'])} onClick={onOpen}>
      <td className={cx(layout['num'], layout['nowrap'], layout['ink3'])}>
        {formatTime(event.receivedAt, project.timeZone, true)}
      </td>
      <td>
        <button
          type="button"
          className={layout['link']}
          aria-expanded={isOpen}
          style={{ color: 'var(--td-ink)' }}
        >
          {eventName(event.event)}
        </button>
      </td>
      <td>
        <Link
          to="/p/$project/people/$person"
          params={{ project: String(project.id), person: event.person }}
          search={{}}
          className={layout['link']}
          onClick={(click) => click.stopPropagation()}
        >
          {event.distinctId.length > 18
            ? `${event.distinctId.slice(0, 8)}…${event.distinctId.slice(-4)}`
            : event.distinctId}
        </Link>
      </td>
      <td className={layout['wideOnly']}>
        <div className={css['facts']}>{shortFacts(event.properties)}</div>
      </td>
      <td className={cx(layout['wideOnly'], layout['ink3'], layout['nowrap'])}>{event.source}</td>
    </tr>
  );
}

function Everything({ event }: { readonly event: LiveEvent }) {
  return (
    <tr style={{ cursor: 'default' }}>
      <td>{null}</td>
      <td colSpan={4}>
        <dl className={css['all']}>
          {Object.entries({ ...event.properties, 'happened at': event.time, id: event.id }).map(
            ([key, value]) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{keyName(key)}</dt>
                <dd>{valueText(value)}</dd>
              </div>
            ),
          )}
        </dl>
      </td>
    </tr>
  );
}
