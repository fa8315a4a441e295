import type { Opportunity } from '@tandem/contract';
import type { CSSProperties } from 'react';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { filterWords } from '../insights/words.ts';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { stateWords } from './states.ts';
import css from './tree.module.css';

type Props = {
  readonly opportunity: Opportunity;
  readonly depth: number;
  readonly from: string;
  readonly isLoose: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

/** A need in customers' words, with how many people that is, for and against. */
export function NeedNode({ opportunity, depth, from, isLoose, isOpen, onOpen }: Props) {
  const { id, statement, counts, criteria, state, segment } = opportunity;
  const needed = criteria.find(({ name }) => name === 'people')?.needed ?? 0;
  const isOpenQuestion = state === 'identified' || state === 'exploring';
  const [words, tone] = stateWords[state];
  return (
    <button
      type="button"
      data-node={id}
      data-from={from}
      {...(isLoose && depth === 0 && { 'data-loose': '' })}
      className={cx(css['node'], css['opportunity'], isOpen && css['selected'])}
      style={{ '--depth': Math.min(depth, 3) } as CSSProperties}
      aria-pressed={isOpen}
      onClick={onOpen}
    >
      <span className={css['statement']}>“{statement}”</span>
      <PeopleDots counts={counts} {...(isOpenQuestion && { needed })} />
      <span className={css['foot']}>
        <Tag tone={tone}>{words}</Tag>
        {segment?.kind === 'property' && (
          <span className={layout['trunc']}>{filterWords(segment)}</span>
        )}
        {segment?.kind !== 'property' && counts.asked > 0 && (
          <span>{counts.asked} asked for it</span>
        )}
      </span>
    </button>
  );
}
