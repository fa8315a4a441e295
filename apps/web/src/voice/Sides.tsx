import type { Answer, listSignals } from '@tandem/contract';
import { useToday, useWords } from '../insights/use-question.ts';
import { Bars } from '../ui/Bars.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SourceMark } from '../ui/SourceMark.tsx';
import { formatDays } from '../ui/when.ts';
import { everyDay } from './around.ts';
import { Themes } from './Themes.tsx';
import css from './voice.module.css';

type Props = { readonly answer: Answer<typeof listSignals> };

/** What is talked about, how much was said day by day, and where; a press keeps only that. */
export function Sides({ answer }: Props) {
  return (
    <aside className={css['sides']} aria-label="Themes and sources">
      <Themes />
      <Voices answer={answer} />
      <Sources answer={answer} />
    </aside>
  );
}

const days = 84;

function Voices({ answer }: Props) {
  const today = useToday();
  const daily = everyDay(answer.perDay, today, days);
  const sum = daily.reduce((total, { count }) => total + count, 0);
  const most = Math.max(0, ...daily.map(({ count }) => count));
  return (
    <section className={css['voices']}>
      <div className={layout['row']}>
        <h2>Voices</h2>
        <span className={`${layout['meta']} ${layout['num']} ${layout['push']}`}>
          by day, at most {formatCount(most)}
        </span>
      </div>
      <div className={css['bars']}>
        <Bars
          values={daily.map(({ count }) => count)}
          titles={daily.map(({ day, count }) => `${formatDays(day, day, today)}: ${count}`)}
          label={`${formatPlural(sum, 'verbatim', 'verbatims')} in twelve weeks, a bar for each day`}
        />
      </div>
      <div className={`${layout['row']} ${layout['meta']} ${css['ends']}`}>
        <span>12 weeks ago</span>
        <span className={layout['push']}>today</span>
      </div>
    </section>
  );
}

function Sources({ answer }: Props) {
  const [search, set] = useWords();
  return (
    <section>
      <h2>Sources</h2>
      <div className={css['sourceList']}>
        {answer.sources.map(({ source, count }) => (
          <button
            key={source}
            type="button"
            className={css['source']}
            aria-pressed={search['source'] === source}
            onClick={() =>
              set({ source: search['source'] === source ? undefined : source, signal: undefined })
            }
          >
            <SourceMark source={source} size={16} />
            <span className={layout['trunc']}>{source}</span>
            <span className={`${layout['meta']} ${layout['num']}`}>{formatCount(count)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
