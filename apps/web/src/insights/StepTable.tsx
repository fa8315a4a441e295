import type { FunnelResult } from '@tandem/contract';
import { useState } from 'react';
import { cx } from '../ui/cx.ts';
import { formatCount, formatDuration, formatPoints, formatShare } from '../ui/format.ts';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import { moved, useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import css from './funnel.module.css';
import type { Selection } from './selection.ts';
import { movesOf } from './sentences.ts';
import { eventName } from './words.ts';

type Props = {
  readonly result: FunnelResult;
  readonly before: string;
  readonly selected: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
};

/** Step by step, with intervals. J and K go up and down, Enter opens the words. */
export function StepTable({ result, before, selected, onSelect }: Props) {
  const [cursor, setCursor] = useState(0);
  const count = result.steps.length;
  const open = (index: number) => onSelect({ index, outcome: 'lost' });
  useKeys({
    j: () => setCursor((at) => Math.max(1, moved(at, 1, count))),
    k: () => setCursor((at) => Math.max(1, moved(at, -1, count))),
    ...(cursor > 0 ? { Enter: () => open(cursor) } : {}),
  });
  const isCompared = result.steps.some(({ change }) => change !== null);
  const moves = new Set(movesOf(result).map(({ index }) => index));
  return (
    <div className={table['scroll']}>
      <table className={cx(table['table'], table['rows'])}>
        <thead>
          <tr>
            <th scope="col">
              <span className={css['from']}>From, to</span>
              <span className={css['onlyTo']}>To</span>
            </th>
            <th scope="col" className={table['n']}>
              Went on
            </th>
            <th scope="col" style={{ width: 190, paddingLeft: 20 }}>
              95% interval
            </th>
            <th scope="col" className={table['n']}>
              Left
            </th>
            <th scope="col" className={table['n']}>
              Median time
            </th>
            <th scope="col" className={table['n']}>
              With words
            </th>
            {isCompared && (
              <th scope="col" className={table['n']}>
                vs {before}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {result.steps.slice(1).map((step, offset) => (
            <Row
              // oxlint-disable-next-line react/no-array-index-key -- a step is its place
              key={offset}
              step={step}
              from={result.steps[offset]!.event}
              isOpen={selected?.index === offset + 1 && selected.outcome === 'lost'}
              isChosen={cursor === offset + 1}
              isMove={moves.has(offset + 1)}
              isCompared={isCompared}
              onOpen={() => open(offset + 1)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly step: FunnelResult['steps'][number];
  readonly from: string;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly isMove: boolean;
  readonly isCompared: boolean;
  readonly onOpen: () => void;
};

function Row({ step, from, isOpen, isChosen, isMove, isCompared, onOpen }: RowProps) {
  return (
    <tr
      className={cx(isOpen && table['warn'], !isOpen && isChosen && table['selected'])}
      onClick={onOpen}
    >
      <td>
        <span className={css['from']}>
          <b style={{ fontWeight: 550 }}>{eventName(from)}</b>{' '}
          <span className={layout['ink3']}>to</span>{' '}
        </span>
        <b style={{ fontWeight: 550 }}>{eventName(step.event)}</b>
      </td>
      <RateCells step={step} isOpen={isOpen} />
      <td className={table['n']}>{formatCount(step.lost)}</td>
      <td className={table['n']}>
        {step.medianSeconds === null ? 'none' : formatDuration(step.medianSeconds)}
      </td>
      <td className={table['n']}>
        <button
          type="button"
          className={layout['link']}
          aria-label={`${formatCount(step.withWords)} with words before ${eventName(step.event)}`}
        >
          {formatCount(step.withWords)}
        </button>
      </td>
      {isCompared && <ChangeCell step={step} isMove={isMove} />}
    </tr>
  );
}

type CellProps = { readonly step: FunnelResult['steps'][number] };

function RateCells({ step, isOpen }: CellProps & { readonly isOpen: boolean }) {
  if (step.rate === null) {
    return (
      <>
        <td className={table['n']}>none</td>
        <td style={{ paddingLeft: 20 }}>
          <span className={layout['meta']}>nobody got this far</span>
        </td>
      </>
    );
  }
  const half = ((step.rate.high - step.rate.low) / 2) * 100;
  return (
    <>
      <td className={table['n']}>
        <b className={layout['strong']}>{formatShare(step.rate.value)}</b>
      </td>
      <td style={{ paddingLeft: 20 }}>
        <div
          className={css['interval']}
          title={`${formatShare(step.rate.low)} to ${formatShare(step.rate.high)}`}
        >
          <IntervalBar {...step.rate} isFlat={!isOpen} />
          <span className={cx(layout['meta'], layout['num'], layout['nowrap'])}>
            ±{half.toFixed(1)}
          </span>
        </div>
      </td>
    </>
  );
}

function ChangeCell({ step, isMove }: CellProps & { readonly isMove: boolean }) {
  if (step.change === null) return <td className={table['n']}>new</td>;
  const color =
    isMove && step.change.value < 0
      ? 'var(--td-warn-ink)'
      : isMove
        ? 'var(--td-ink)'
        : 'var(--td-ink-2)';
  return (
    <td className={table['n']} style={{ color, fontWeight: isMove ? 600 : 400 }}>
      {formatPoints(step.change.value)}
    </td>
  );
}
