import type { BetPage, Outcome } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../insights/use-question.ts';
import { formatRange, formatValue } from '../metrics/metric-words.ts';
import {
  outcomeStates,
  relativeWords,
  targetWords,
  windowWords,
} from '../outcomes/outcome-words.ts';
import { useOutcomeResult, useOutcomes } from '../outcomes/use-outcomes.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { CausalLabel, Tag } from '../ui/Tag.tsx';
import css from './bets.module.css';
import { Missing } from './WhyCard.tsx';

/** The outcome that both sides agreed to judge it by, and where it stands. */
export function JudgeCard({ bet }: { readonly bet: BetPage }) {
  const [, set] = useWords();
  const outcome = useOutcomes().data?.outcomes.find(({ id }) => id === bet.outcome);
  if (outcome === undefined) {
    return (
      <Card title="Judge">
        <Missing says="How will you know? Choose the outcome that it is to move.">
          {bet.gate !== null && (
            <Button size="small" onClick={() => set({ do: 'edit' })}>
              Choose an outcome
            </Button>
          )}
        </Missing>
      </Card>
    );
  }
  const [words, tone] = outcomeStates[outcome.state];
  return (
    <Card title="Judge" aside={<Tag tone={tone}>{words}</Tag>}>
      <Judged outcome={outcome} />
    </Card>
  );
}

function Judged({ outcome }: { readonly outcome: Outcome }) {
  const project = String(useProject().id);
  const { id, sentence, state, target, window, signatures, reading } = outcome;
  const isMeasured = !['draft', 'proposed', 'agreed'].includes(state);
  const result = useOutcomeResult(id, isMeasured).data;
  const unit = result?.metric.unit ?? reading.unit ?? 'count';
  const estimate = result?.reading.estimate;
  return (
    <>
      {target !== null && (
        <p className={css['claim']}>
          {targetWords(target, unit)} {window !== null && windowWords(window)}
        </p>
      )}
      <Link
        to="/p/$project/outcomes/$outcome"
        params={{ project, outcome: id }}
        search={{}}
        className={layout['link']}
      >
        {sentence}
      </Link>
      <ul className={css['facts']}>
        {result !== undefined && estimate !== undefined && (
          <>
            <li>
              <span>Now, day {result.reading.day}</span>
              <b>
                {estimate.value === null
                  ? 'no value yet'
                  : `${formatValue(estimate.value, unit)}, ${formatRange(estimate, unit)}`}
              </b>
            </li>
            <li>
              <span>Before</span>
              <b>{formatValue(result.reading.baseline, unit)}</b>
            </li>
          </>
        )}
        {result?.randomised.map(({ experiment, relative }) =>
          relative === null ? null : (
            <li key={experiment}>
              <CausalLabel design="randomised" />
              <b>{relativeWords(relative)}</b>
            </li>
          ),
        )}
        <li>
          <span>Signed by</span>
          <b>{signatures.map(({ name }) => name).join(', ') || 'nobody yet'}</b>
        </li>
      </ul>
    </>
  );
}
