import { IconCheck } from '@tabler/icons-react';
import {
  linkHighlight,
  listEvidence,
  unlinkHighlight,
  type BetPage,
  type Call,
  type Highlight,
} from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answerTo, call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { nameOf } from '../ui/Verbatim.tsx';
import css from './bets.module.css';
import { useBetEvidence, useChange } from './use-bets.ts';

type Kind = Call<typeof linkHighlight>['body']['kind'];
type Props = {
  readonly bet: BetPage;
  readonly to: { readonly kind: Kind; readonly id: string };
};

/** Words of the need that may carry this part too; a press links or takes back, another speaks against it. */
export function EvidencePicker({ bet, to }: Props) {
  const { id: project } = useProject();
  const [typed, setTyped] = useState('');
  const asked = useQuery({
    ...answerTo(listEvidence, { params: { project, id: bet.opportunity ?? '' } }),
    enabled: bet.opportunity !== null,
  });
  const under = useBetEvidence(bet.id).data?.items ?? [];
  const mine = under.filter(({ about }) => about.id === to.id);
  const known = [...mine, ...(asked.data?.items ?? [])].filter(
    ({ highlight }) => !highlight.isRedacted,
  );
  const all = [...new Map(known.map((one) => [one.highlight.id, one])).values()];
  const found = all.filter(({ highlight }) =>
    highlight.text.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  return (
    <fieldset className={css['picker']}>
      <legend>What people said</legend>
      {all.length > 5 && (
        <input
          type="search"
          aria-label="Find words"
          placeholder="Find words"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {all.length === 0 && (
        <p className={layout['small']}>
          No words rest under the need of this bet.{' '}
          <Link
            to="/p/$project/listening"
            params={{ project: String(project) }}
            search={{}}
            className={layout['link']}
          >
            Open Listening
          </Link>{' '}
          and link some with L.
        </p>
      )}
      <ul>
        {found.map(({ highlight, signal }) => (
          <Row key={highlight.id} highlight={highlight} who={nameOf(signal)} to={to} />
        ))}
      </ul>
    </fieldset>
  );
}

type RowProps = {
  readonly highlight: Highlight;
  readonly who: string;
  readonly to: Props['to'];
};

function Row({ highlight, who, to }: RowProps) {
  const { id: project } = useProject();
  const params = { project, id: highlight.id };
  const mine = highlight.links.filter((link) => link.to.id === to.id);
  const linking = useChange((relation: 'supports' | 'contradicts') =>
    call(linkHighlight, { params, body: { ...to, relation } }),
  );
  const unlinking = useChange((link: string) =>
    call(unlinkHighlight, { params: { ...params, link } }),
  );
  const toggle = (relation: 'supports' | 'contradicts') => {
    const link = mine.find((one) => one.relation === relation);
    if (link === undefined) linking.mutate(relation);
    else unlinking.mutate(link.id);
  };
  const is = (relation: string) => mine.some((one) => one.relation === relation);
  const isBusy = linking.isPending || unlinking.isPending;
  const trouble = linking.error ?? unlinking.error;
  return (
    <li>
      <span>
        <mark>{highlight.text}</mark>
        <small>{who}</small>
      </span>
      <span className={layout['row']}>
        {(['supports', 'contradicts'] as const).map((relation) => (
          <Button
            key={relation}
            size="small"
            kind={is(relation) ? 'quiet' : 'ghost'}
            aria-pressed={is(relation)}
            disabled={isBusy}
            icon={is(relation) && <IconCheck size={14} aria-hidden="true" />}
            onClick={() => toggle(relation)}
          >
            {relation === 'supports' ? 'Supports' : 'Against'}
          </Button>
        ))}
      </span>
      {trouble !== null && <TroubleNote error={trouble} />}
    </li>
  );
}
