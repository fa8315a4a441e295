import type { Answer, listThemes, Opportunity } from '@tandem/contract';
import { useState } from 'react';
import { stateWords } from '../discovery/states.ts';
import { useOpportunities } from '../evidence/use-evidence.ts';
import { useToday, useWords } from '../insights/use-question.ts';
import { capitalised, formatCount, formatPlural, formatRatio } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { Spark } from '../ui/Spark.tsx';
import { Tag } from '../ui/Tag.tsx';
import { filterOf } from './filters.ts';
import { growthOf } from './themes.ts';
import { useThemes } from './use-signals.ts';
import css from './voice.module.css';

type Theme = Answer<typeof listThemes>['needs'][number];
const most = 5;

/** The needs that words were linked to, with how they grow; then the kinds of words. */
export function Themes() {
  const [search] = useWords();
  const asked = useThemes(filterOf(search, useToday()));
  const opportunities = useOpportunities().data?.opportunities ?? [];
  const [isWhole, setWhole] = useState(false);
  if (asked.data === undefined) {
    return asked.isError ? null : <Coming />;
  }
  const { needs, types, unread } = asked.data;
  const known = needs.flatMap((theme) => {
    const need = opportunities.find(({ id }) => id === theme.opportunity);
    return need === undefined ? [] : [{ theme, need }];
  });
  const chosen = known.findIndex(({ need }) => need.id === search['need']);
  const shown = isWhole ? known : known.slice(0, Math.max(most, chosen + 1));
  return (
    <section className={css['themes']}>
      <div className={layout['row']}>
        <h2>Themes</h2>
        <span className={`${layout['meta']} ${layout['push']}`}>12 weeks</span>
      </div>
      {known.length === 0 && (
        <p className={layout['meta']}>
          Open what somebody said, choose the words that matter and link them to a need: what is
          said of each need is counted here.
        </p>
      )}
      <div className={css['themeList']}>
        {shown.map((one) => (
          <ThemeCard key={one.need.id} {...one} />
        ))}
        {known.length > shown.length && (
          <button type="button" className={css['allThemes']} onClick={() => setWhole(true)}>
            All {known.length} themes
          </button>
        )}
      </div>
      <div className={css['kinds']} role="group" aria-label="Kinds of words">
        <Kind word="state" value="new" count={unread}>
          To triage
        </Kind>
        {types.map(({ type, signals }) => (
          <Kind key={type} word="type" value={type} count={signals}>
            {capitalised(type)}
          </Kind>
        ))}
      </div>
    </section>
  );
}

/** The stream can be read meanwhile: only the room is kept. */
function Coming() {
  return (
    <section className={css['coming']}>
      <h2>Themes</h2>
    </section>
  );
}

type CardProps = { readonly theme: Theme; readonly need: Opportunity };

function ThemeCard({ theme, need }: CardProps) {
  const [search, set] = useWords();
  const { signals, people, contradicting, perWeek } = theme;
  const isChosen = search['need'] === need.id;
  const growth = growthOf(perWeek);
  const [words, tone] = stateWords[need.state];
  return (
    <button
      type="button"
      className={css['theme']}
      aria-pressed={isChosen}
      onClick={() => set({ need: isChosen ? undefined : need.id, signal: undefined })}
    >
      <span className={css['themeHead']}>
        <b>{need.statement}</b>
        <b className={layout['num']}>{formatCount(signals)}</b>
      </span>
      <span className={css['themeHead']}>
        <Spark
          values={perWeek}
          label={`${formatPlural(signals, 'verbatim', 'verbatims')}, a point for each of the last twelve weeks`}
        />
        {growth !== undefined && (
          <span className={layout['num']} title="The last four weeks against the four before">
            {formatRatio(growth)}
          </span>
        )}
      </span>
      <span className={css['themeFoot']}>
        <span>
          {formatPlural(people, 'person', 'people')}
          {contradicting > 0 && <b>, {formatCount(contradicting)} against</b>}
        </span>
        <Tag tone={tone}>{words}</Tag>
      </span>
    </button>
  );
}

type KindProps = {
  readonly word: 'state' | 'type';
  readonly value: string;
  readonly count: number;
  readonly children: string;
};

function Kind({ word, value, count, children }: KindProps) {
  const [search, set] = useWords();
  const isChosen = search[word] === value;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => set({ [word]: isChosen ? undefined : value, signal: undefined })}
    >
      {children} <span className={layout['num']}>{formatCount(count)}</span>
    </button>
  );
}
