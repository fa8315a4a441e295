import { listLearnings, type Learning } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import css from './outcomes.module.css';

/** What bets taught, the newest first, each as heavy as its design lets it be. */
export function Learnings() {
  const params = { project: useProject().id };
  const all = useQuery(answerTo(listLearnings, { params, query: {} })).data?.learnings ?? [];
  if (all.length === 0) return null;
  return (
    <Card title="Learned">
      {all.map((learning) => (
        <Row key={learning.id} learning={learning} />
      ))}
    </Card>
  );
}

function Row({ learning }: { readonly learning: Learning }) {
  const now = useNow();
  const { bet, statement, happened, label, author, at } = learning;
  return (
    <div className={css['result']}>
      <div className={layout['col']} style={{ gap: 4 }}>
        <b>{statement}</b>
        <span className={layout['small']}>{happened}</span>
        <span className={layout['meta']}>
          Bet {bet.number}, {bet.title}. {author}, {formatDate(at, now)}
        </span>
      </div>
      <div className={layout['row']}>
        <CausalLabel design={label === 'quasi-experiment' ? 'quasi' : label} />
        {bet.verdict !== null && <Tag>{bet.verdict}</Tag>}
      </div>
    </div>
  );
}
