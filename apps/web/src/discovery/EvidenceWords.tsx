import { listEvidence, type Answer, type Opportunity } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { PersonLink } from '../people/PersonLink.tsx';
import { useProject } from '../shell/session.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { Verbatim } from '../ui/Verbatim.tsx';
import css from './discovery.module.css';

type Item = Answer<typeof listEvidence>['items'][number];

/** The words for and against, the newest first; what speaks against is never left out. */
export function EvidenceWords({ opportunity }: { readonly opportunity: Opportunity }) {
  const params = { project: useProject().id, id: opportunity.id };
  const evidence = useQuery(answerTo(listEvidence, { params }));
  if (evidence.isError) {
    return <TroubleNote error={evidence.error} onRetry={() => void evidence.refetch()} />;
  }
  if (evidence.data === undefined) return <SkeletonLines widths={[70, 50, 80]} />;
  const { items } = evidence.data;
  if (items.length === 0) {
    return (
      <p className={`${layout['small']} ${layout['ink2']}`}>
        No words rest under it yet. Open what somebody said in Listening, choose the words that
        matter, and press L.
      </p>
    );
  }
  return (
    <ul className={css['words']}>
      {items.map((item) => (
        <Words key={`${item.highlight.id} ${item.relation}`} item={item} />
      ))}
    </ul>
  );
}

const tones = { contradicts: 'counter', asked_for: 'accent' } as const;
const relationWords = { contradicts: 'against', asked_for: 'asks for it' } as const;

function Words({ item: { highlight, relation, signal } }: { readonly item: Item }) {
  const now = useNow();
  const word = relationWords[relation as keyof typeof relationWords];
  const { start, end, isRedacted, isStated, type } = highlight;
  return (
    <li>
      <Verbatim
        signal={signal}
        marks={isRedacted ? [] : [{ start, end }]}
        now={now}
        who={<PersonLink signal={signal} />}
        facts={
          <span>
            {type}
            {!isStated && ', read between the lines'}
          </span>
        }
      />
      {word !== undefined && (
        <div style={{ marginTop: 6 }}>
          <Tag tone={tones[relation as keyof typeof tones]}>{word}</Tag>
        </div>
      )}
    </li>
  );
}
