import { useMediaQuery } from '@mantine/hooks';
import { askTrends, type TrendsQuestion, type TrendsResult } from '@tandem/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { FirstSteps } from '../access/FirstSteps.tsx';
import { answerTo } from '../api.ts';
import { Chart } from '../charts/Chart.tsx';
import { KeepFinding } from '../bets/KeepFinding.tsx';
import { useProject } from '../shell/session.ts';
import { useScheme } from '../theme/scheme.ts';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { formatPlural } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import { Page } from '../ui/Page.tsx';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import states from '../ui/states.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { BreakdownChip } from './BreakdownChip.tsx';
import { useCatalogue } from './catalogue.ts';
import { CopyLink, ExploreTabs } from './ExploreTabs.tsx';
import { FilterChips } from './FilterChips.tsx';
import { keptSearch } from './keeping.ts';
import { firstSeries, trendsOf } from './questions.ts';
import { RangeChip } from './RangeChip.tsx';
import { CompareButton, IntervalChoice, SeriesChips } from './SeriesChips.tsx';
import { seriesName, trendOption, trendSentence } from './trend-picture.ts';
import { BucketTable, TotalsTable } from './TrendTable.tsx';
import { useToday, useWords } from './use-question.ts';

/** How often, by how many, or how much, over time. */
export function Trends() {
  const project = useProject();
  const [search] = useWords();
  const today = useToday();
  const question = trendsOf(search, today);
  const answer = useQuery({
    ...answerTo(askTrends, { params: { project: project.id }, body: question! }),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
  });
  const result = question === undefined ? undefined : answer.data;
  return (
    <Page
      title={question === undefined ? 'New trend' : seriesName(question, 0)}
      crumbs={['Explore', 'Trends']}
      facts={
        result &&
        `${formatPlural(result.people, 'person', 'people')}, answered in ${Math.round(result.tookMs)} ms`
      }
      tag={<ExploreTabs />}
      actions={
        question !== undefined && (
          <>
            <CopyLink />
            <KeepFinding
              question={{ page: 'trends', search: keptSearch(search, today) }}
              says={result === undefined ? '' : trendSentence(question, result).slice(0, 500)}
            />
            <CompareButton />
          </>
        )
      }
      chips={
        <>
          <SeriesChips />
          <RangeChip />
          <IntervalChoice />
          <BreakdownChip />
          <FilterChips />
        </>
      }
    >
      {question === undefined ? (
        <Start />
      ) : answer.isError ? (
        <TroubleNote error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data === undefined ? (
        <SkeletonBlock height={380} />
      ) : (
        <div className={answer.isPlaceholderData ? states['stale'] : undefined}>
          <Picture question={question} result={answer.data} />
        </div>
      )}
    </Page>
  );
}

const views = [
  ['chart', 'Chart'],
  ['table', 'Table'],
] as const;

type PictureProps = { readonly question: TrendsQuestion; readonly result: TrendsResult };

function Picture({ question, result }: PictureProps) {
  const scheme = useScheme();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  useKeys({ t: () => setView(view === 'chart' ? 'table' : 'chart') });
  const isNarrow = useMediaQuery('(max-width: 760px)') ?? false;
  const option = useMemo(
    () => trendOption(question, result, { scheme, isNarrow }),
    [question, result, scheme, isNarrow],
  );
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 18 }}>
      <Card
        title={`By ${question.interval}`}
        aside={<Choice label="Show as" value={view} options={views} onChange={setView} />}
      >
        {view === 'chart' ? (
          <Chart option={option} height={340} label={trendSentence(question, result)} />
        ) : (
          <BucketTable question={question} result={result} />
        )}
      </Card>
      <Card title="Over the whole time">
        <TotalsTable question={question} result={result} />
      </Card>
    </div>
  );
}

/** Nothing asked yet: the trend that every project can answer. */
function Start() {
  const [, set] = useWords();
  const catalogue = useCatalogue();
  const count = catalogue.data?.events.length;
  useEffect(() => {
    if (count === undefined || count === 0) return;
    set({ series: firstSeries }, { replace: true });
  }, [count, set]);
  if (catalogue.isError)
    return <TroubleNote error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  if (count === undefined || count > 0) return <SkeletonBlock height={380} />;
  return (
    <FirstSteps title="Nothing has happened here yet">
      A trend needs events. The demo company comes with 76,000 of them and takes about half a
      minute; your own first event takes two lines.
    </FirstSteps>
  );
}
