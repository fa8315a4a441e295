import type { Loop } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { LoopTextEditor } from './LoopTextEditor.tsx';
import { Reopening } from './Reopening.tsx';
import { answerNames, loopSentence } from './words.ts';
import css from './engage.module.css';

const states = {
  planned: 'planned',
  in_rings: 'in rings',
  general: 'for everybody',
  paused: 'paused',
  rolled_back: 'rolled back',
} as const;

/** What became of those who asked for one opportunity, by one release. */
export function LoopCard({ loop }: { readonly loop: Loop }) {
  const project = String(useProject().id);
  const [isWriting, write] = useState(false);
  const { release, opportunity, text } = loop;
  return (
    <article className={css['card']}>
      <header className={css['cardHead']}>
        <h3 className={css['statement']}>{opportunity.statement}</h3>
        <span className={`${layout['row']} ${layout['wrap']} ${layout['meta']}`}>
          <Link
            to="/p/$project/ship/$release"
            params={{ project, release: release.id }}
            search={{}}
          >
            {release.name}
          </Link>
          <Tag tone={release.state === 'paused' ? 'warn' : 'line'}>{states[release.state]}</Tag>
        </span>
      </header>
      <Reopening loop={loop} />
      <People loop={loop} />
      <p className={`${layout['small']} ${layout['num']}`}>{loopSentence(loop)}</p>
      {loop.answered > 0 && <AnswerTable {...loop} />}
      {loop.words.length > 0 && <Words loop={loop} />}
      <footer className={`${layout['row']} ${layout['wrap']}`}>
        <span className={`${layout['small']} ${layout['ink2']}`}>
          They read: “It is on for you now.{text.body === '' ? '' : ` ${text.body}`}”
        </span>
        <span className={layout['push']}>
          <Button size="small" onClick={() => write(true)}>
            Edit
          </Button>
        </span>
      </footer>
      {isWriting && <LoopTextEditor loop={loop} onClose={() => write(false)} />}
    </article>
  );
}

/** Told, waiting, and those who are never told, as one bar of people. */
function People({ loop: { askers, told, waiting, untold } }: { readonly loop: Loop }) {
  const others = untold.reduce((sum, { count }) => sum + count, 0);
  const wide = (count: number) => ({ flexGrow: count });
  if (askers === 0) return null;
  return (
    <div className={css['people']} aria-hidden="true">
      {told > 0 && <i className={css['told']} style={wide(told)} />}
      {waiting > 0 && <i className={css['waiting']} style={wide(waiting)} />}
      {others > 0 && <i className={css['others']} style={wide(others)} />}
    </div>
  );
}

function Words({ loop: { words } }: { readonly loop: Loop }) {
  const project = String(useProject().id);
  const now = useNow();
  const [isWhole, setWhole] = useState(false);
  return (
    <div className={layout['col']}>
      <ul className={css['words']}>
        {(isWhole ? words : words.slice(0, 3)).map(({ answer, at, text, person, personName }) => (
          <li key={`${person} ${at}`}>
            <blockquote>
              <mark>{text}</mark>
            </blockquote>
            <span className={layout['meta']}>
              <Link to="/p/$project/people/$person" params={{ project, person }} search={{}}>
                {personName ?? 'Somebody'}
              </Link>
              , {answerNames[answer].toLowerCase()}, {formatAgo(at, now)}
            </span>
          </li>
        ))}
      </ul>
      {words.length > 3 && !isWhole && (
        <div>
          <Button kind="ghost" size="small" onClick={() => setWhole(true)}>
            {words.length - 3} more
          </Button>
        </div>
      )}
    </div>
  );
}
