import type { Opportunity } from '@tandem/contract';
import { useId, useState, type KeyboardEvent } from 'react';
import { mainAction } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { moved } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import css from './evidence.module.css';
import { PeopleDots } from './PeopleDots.tsx';
import { useOpportunities, type Marking } from './use-evidence.ts';

export type Choice = Pick<Marking, 'link' | 'statement'>;
type Relation = 'supports' | 'contradicts' | 'asked_for';
type Props = {
  readonly words: string;
  readonly onPick: (choice: Choice) => void;
  readonly onClose: () => void;
};

/** The opportunity that the words stand for or against; what is typed finds one or names a new one. */
export function LinkPicker({ words, onPick, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const found = fitting(useOpportunities().data?.opportunities ?? [], typed);
  const last = found.length;
  const pick = (place: number, relation: Relation) => {
    const one = found[place];
    if (one === undefined) onPick({ statement: typed.trim() || words });
    else onPick({ link: { kind: 'opportunity', id: one.id, relation } });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown') setAt(moved(at, 1, last + 1));
    else if (event.key === 'ArrowUp') setAt(moved(at, -1, last + 1));
    else if (event.key === 'Enter') pick(at, relationOf(event));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={css['pick']}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens to be typed in
        autoFocus
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={`${list}-${at}`}
        aria-label="Find an opportunity"
        placeholder="Find an opportunity, or name a new one"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div role="listbox" id={list} aria-label="Opportunities">
        {found.map((one, place) => (
          <Option
            key={one.id}
            id={`${list}-${place}`}
            isAt={place === at}
            onPick={() => pick(place, 'supports')}
          >
            <b>{one.statement}</b>
            <PeopleDots counts={one.counts} />
          </Option>
        ))}
        <Option id={`${list}-${last}`} isAt={at === last} onPick={() => pick(last, 'supports')}>
          <span>
            New opportunity: <b>{typed.trim() || words}</b>
          </span>
        </Option>
      </div>
      <PickerKeys />
    </div>
  );
}

function PickerKeys() {
  return (
    <div className={css['keys']}>
      {[
        ['↵', 'supports'],
        ['⌥↵', 'asks for it'],
        ['⇧↵', 'contradicts'],
      ].map(([key, words]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {words}
        </span>
      ))}
    </div>
  );
}

function relationOf(event: KeyboardEvent): Relation {
  if (event.shiftKey) return 'contradicts';
  return event.altKey ? 'asked_for' : 'supports';
}

const most = 5;
function fitting(all: readonly Opportunity[], typed: string): readonly Opportunity[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter(({ statement }) => words.every((word) => statement.toLowerCase().includes(word)))
    .slice(0, most);
}

type OptionProps = {
  readonly id: string;
  readonly isAt: boolean;
  readonly onPick: () => void;
  readonly children: React.ReactNode;
};

function Option({ id, isAt, onPick, children }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      {...(isAt && mainAction)}
      className={layout['col']}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {children}
    </div>
  );
}
