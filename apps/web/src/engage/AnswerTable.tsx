import type { Loop } from '@tandem/contract';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import layout from '../ui/layout.module.css';
import { answerNames, shareWords } from './words.ts';
import css from './engage.module.css';

type Props = Pick<Loop, 'answers' | 'answered'>;

/** Did it solve it? Each answer with its share and how sure that share is. */
export function AnswerTable({ answers, answered }: Props) {
  return (
    <table className={css['answers']}>
      <caption className={layout['meta']}>
        Did it solve it? {answered} answered; shares of the answers with their 95% interval
      </caption>
      <tbody>
        {answers.map(({ answer, count, share }) => (
          <tr key={answer}>
            <th scope="row">{answerNames[answer]}</th>
            <td className={layout['num']}>{count}</td>
            <td className={css['interval']}>
              {share !== null && <IntervalBar {...share} isFlat={answer !== 'solved'} />}
            </td>
            <td className={layout['num']}>{shareWords(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
