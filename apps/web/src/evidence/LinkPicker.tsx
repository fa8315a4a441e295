import type { Opportunity } from '@tandem/contract';
import { useId, useState, type KeyboardEvent } from 'react';
import { mainAction } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { altKey, modifierKey, moved } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import css from './evidence.module.css';
import { PeopleDots } from './PeopleDots.tsx';
import { statementMost, statementOf } from './selection.ts';
import { useOpportunities, type Marking } from './use-evidence.ts';

export type Choice = Pick<Marking, 'link' | 'statement' | 'relation'>;
type Relation = NonNullable<Marking['relation']>;
type Props = {
  readonly words: string;
  /** How the words stand to a need unless another way is chosen. */
  readonly relation: Relation;
  readonly onPick: (choice: Choice) => void;
  readonly onClose: () => void;
};

/** The opportunity that the words stand for or against; what is typed finds one or names a new one. */
export function LinkPicker({ words, relation: first, onPick, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<Relation>(first);
  const list = useId();
  const found = fitting(useOpportunities().data?.opportunities ?? [], typed);
  const last = found.length;
  const fresh = statementOf(typed.trim() || words);
  const pick = (place: number, relation: Relation) => {
    const one = found[place];
    if (one === undefined) onPick({ statement: fresh, relation });
    else onPick({ link: { kind: 'opportunity', id: one.id, relation } });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown') setAt(moved(at, 1, last + 1));
    else if (event.key === 'ArrowUp') setAt(moved(at, -1, last + 1));
    else if (event.key === 'Enter') pick(at, relationOf(event) ?? chosen);
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
        maxLength={statementMost}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <Needs
        list={list}
        found={found}
        at={at}
        fresh={fresh}
        onPick={(place) => pick(place, chosen)}
      />
      <Relations chosen={chosen} onChoose={setChosen} />
    </div>
  );
}

type NeedsProps = {
  /** The id of the list. */
  readonly list: string;
  readonly found: readonly Opportunity[];
  readonly at: number;
  /** What a new one would be called: it stands last. */
  readonly fresh: string;
  readonly onPick: (place: number) => void;
};

function Needs({ list, found, at, fresh, onPick }: NeedsProps) {
  const last = found.length;
  return (
    <div role="listbox" id={list} aria-label="Opportunities">
      {found.map((one, place) => (
        <Option
          key={one.id}
          id={`${list}-${place}`}
          isAt={place === at}
          onPick={() => onPick(place)}
        >
          <b>{one.statement}</b>
          <PeopleDots counts={one.counts} />
        </Option>
      ))}
      <Option id={`${list}-${last}`} isAt={at === last} onPick={() => onPick(last)}>
        <span>
          New opportunity: <b>{fresh}</b>
        </span>
      </Option>
    </div>
  );
}

const relations = [
  ['supports', `${modifierKey} ↵`, 'supports'],
  ['asked_for', `${altKey}↵`, 'asks for it'],
  ['contradicts', '⇧↵', 'contradicts'],
] as const satisfies readonly (readonly [Relation, string, string])[];

type RelationsProps = {
  readonly chosen: Relation;
  readonly onChoose: (relation: Relation) => void;
};

/** How the words stand to it: pressed here, or together with Enter. */
function Relations({ chosen, onChoose }: RelationsProps) {
  return (
    <div className={css['keys']} role="group" aria-label="How the words stand to it">
      {relations.map(([relation, key, words]) => (
        <button
          key={relation}
          type="button"
          aria-pressed={relation === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(relation)}
        >
          <Kbd>{relation === chosen ? '↵' : key}</Kbd> {words}
        </button>
      ))}
    </div>
  );
}

function relationOf(event: KeyboardEvent): Relation | undefined {
  if (event.shiftKey) return 'contradicts';
  if (event.altKey) return 'asked_for';
  return event.ctrlKey || event.metaKey ? 'supports' : undefined;
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
