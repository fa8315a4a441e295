import { TextInput } from '@mantine/core';
import { highlightTypes } from '@tandem/contract';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useOpportunities } from '../evidence/use-evidence.ts';
import chips from '../insights/chips.module.css';
import { useWords } from '../insights/use-question.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Choice } from '../ui/Choice.tsx';
import { capitalised } from '../ui/format.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { languageName } from './filters.ts';
import css from './voice.module.css';

type Props = {
  readonly languages?: readonly { readonly language: string; readonly count: number }[];
};

const whos = [
  ['all', 'Everybody'],
  ['customer', 'Customers'],
  ['prospect', 'Prospects'],
  ['public', 'Public'],
] as const;

/** What is listened to, as a sentence that lives in the address. */
export function ListeningChips({ languages = [] }: Props) {
  const [search, set] = useWords();
  const who = whos.find(([one]) => one === search['who'])?.[0] ?? 'all';
  const { source, lang, max, min, last, type, state } = search;
  return (
    <>
      <SearchBox />
      <Choice
        label="Whose words"
        value={who}
        options={whos}
        onChange={(next) => set({ who: next === 'all' ? undefined : next })}
      />
      {last !== undefined && (
        <Chip onRemove={() => set({ last: undefined })}>
          Last <b>{last} days</b>
        </Chip>
      )}
      {state === 'new' && (
        <Chip onRemove={() => set({ state: undefined })}>
          State is <b>new</b>
        </Chip>
      )}
      <NeedChip />
      {type !== undefined && (
        <Chip onRemove={() => set({ type: undefined })}>
          Words are <b>{kindNames[type] ?? type}</b>
        </Chip>
      )}
      {source !== undefined && (
        <Chip onRemove={() => set({ source: undefined })}>
          Source is <b>{source}</b>
        </Chip>
      )}
      {lang !== undefined && (
        <Chip onRemove={() => set({ lang: undefined })}>
          Language is <b>{languageName(lang)}</b>
        </Chip>
      )}
      {max !== undefined && (
        <Chip onRemove={() => set({ max: undefined })}>
          Rating at most <b>{max} ★</b>
        </Chip>
      )}
      {min !== undefined && (
        <Chip onRemove={() => set({ min: undefined })}>
          Rating at least <b>{min} ★</b>
        </Chip>
      )}
      <Chip
        isAdd
        shortcut="F"
        editor={(close) => <FilterChoice languages={languages} close={close} />}
      >
        Filter
      </Chip>
    </>
  );
}

const kindNames: Readonly<Record<string, string>> = {
  job: 'a job',
  pain: 'a pain',
  gain: 'a gain',
  force: 'a force',
  objection: 'an objection',
  praise: 'praise',
};

function NeedChip() {
  const [search, set] = useWords();
  const { need } = search;
  const all = useOpportunities().data?.opportunities ?? [];
  if (need === undefined) return null;
  return (
    <Chip onRemove={() => set({ need: undefined })}>
      Theme is <b>{all.find(({ id }) => id === need)?.statement ?? 'a need'}</b>
    </Chip>
  );
}

type ChoiceProps = Required<Props> & { readonly close: () => void };

function FilterChoice({ languages, close }: ChoiceProps) {
  const [, set] = useWords();
  const choose = (words: Readonly<Record<string, string>>) => {
    set(words);
    close();
  };
  return (
    <div className={chips['editor']}>
      <Group name="When">
        {['7', '28', '84'].map((days) => (
          <Button key={days} size="small" onClick={() => choose({ last: days })}>
            Last {days} days
          </Button>
        ))}
      </Group>
      <Group name="What became of it">
        <Button size="small" onClick={() => choose({ state: 'new' })}>
          Nothing yet
        </Button>
      </Group>
      <Group name="Kind of words">
        {highlightTypes.map((type) => (
          <Button key={type} size="small" onClick={() => choose({ type })}>
            {capitalised(type)}
          </Button>
        ))}
      </Group>
      <Group name="Rating">
        <Button size="small" onClick={() => choose({ max: '2' })}>
          At most 2 ★
        </Button>
        <Button size="small" onClick={() => choose({ min: '4' })}>
          At least 4 ★
        </Button>
      </Group>
      {languages.length > 0 && (
        <Group name="Language">
          {languages.slice(0, 8).map(({ language }) => (
            <Button key={language} size="small" onClick={() => choose({ lang: language })}>
              {languageName(language)}
            </Button>
          ))}
        </Group>
      )}
    </div>
  );
}

function Group({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <div className={layout['meta']} style={{ marginBottom: 4 }}>
        {name}
      </div>
      <div className={chips['choices']}>{children}</div>
    </div>
  );
}

/** Words, all of which must be said. The address follows when typing rests. */
function SearchBox() {
  const [search, set] = useWords();
  const [typed, setTyped] = useState(search['q'] ?? '');
  const input = useRef<HTMLInputElement>(null);
  const asked = search['q'] ?? '';
  useKeys({ '/': () => input.current?.focus() });
  useEffect(() => setTyped(asked), [asked]);
  useEffect(() => {
    if (typed.trim() === asked) return undefined;
    const timer = setTimeout(() => set({ q: typed.trim() || undefined }, { replace: true }), 250);
    return () => clearTimeout(timer);
  }, [typed, asked, set]);
  return (
    <TextInput
      ref={input}
      className={css['searchBox'] ?? ''}
      type="search"
      aria-label="Search in the words"
      placeholder="Words they use"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={typed === '' ? <Kbd>/</Kbd> : null}
      size="xs"
    />
  );
}
