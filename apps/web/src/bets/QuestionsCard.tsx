import type { BetPage } from '@tandem/contract';
import { PeopleDots } from '../evidence/PeopleDots.tsx';
import { useWords } from '../insights/use-question.ts';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import css from './bets.module.css';

/** The two questions before building, each with its answer and who says so. */
export function QuestionsCard({ bet }: { readonly bet: BetPage }) {
  const [, set] = useWords();
  const answered = bet.questions.filter(({ isAnswered }) => isAnswered).length;
  return (
    <Card
      title="Before building"
      aside={<span className={layout['meta']}>{answered} of 2 answered</span>}
    >
      <ul className={css['questions']}>
        {bet.questions.map(({ name, asks, answer, counts }) => (
          <li key={name}>
            <button type="button" onClick={() => set({ do: `answer-${name}` })}>
              <span>{asks}</span>
              {answer === '' ? (
                <em>Not answered yet</em>
              ) : (
                <>
                  <b>{answer}</b>
                  <PeopleDots counts={counts} />
                </>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
