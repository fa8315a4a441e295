import { IconAlertTriangle } from '@tabler/icons-react';
import { addScopeItem, type BetPage, type ScopeItem } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { useWords } from '../insights/use-question.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './bets.module.css';
import { UnsupportedBar } from './UnsupportedBar.tsx';
import { useChange, usePath } from './use-bets.ts';
import { Missing } from './WhyCard.tsx';

type Props = { readonly bet: BetPage };

/** What is built, each with the people who want it; what nobody asked for is amber. */
export function WhatCard({ bet }: Props) {
  const open = bet.items.filter(({ state }) => state === 'in');
  const cut = bet.items.filter(({ state }) => state === 'cut');
  return (
    <Card title="What" aside={<UnsupportedBar scope={bet.scope} />}>
      {open.length === 0 && (
        <Missing says="Nothing is in scope. Name the pieces; each is unsupported until words are linked to it." />
      )}
      <ul className={css['items']}>
        {open.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {bet.gate !== null && <Adding bet={bet} />}
      {cut.length > 0 && (
        <details className={css['more']}>
          <summary>{cut.length} cut</summary>
          <ul>
            {cut.map((item) => (
              <CutRow key={item.id} item={item} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function Row({ item }: { readonly item: ScopeItem }) {
  const [, set] = useWords();
  const { id, text, isSupported, counts } = item;
  return (
    <li className={cx(!isSupported && css['bare'])}>
      <button type="button" onClick={() => set({ do: `item-${id}` })}>
        <b>{text}</b>
        {isSupported ? (
          <PeopleDots counts={counts} />
        ) : (
          <span className={css['cutOrLink']}>
            <IconAlertTriangle size={14} aria-hidden="true" />
            <span className={layout['hidden']}>Unsupported. </span>
            Cut or link
            {counts.contradicting > 0 && <small>{counts.contradicting} against</small>}
          </span>
        )}
      </button>
    </li>
  );
}

/** What was cut stays in sight, with who cut it and on which evidence. */
function CutRow({ item: { id, text, cut } }: { readonly item: ScopeItem }) {
  const [, set] = useWords();
  if (cut === null) return null;
  const because =
    cut.because.length === 0
      ? 'an opinion'
      : `${cut.because.length} ${cut.because.length === 1 ? 'highlight' : 'highlights'}`;
  return (
    <li>
      <button type="button" className={layout['link']} onClick={() => set({ do: `item-${id}` })}>
        {text}
      </button>{' '}
      “{cut.reason}” {cut.by}, on {because}
    </li>
  );
}

function Adding({ bet }: Props) {
  const params = usePath(bet);
  const [text, setText] = useState('');
  const adding = useChange(
    (words: string) => call(addScopeItem, { params, body: { text: words } }),
    () => setText(''),
  );
  return (
    <form
      className={css['adding']}
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate(text);
      }}
    >
      <input
        id="add-scope"
        aria-label="Add to the scope"
        placeholder="Add a piece"
        required
        minLength={3}
        maxLength={300}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="small" type="submit" disabled={adding.isPending}>
        Add
      </Button>
      {adding.isError && <TroubleNote error={adding.error} />}
    </form>
  );
}
