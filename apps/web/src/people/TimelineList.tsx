import type { Signal, TimelineItem } from '@tandem/contract';
import { useState, type ReactNode } from 'react';
import { eventName, keyName } from '../insights/words.ts';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { Verbatim } from '../ui/Verbatim.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatTime } from '../ui/when.ts';
import { shortFacts, valueText } from './properties.ts';
import css from './timeline.module.css';
import { daysOf } from './timeline.ts';

type Props = {
  readonly items: readonly TimelineItem[];
  /** Words to stand out among what was done, at their place in time. */
  readonly spoken?: Signal;
  readonly timeZone: string;
  /** How what they said is shown, where it can be worked on. */
  readonly saying?: (signal: Signal) => ReactNode;
};

/** What they did and what they said, under the days it happened on. */
export function TimelineList({ items, spoken, timeZone, saying }: Props) {
  const now = useNow();
  const all = spoken === undefined ? items : withSpoken(items, spoken);
  return (
    <div className={css['items']}>
      {daysOf(all, now, timeZone).map(({ day, items: ofDay }) => (
        <section key={day}>
          <div className={css['day']}>{day}</div>
          {ofDay.map((item) => (
            <Item
              key={item.id}
              item={item}
              now={now}
              timeZone={timeZone}
              isHere={item.id === spoken?.id}
              saying={saying}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function withSpoken(items: readonly TimelineItem[], signal: Signal): readonly TimelineItem[] {
  const said: TimelineItem = { kind: 'said', id: signal.id, time: signal.time, signal };
  return [...items, said].toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

type ItemProps = {
  readonly item: TimelineItem;
  readonly now: Date;
  readonly timeZone: string;
  readonly isHere: boolean;
  readonly saying: Props['saying'];
};

function Item({ item, now, timeZone, isHere, saying }: ItemProps) {
  return (
    <div className={cx(css['item'], item.kind === 'said' && css['said'], isHere && css['here'])}>
      <time dateTime={item.time}>{formatTime(item.time, timeZone)}</time>
      <span className={css['dot']} aria-hidden="true">
        <i />
      </span>
      {item.kind === 'did' ? (
        <Deed item={item} />
      ) : (
        <div className={css['words']}>
          {isHere ? (
            <span className={layout['ink2']}>said this</span>
          ) : saying !== undefined ? (
            saying(item.signal)
          ) : (
            <Verbatim
              signal={item.signal}
              size="list"
              now={now}
              who={<b>said</b>}
              withTime={false}
            />
          )}
        </div>
      )}
    </div>
  );
}

function Deed({ item }: { readonly item: Extract<TimelineItem, { kind: 'did' }> }) {
  const [isOpen, setOpen] = useState(false);
  const facts = shortFacts(item.properties);
  return (
    <div>
      <button
        type="button"
        className={css['toggle']}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {eventName(item.event)}
      </button>{' '}
      <span className={css['facts']}>{facts}</span>
      {isOpen && (
        <dl className={css['more']}>
          {[
            ...Object.entries(item.properties),
            ['id used', item.distinctId] as const,
            ['source', item.source] as const,
          ].map(([key, value]) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{keyName(key)}</dt>
              <dd>{valueText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
