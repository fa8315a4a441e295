import type { FunnelResult } from '@tandem/contract';
import { cx } from '../ui/cx.ts';
import { formatCount, formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import type { Selection } from './selection.ts';
import css from './funnel.module.css';
import { funnelSentence } from './sentences.ts';
import { eventName } from './words.ts';

type Props = {
  readonly result: FunnelResult;
  readonly selected: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  /** Called when a pointer comes near, so that the words can be fetched ahead. */
  readonly onNear: (selection: Selection) => void;
};

/** Columns on one baseline; above each, hatched, those who were lost on the way to it. */
export function FunnelColumns(props: Props) {
  const { result } = props;
  const isMany = result.steps.length > 6;
  return (
    <div className={isMany ? css['many'] : undefined}>
      <div className={css['columns']} role="group" aria-label={funnelSentence(result)}>
        {result.steps.map((step, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place
          <Column key={index} {...props} index={index} step={step} />
        ))}
      </div>
      <div className={css['labels']}>
        {result.steps.map((step, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place
          <Label key={index} {...props} index={index} step={step} />
        ))}
      </div>
      <div className={css['list']}>
        {result.steps.map((step, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place
          <Item key={index} {...props} index={index} step={step} />
        ))}
      </div>
    </div>
  );
}

type StepProps = Props & { readonly index: number; readonly step: FunnelResult['steps'][number] };

function stateClass({
  selected,
  index,
}: Pick<StepProps, 'selected' | 'index'>): string | undefined {
  return selected?.index === index ? css[selected.outcome] : undefined;
}

function Column(props: StepProps) {
  const { result, step, index, onSelect, onNear } = props;
  const first = Math.max(1, result.steps[0]?.people ?? 0);
  const height = (people: number) => `${((people / first) * 100).toFixed(3)}%`;
  const name = eventName(step.event);
  return (
    <div className={cx(css['column'], stateClass(props))}>
      {index > 0 && step.lost > 0 && (
        <button
          type="button"
          className={css['loss']}
          style={{ height: height(step.lost) }}
          aria-label={`${formatCount(step.lost)} left before ${name}. Open their words`}
          tabIndex={-1}
          onPointerEnter={() => onNear({ index, outcome: 'lost' })}
          onClick={() => onSelect({ index, outcome: 'lost' })}
        />
      )}
      <button
        type="button"
        className={css['bar']}
        style={{ height: height(step.people) }}
        aria-label={`${formatCount(step.people)} reached ${name}. Open their words`}
        onClick={() => onSelect({ index, outcome: 'reached' })}
      />
    </div>
  );
}

function Label(props: StepProps) {
  const { step, index } = props;
  return (
    <div className={cx(css['label'], stateClass(props))}>
      <div className={layout['meta']}>Step {index + 1}</div>
      <h3 title={eventName(step.event)}>{eventName(step.event)}</h3>
      <div className={cx(layout['mid'], css['figure'])}>{formatCount(step.people)}</div>
      <div className={cx(layout['meta'], layout['num'])}>
        {formatShare(step.shareOfFirst)} of all
      </div>
      {index === 0 ? <span className={css['none']}>all enter here</span> : <LossChip {...props} />}
    </div>
  );
}

function LossChip({ step, index, selected, onSelect, onNear }: StepProps) {
  const isOpen = selected?.index === index && selected.outcome === 'lost';
  if (step.lost === 0) return <span className={css['none']}>nobody left</span>;
  return (
    <button
      type="button"
      className={css['chip']}
      aria-pressed={isOpen}
      onPointerEnter={() => onNear({ index, outcome: 'lost' })}
      onFocus={() => onNear({ index, outcome: 'lost' })}
      onClick={() => onSelect({ index, outcome: 'lost' })}
    >
      <b>{formatCount(-step.lost)}</b> <span className={css['left']}>left</span>{' '}
      <span className={layout['hidden']}>before {eventName(step.event)}: open their words</span>
    </button>
  );
}

/** The same on phones, as an ordered list. */
function Item(props: StepProps) {
  const { result, step, index } = props;
  const first = Math.max(1, result.steps[0]?.people ?? 0);
  const share = (people: number) => `${((people / first) * 100).toFixed(2)}%`;
  return (
    <div className={cx(css['item'], stateClass(props))}>
      <div className={css['line']}>
        <span className={layout['meta']}>{index + 1}</span>
        <h3 style={{ flex: 1 }}>{eventName(step.event)}</h3>
        <b className={layout['num']}>{formatCount(step.people)}</b>
        <span className={cx(layout['meta'], layout['num'])}>{formatShare(step.shareOfFirst)}</span>
      </div>
      <div className={css['track']} aria-hidden="true">
        <i style={{ width: share(step.people) }} />
        {index > 0 && <em style={{ width: share(step.lost) }} />}
      </div>
      {index > 0 && (
        <div>
          <LossChip {...props} />
        </div>
      )}
    </div>
  );
}
