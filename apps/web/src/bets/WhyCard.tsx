import { IconArrowsCross, IconLink } from '@tabler/icons-react';
import { listEvidence, type Answer, type BetPage } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerTo } from '../api.ts';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { useWords } from '../insights/use-question.ts';
import { PersonLink } from '../people/PersonLink.tsx';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { useNow } from '../ui/use-now.ts';
import { Verbatim } from '../ui/Verbatim.tsx';
import css from './bets.module.css';
import { Findings } from './Findings.tsx';

type Props = { readonly bet: BetPage };
type Item = Answer<typeof listEvidence>['items'][number];

/** The need in customers' words: the newest voices for it, and the newest against it. */
export function WhyCard({ bet }: Props) {
  const { id: project } = useProject();
  const [, set] = useWords();
  const asked = useQuery({
    ...answerTo(listEvidence, { params: { project, id: bet.opportunity ?? '' } }),
    enabled: bet.opportunity !== null,
  });
  if (bet.opportunity === null) {
    return (
      <Card title="Why">
        <Missing says="Which need is this for? A bet begins with words of customers.">
          <Button size="small" onClick={() => set({ do: 'edit' })}>
            Choose an opportunity
          </Button>
        </Missing>
        <Findings bet={bet} />
      </Card>
    );
  }
  const items = (asked.data?.items ?? []).filter(({ highlight }) => !highlight.isRedacted);
  const pros = items
    .filter(({ relation }) => relation === 'supports' || relation === 'asked_for')
    .slice(0, 2);
  const contra = items.find(({ relation }) => relation === 'contradicts');
  return (
    <Card title="Why" aside={<PeopleDots counts={bet.counts} />}>
      <p className={css['need']}>
        <Link
          to="/p/$project/opportunities"
          params={{ project: String(project) }}
          search={{ open: bet.opportunity }}
        >
          “{bet.statement}”
        </Link>
      </p>
      {asked.isPending && <SkeletonLines widths={[90, 60]} />}
      {pros.map((item) => (
        <Voice key={item.highlight.id} item={item} />
      ))}
      {contra !== undefined && <Voice item={contra} />}
      {asked.data !== undefined && items.length === 0 && (
        <p className={cx(layout['small'], layout['ink2'])}>No words rest under this need yet.</p>
      )}
      <Figures bet={bet} />
      <Findings bet={bet} />
    </Card>
  );
}

/** Words, and whether they speak for the need or against it. */
function Voice({ item: { highlight, relation, signal } }: { readonly item: Item }) {
  const isAgainst = relation === 'contradicts';
  const Icon = isAgainst ? IconArrowsCross : IconLink;
  return (
    <div className={css['voice']}>
      <Verbatim
        signal={signal}
        marks={[{ start: highlight.start, end: highlight.end }]}
        size="list"
        now={useNow()}
        who={<PersonLink signal={signal} />}
      />
      <span className={isAgainst ? css['against'] : css['for']}>
        <Icon size={14} aria-hidden="true" />
        {isAgainst ? 'Speaks against it' : relation === 'asked_for' ? 'Asks for it' : 'Supports it'}
      </span>
    </div>
  );
}

function Figures({ bet: { counts, evidenceAgeDays } }: Props) {
  const outside = (counts.audiences['customer'] ?? 0) + (counts.audiences['prospect'] ?? 0);
  if (counts.people === 0) return null;
  return (
    <p className={css['figures']}>
      <span>
        <b>{counts.asked}</b> asked for it
      </span>
      <span>
        customers and prospects <b>{formatShare(outside / counts.people, 0)}</b>
      </span>
      {evidenceAgeDays !== null && (
        <span>
          median evidence age <b>{evidenceAgeDays} d</b>
        </span>
      )}
    </p>
  );
}

type MissingProps = { readonly says: string; readonly children?: React.ReactNode };

/** What a part of the bet still lacks, with what to do about it. */
export function Missing({ says, children }: MissingProps) {
  return (
    <div className={css['missing']}>
      <p>{says}</p>
      {children}
    </div>
  );
}
