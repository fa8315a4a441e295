import type { Answer, listPeople } from '@tandem/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useProject } from '../shell/session.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import { moved, useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { besideName, displayName } from './names.ts';
import css from './people.module.css';

type Person = Answer<typeof listPeople>['people'][number];

/** J and K move, Enter opens. */
export function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const project = String(useProject().id);
  const navigate = useNavigate();
  const now = useNow();
  const [cursor, setCursor] = useState(-1);
  const open = (person: string) =>
    navigate({ to: '/p/$project/people/$person', params: { project, person }, search: {} });
  const chosen = people[cursor];
  useKeys({
    j: () => setCursor((at) => moved(at, 1, people.length)),
    k: () => setCursor((at) => moved(at, -1, people.length)),
    ...(chosen === undefined ? {} : { Enter: () => void open(chosen.id) }),
  });
  return (
    <div className={table['scroll']}>
      <table className={cx(table['table'], table['rows'])}>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col" className={layout['wideOnly']}>
              Plan or account
            </th>
            <th scope="col" className={table['n']}>
              Did
            </th>
            <th scope="col" className={table['n']}>
              Said
            </th>
            <th scope="col" className={cx(table['n'], layout['wideOnly'])}>
              First seen
            </th>
            <th scope="col" className={table['n']}>
              Last seen
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person, index) => (
            <Row
              key={person.id}
              person={person}
              now={now}
              isChosen={index === cursor}
              onOpen={() => void open(person.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly person: Person;
  readonly now: Date;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
};

function Row({ person, now, isChosen, onOpen }: RowProps) {
  const project = String(useProject().id);
  const ago = (instant: string | null) => (instant === null ? '' : formatAgo(instant, now));
  return (
    <tr className={cx(isChosen && table['selected'])} onClick={onOpen}>
      <td>
        <Link
          to="/p/$project/people/$person"
          params={{ project, person: person.id }}
          search={{}}
          className={css['name']}
          onClick={(click) => click.stopPropagation()}
        >
          <Avatar name={displayName(person)} />
          <span className={layout['trunc']}>
            <b style={{ fontWeight: 550 }}>{displayName(person)}</b>{' '}
            <span className={layout['meta']}>{besideName(person)}</span>
          </span>
        </Link>
      </td>
      <td className={cx(layout['wideOnly'], layout['ink2'])}>{belongsTo(person)}</td>
      <td className={table['n']}>{formatCount(person.events)}</td>
      <td className={table['n']}>
        {person.signals === 0 ? (
          <span className={layout['ink3']}>0</span>
        ) : (
          <b>{formatCount(person.signals)}</b>
        )}
      </td>
      <td className={cx(table['n'], layout['wideOnly'], layout['ink3'])}>
        {ago(person.firstSeen)}
      </td>
      <td className={table['n']}>{ago(person.lastSeen)}</td>
    </tr>
  );
}

function belongsTo(person: Person): string {
  const account = person.accounts[0];
  if (account !== undefined) return account.name ?? account.key;
  const plan = person.traits['plan'];
  return typeof plan === 'string' ? plan : '';
}
