import { listFunnelWords, type FunnelQuestion, type FunnelResult } from '@tandem/contract';
import { useQueryClient } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import layout from '../ui/layout.module.css';
import { formatDays } from '../ui/when.ts';
import { useWholeRange } from './catalogue.ts';
import { FunnelColumns } from './FunnelColumns.tsx';
import css from './funnel.module.css';
import { GroupTable } from './GroupTable.tsx';
import { OverTime } from './OverTime.tsx';
import { beforeWords } from './ranges.ts';
import { selectionOf, wordsOfSelection, type Selection } from './selection.ts';
import { changeSentence, worstSentence } from './sentences.ts';
import { StandsOut } from './StandsOut.tsx';
import { StepTable } from './StepTable.tsx';
import { useToday, useWords } from './use-question.ts';
import { eventName, keyName } from './words.ts';
import { wordsShown } from './words-shown.ts';

type Props = { readonly result: FunnelResult; readonly question: FunnelQuestion };

export function FunnelBody({ result, question }: Props) {
  const project = useProject();
  const queries = useQueryClient();
  const [search, set] = useWords();
  const selected = selectionOf(search, result.steps.length);
  const select = (selection: Selection) => set(wordsOfSelection(selection));
  const near = ({ index, outcome }: Selection) =>
    void queries.prefetchQuery(
      answerTo(listFunnelWords, {
        params: { project: project.id },
        body: { question, step: index, outcome, limit: wordsShown },
      }),
    );
  if ((result.steps[0]?.people ?? 0) === 0) {
    return <NobodyThen event={question.steps[0]!.event} />;
  }
  const change = changeSentence(result);
  return (
    <>
      <p className={css['named']}>{worstSentence(result)}</p>
      <FunnelColumns result={result} selected={selected} onSelect={select} onNear={near} />
      <div className={css['after']}>
        <Card title="Step by step" aside={<Views />}>
          {search['as'] === 'time' ? (
            <OverTime
              question={question}
              result={result}
              step={Math.max(1, selected?.index ?? result.worst[0] ?? 1)}
            />
          ) : (
            <StepTable
              result={result}
              before={beforeWords(question)}
              selected={selected}
              onSelect={select}
            />
          )}
          {change !== undefined && (
            <p className={layout['meta']} style={{ marginTop: 8 }}>
              {change}
            </p>
          )}
        </Card>
        <StandsOut result={result} question={question} />
        {question.breakdown !== undefined && result.groups.length > 0 && (
          <Card title={`By ${keyName(question.breakdown.key)}`}>
            <GroupTable result={result} />
          </Card>
        )}
      </div>
    </>
  );
}

const views = [
  ['table', 'Table'],
  ['time', 'Over time'],
] as const;

function Views() {
  const [search, set] = useWords();
  return (
    <Choice
      label="Steps shown as"
      value={search['as'] === 'time' ? 'time' : 'table'}
      options={views}
      onChange={(view) => set({ as: view === 'time' ? view : undefined }, { replace: true })}
    />
  );
}

/** Imported data is often older than the last weeks: one press leads to its days. */
function NobodyThen({ event }: { readonly event: string }) {
  const [, set] = useWords();
  const today = useToday();
  const whole = useWholeRange();
  return (
    <EmptyState
      page
      title={`Nobody did “${eventName(event)}” in these days`}
      actions={
        whole && (
          <Button kind="main" onClick={() => set({ ...whole, last: undefined })}>
            {`Look at ${formatDays(whole.from, whole.to, today)}`}
          </Button>
        )
      }
    >
      Take a longer time, or remove a filter. The chips above hold the whole question.
    </EmptyState>
  );
}
