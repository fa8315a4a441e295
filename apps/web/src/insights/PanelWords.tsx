import type { Answer, listFunnelWords } from '@tandem/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconArrowRight } from '@tabler/icons-react';
import { PersonLink } from '../people/PersonLink.tsx';
import { useProject } from '../shell/session.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatAbout, formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { Verbatim } from '../ui/Verbatim.tsx';
import css from './panel.module.css';
import { TraitTable } from './PanelTraits.tsx';
import { tellingTraits, type Traits } from './telling.ts';
import { wordsAtMost } from './words-shown.ts';

type Words = Answer<typeof listFunnelWords>;

type Props = {
  readonly words: UseQueryResult<Words>;
  readonly title: string;
  readonly onAll: () => void;
  readonly traits: UseQueryResult<Traits>;
  readonly passed: number;
};

export function PanelWords({ words, title, onAll, traits, passed }: Props) {
  if (words.isError)
    return <TroubleNote error={words.error} onRetry={() => void words.refetch()} />;
  if (words.data === undefined) return <SkeletonLines widths={[92, 78, 40, 88, 64, 40, 90, 50]} />;
  const { total, terms } = words.data;
  if (total === 0) return <NoWords title={title} />;
  const shown = words.data.words.length;
  return (
    <>
      {terms.length > 0 && (
        <>
          <div className={layout['meta']}>They say more often than those who went on</div>
          <div className={css['terms']}>
            {terms.slice(0, 8).map(({ term, people }) => (
              <Tag key={term}>
                {term} <span className={layout['ink3']}>{formatCount(people)}</span>
              </Tag>
            ))}
          </div>
        </>
      )}
      <WordList words={words.data.words} />
      {shown < total && shown < wordsAtMost && (
        <div style={{ marginTop: 16 }}>
          <Button size="small" onClick={onAll}>
            Read {total > wordsAtMost ? `${wordsAtMost} of` : 'all'} {formatCount(total)}
            <IconArrowRight size={14} aria-hidden="true" />
          </Button>
        </div>
      )}
      {traits.data !== undefined && tellingTraits(traits.data).length > 0 && (
        <section className={css['section']}>
          <TraitTable traits={traits.data} passed={passed} most={4} />
        </section>
      )}
    </>
  );
}

function WordList({ words }: { readonly words: Words['words'] }) {
  const now = useNow();
  return (
    <div className={css['list']}>
      {words.map((word, index) => (
        <Verbatim
          key={word.id}
          signal={word}
          marks={word.marks}
          size={index === 0 ? 'panel' : 'list'}
          now={now}
          who={<PersonLink signal={word} />}
          facts={<After minutes={word.minutesAfterStep} />}
        />
      ))}
    </div>
  );
}

function After({ minutes }: { readonly minutes: number | null }) {
  if (minutes === null || minutes < 0) return null;
  return <span className={layout['num']}>{formatAbout(minutes)} after</span>;
}

function NoWords({ title }: { readonly title: string }) {
  const params = { project: String(useProject().id) };
  return (
    <EmptyState
      title="No words here yet"
      actions={
        <Link
          to="/p/$project/listening"
          params={params}
          search={{ import: 'yes' }}
          className={buttonClass({ size: 'small' })}
        >
          Bring in reviews and tickets
        </Link>
      }
    >
      {title}, and nobody of them has said why. Bring in reviews or tickets, or open the feedback
      form at this step; answers usually start within a day.
    </EmptyState>
  );
}
