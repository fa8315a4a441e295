import type { Answer, Experiment, getExperimentWords } from '@tandem/contract';
import { PersonLink } from '../people/PersonLink.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { Verbatim } from '../ui/Verbatim.tsx';
import css from './experiments.module.css';
import { useArmWords } from './use-experiments.ts';

type Props = { readonly experiment: Experiment };
type Arm = Answer<typeof getExperimentWords>['arms'][number];

/** What the people of each arm said since they were in it: the figure says how much, they say why. */
export function ArmWords({ experiment }: Props) {
  const asked = useArmWords(experiment);
  if (asked.isError) {
    return <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />;
  }
  if (asked.data === undefined) return <SkeletonLines widths={[60, 84, 40]} />;
  const { control } = experiment.plan;
  return (
    <div className={css['arms']}>
      {asked.data.arms
        .toSorted((a, b) => Number(b.variant === control) - Number(a.variant === control))
        .map((arm) => (
          <ArmCard key={arm.variant} arm={arm} isControl={arm.variant === control} />
        ))}
    </div>
  );
}

function ArmCard({ arm, isControl }: { readonly arm: Arm; readonly isControl: boolean }) {
  const now = useNow();
  const { people, peopleWithWords, words, terms } = arm.said;
  const said = peopleWithWords === 0 ? 'nobody said anything' : `${peopleWithWords} said something`;
  return (
    <Card
      title={
        <span className={layout['row']}>
          <i className={cx(css['disc'], isControl && css['ring'])} aria-hidden="true" />
          {arm.variant}
        </span>
      }
      aside={
        <span className={cx(layout['meta'], layout['num'])}>
          {formatPlural(people, 'person', 'people')}, {said}
        </span>
      }
    >
      {words.length === 0 ? (
        <p className={cx(layout['small'], layout['ink2'])}>
          No words of these people since they were in this arm.
        </p>
      ) : (
        <div className={layout['col']} style={{ gap: 12 }}>
          {words.map((word) => (
            <Verbatim
              key={word.id}
              signal={word}
              marks={word.marks}
              size="list"
              now={now}
              who={<PersonLink signal={word} />}
            />
          ))}
        </div>
      )}
      {terms.length > 0 && (
        <div className={css['terms']}>
          <span className={layout['meta']}>Said more here</span>
          {terms.slice(0, 5).map(({ term }) => (
            <Tag key={term}>{term}</Tag>
          ))}
        </div>
      )}
    </Card>
  );
}
