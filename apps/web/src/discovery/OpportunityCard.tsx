import type { Opportunity } from '@tandem/contract';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { cx } from '../ui/cx.ts';
import { Tag } from '../ui/Tag.tsx';
import css from './discovery.module.css';
import { stateWords } from './states.ts';

type Props = {
  readonly opportunity: Opportunity;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

export function OpportunityCard({ opportunity, isOpen, onOpen }: Props) {
  const { statement, counts, criteria, state } = opportunity;
  const needed = criteria.find(({ name }) => name === 'people')?.needed ?? 0;
  const isOpenQuestion = state === 'identified' || state === 'exploring';
  const [words, tone] = stateWords[state];
  return (
    <button
      type="button"
      className={cx(css['card'], isOpen && css['selected'])}
      aria-pressed={isOpen}
      onClick={onOpen}
    >
      <span className={css['statement']}>{statement}</span>
      <PeopleDots counts={counts} {...(isOpenQuestion && { needed })} />
      <span className={css['foot']}>
        <Tag tone={tone}>{words}</Tag>
        {counts.asked > 0 && <span>{counts.asked} asked for it</span>}
        {counts.unnamed > 0 && <span>{counts.unnamed} unnamed, not counted</span>}
      </span>
    </button>
  );
}
