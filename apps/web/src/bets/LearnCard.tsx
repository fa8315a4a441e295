import type { BetPage, Learning } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import css from './bets.module.css';
import { verdictWords } from './words.ts';

type Props = { readonly bet: BetPage };
const designs = {
  randomised: 'randomised',
  'quasi-experiment': 'quasi',
  observational: 'observational',
} as const;

/** What this bet taught, and what earlier ones on the same need did. */
export function LearnCard({ bet }: Props) {
  const [, set] = useWords();
  const { learning, earlier, verdict, state } = bet;
  const isOver = state === 'measuring' || state === 'concluded' || state === 'killed';
  if (!isOver && earlier.length === 0) return null;
  return (
    <Card
      title="Learn"
      aside={verdict !== null && <Tag tone="accent">{verdictWords[verdict][0].toLowerCase()}</Tag>}
    >
      {learning !== null && <Lesson learning={learning} />}
      {isOver && state !== 'concluded' && (
        <div className={layout['row']} style={{ flexWrap: 'wrap', marginTop: 8 }}>
          <Button size="small" onClick={() => set({ do: 'learning' })}>
            {learning === null ? 'Write the learning' : 'Edit the learning'}
          </Button>
          {state === 'measuring' && (
            <Button size="small" onClick={() => set({ do: 'verdict' })}>
              {verdict === null ? 'Name the verdict' : 'Change the verdict'}
            </Button>
          )}
        </div>
      )}
      {earlier.length > 0 && (
        <div className={css['earlier']}>
          <h3>Known from earlier bets on this need</h3>
          {earlier.map((one) => (
            <Earlier key={one.id} learning={one} />
          ))}
        </div>
      )}
    </Card>
  );
}

function Lesson({ learning }: { readonly learning: Learning }) {
  const { statement, believed, happened, label, highlights, restsOn } = learning;
  return (
    <>
      <p className={css['claim']}>{statement}</p>
      <ul className={css['facts']}>
        <li>
          <span>We believed</span>
          <b>{believed}</b>
        </li>
        <li>
          <span>It happened</span>
          <b>{happened}</b>
        </li>
      </ul>
      <div className={layout['row']} style={{ marginTop: 10 }}>
        <CausalLabel design={designs[label]} />
        <span className={layout['meta']}>rests on {highlights + restsOn.length} pieces</span>
      </div>
    </>
  );
}

function Earlier({ learning }: { readonly learning: Learning }) {
  const project = String(useProject().id);
  const { bet, statement, label } = learning;
  return (
    <p className={cx(layout['small'], css['lesson'])}>
      {statement}{' '}
      <span className={layout['ink3']}>
        {label},{' '}
        <Link
          to="/p/$project/bets/$bet"
          params={{ project, bet: bet.id }}
          search={{}}
          className={layout['link']}
        >
          B-{bet.number} {bet.title}
        </Link>
      </span>
    </p>
  );
}
