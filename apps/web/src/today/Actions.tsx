import { useRouter } from '@tanstack/react-router';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useProject } from '../shell/session.ts';
import { addressIn, stationNames } from '../shell/stations.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { moved, useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatWait } from '../ui/when.ts';
import { Away } from './Away.tsx';
import type { TodayAnswer } from './rules.ts';
import css from './today.module.css';

/** At most three; the first one's button is the page's filled one. */
export function Actions({ actions, waiting }: Pick<TodayAnswer, 'actions' | 'waiting'>) {
  const router = useRouter();
  const project = useProject();
  const now = useNow();
  const [cursor, setCursor] = useState(-1);
  const chosen = actions[cursor];
  useKeys({
    j: () => setCursor((at) => moved(at, 1, actions.length)),
    k: () => setCursor((at) => moved(at, -1, actions.length)),
    ...(chosen === undefined
      ? {}
      : { Enter: () => router.history.push(addressIn(project.id, chosen.href)) }),
  });
  const open = actions.filter(({ done }) => !done).length;
  return (
    <Card title={titleOf(open)} aside={<Hint />}>
      <ol className={css['actions']}>
        {actions.map((action, index) => (
          <li key={action.title} className={cx(index === cursor && css['at'])}>
            <span className={cx(css['number'], action.done && css['done'])}>
              {action.done ? <IconCheck size={13} aria-label="Done" /> : index + 1}
            </span>
            <div>
              <b style={{ fontWeight: 600 }}>{action.title}</b>
              <p>{action.why}</p>
              <div className={css['where']}>
                <Tag tone="accent">{stationNames[action.station]}</Tag>
                {action.since !== null && (
                  <span className={layout['meta']}>
                    {formatWait(action.since, now, project.timeZone)}
                  </span>
                )}
              </div>
            </div>
            {!action.done && (
              <Away
                router={router}
                href={addressIn(project.id, action.href)}
                isMain={index === 0}
                className={buttonClass({ size: 'small', kind: index === 0 ? 'main' : 'quiet' })}
              >
                {action.button}
              </Away>
            )}
          </li>
        ))}
      </ol>
      {waiting.length > 0 && <Waiting waiting={waiting} />}
    </Card>
  );
}

/** What this person has done their part of: who it rests with now, and since when. */
function Waiting({ waiting }: Pick<TodayAnswer, 'waiting'>) {
  const router = useRouter();
  const project = useProject();
  const now = useNow();
  return (
    <div className={css['waiting']}>
      <h3 className={layout['meta']}>Waiting on others</h3>
      <ul>
        {waiting.map(({ who, side, says, href, since }) => (
          <li key={`${href} ${who}`}>
            <Avatar name={who} side={side} />
            <Away router={router} href={addressIn(project.id, href)} className={layout['trunc']}>
              <b>{who}</b> {says}
            </Away>
            <span className={cx(layout['meta'], layout['num'], layout['push'], layout['nowrap'])}>
              {formatWait(since, now, project.timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function titleOf(open: number): string {
  if (open === 0) return 'Nothing waits for you';
  return open === 1 ? 'Your next action' : `Your next ${open === 2 ? 'two' : 'three'} actions`;
}

function Hint() {
  return (
    <span className={cx(layout['meta'], layout['wideOnly'])} aria-hidden="true">
      <Kbd>J</Kbd> <Kbd>K</Kbd> move, <Kbd>↵</Kbd> open
    </span>
  );
}
