import { IconArrowRight, IconX } from '@tabler/icons-react';
import type { ChangelogEntry, Loop } from '@tandem/contract';
import type { ReactNode } from 'react';
import { kindNames } from './words.ts';
import css from './preview.module.css';

/** As the card stands on a customer's page; the page's own colours come from there. */
function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <figure className={css['card']} aria-label="Preview of the card">
      <figcaption className={css['head']}>
        <b>{title}</b>
        <IconX size={16} aria-hidden="true" />
      </figcaption>
      {children}
    </figure>
  );
}

export function MessagePreview({ body, action }: Pick<Loop['text'], 'body' | 'action'>) {
  return (
    <Card title="You asked, we shipped">
      <p className={css['meta']}>In May you told us</p>
      <p className={css['quote']}>
        “Here stand their own words, <mark>with what they asked for marked.</mark>”
      </p>
      <p className={css['text']}>It is on for you now. {body}</p>
      {action !== null && (
        <span className={css['action']}>
          {action.label} <IconArrowRight size={14} aria-hidden="true" />
        </span>
      )}
      <p className={css['ask']}>
        Did it solve it? <span>Yes</span>
        <span>Partly</span>
        <span>No</span>
      </p>
    </Card>
  );
}

type EntryProps = Pick<ChangelogEntry, 'kind' | 'title' | 'text'>;

export function EntryPreview({ kind, title, text }: EntryProps) {
  return (
    <Card title="What is new">
      <p className={css['kind']}>{kindNames[kind]}</p>
      <p className={css['title']}>{title === '' ? 'Its title' : title}</p>
      <p className={css['text']}>{text === '' ? 'What it is, for whom, and what to do.' : text}</p>
      <p className={css['react']}>
        <span>Love it</span>
        <span>Not for me</span>
        <span>Reply</span>
      </p>
    </Card>
  );
}
