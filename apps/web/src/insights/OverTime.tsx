import { askFunnel, type FunnelQuestion, type FunnelResult } from '@tandem/contract';
import { useQueries } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { CourseChart } from '../metrics/CourseChart.tsx';
import { useProject } from '../shell/session.ts';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { pointOf, questionOf, stretchesOf, stretchWords } from './over-time.ts';
import { eventName } from './words.ts';

type Props = {
  readonly question: FunnelQuestion;
  readonly result: FunnelResult;
  /** The step whose rate is drawn. */
  readonly step: number;
};

/** Whether a step got better or worse: the share that went on, each stretch of days asked alone. */
export function OverTime({ question, result, step }: Props) {
  const { id: project } = useProject();
  const stretches = stretchesOf(question);
  const asked = useQueries({
    queries: stretches.map((range) =>
      answerTo(askFunnel, { params: { project }, body: questionOf(question, range) }),
    ),
  });
  const trouble = asked.find(({ error }) => error !== null);
  if (trouble !== undefined) {
    return <TroubleNote error={trouble.error} onRetry={() => void trouble.refetch()} />;
  }
  // Drawn as the answers come: what is not there yet is a gap.
  const points = asked.map(({ data }, place) => pointOf(data, step, stretches[place]!));
  const name = `${nameAt(result, step - 1)} to ${nameAt(result, step).toLowerCase()}`;
  const whole = result.steps[step]?.rate?.value;
  const levels =
    whole === undefined ? [] : [{ name: 'all of these days', at: whole, isGoal: false }];
  return (
    <>
      <p className={layout['small']}>
        <b className={layout['strong']}>{name}</b>, {stretchWords(stretches)}
      </p>
      <CourseChart course={{ name, unit: 'share', points, levels, ending: 'last' }} height={240} />
      <p className={layout['meta']} style={{ marginTop: 8 }}>
        Each point stands at the last day of its stretch, which is asked alone: whoever went on only
        in the next one counts as lost.
      </p>
    </>
  );
}

const nameAt = (result: FunnelResult, step: number) => eventName(result.steps[step]?.event ?? '');
