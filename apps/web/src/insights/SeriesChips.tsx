import { IconSwitchHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Choice } from '../ui/Choice.tsx';
import css from './chips.module.css';
import { EventInput } from './EventInput.tsx';
import { PropertySelect } from './FilterChips.tsx';
import { intervals, readSeries, writeSeries, type Measure, type SeriesWords } from './questions.ts';
import { useWords } from './use-question.ts';
import { eventName, keyName } from './words.ts';

const measureOptions = [
  ['people', 'People'],
  ['count', 'Times'],
  ['sum', 'Sum of'],
] as const;

/** What is counted: each series a word of the question. */
export function SeriesChips() {
  const [search, set] = useWords();
  const series = readSeries(search['series']);
  const write = (next: readonly SeriesWords[]) => set({ series: writeSeries(next) });
  return (
    <>
      {series.map((one, index) => (
        <Chip
          // oxlint-disable-next-line react/no-array-index-key -- a series is its place
          key={index}
          onRemove={series.length > 1 ? () => write(series.toSpliced(index, 1)) : undefined}
          editor={(close) => (
            <SeriesEditor
              series={one}
              onDone={(next) => {
                write(series.with(index, next));
                close();
              }}
            />
          )}
        >
          {measureWords(one)} <b>{one.event === undefined ? 'any event' : eventName(one.event)}</b>
        </Chip>
      ))}
      {series.length < 8 && (
        <Chip
          isAdd
          editor={(close) => (
            <SeriesEditor
              onDone={(next) => {
                write([...series, next]);
                close();
              }}
            />
          )}
        >
          Event
        </Chip>
      )}
    </>
  );
}

function measureWords({ measure, property }: SeriesWords): string {
  if (measure === 'people') return 'People who did';
  return measure === 'count' ? 'Times of' : `Sum of ${keyName(property ?? '')} of`;
}

type EditorProps = {
  readonly series?: SeriesWords;
  readonly onDone: (series: SeriesWords) => void;
};

export function SeriesEditor({ series, onDone }: EditorProps) {
  const [event, setEvent] = useState<string | null>(
    series === undefined ? null : (series.event ?? '*'),
  );
  const [measure, setMeasure] = useState<Measure>(series?.measure ?? 'people');
  const [property, setProperty] = useState<string | null>(
    series?.property === undefined ? null : `event:${series.property}`,
  );
  const isReady = event !== null && (measure !== 'sum' || property !== null);
  const done = () =>
    onDone({
      event: event === '*' || event === null ? undefined : event,
      measure,
      property: measure === 'sum' ? property?.replace(/^\w+:/, '') : undefined,
    });
  return (
    <form
      className={css['editor']}
      onSubmit={(submit) => {
        submit.preventDefault();
        done();
      }}
    >
      <EventInput label="Event" value={event} onChange={setEvent} anyEvent />
      <Choice label="Measure" value={measure} options={measureOptions} onChange={setMeasure} />
      {measure === 'sum' && <PropertySelect value={property} onChange={setProperty} />}
      <div className={css['foot']}>
        <Button size="small" type="submit" disabled={!isReady}>
          {series === undefined ? 'Add' : 'Change'}
        </Button>
      </div>
    </form>
  );
}

export function IntervalChoice() {
  const [search, set] = useWords();
  const value = intervals.find((one) => one === search['every']) ?? 'day';
  const names = intervals.map((one) => [one, one.charAt(0).toUpperCase() + one.slice(1)] as const);
  return (
    <Choice
      label="Interval"
      value={value}
      options={names}
      onChange={(next) => set({ every: next === 'day' ? undefined : next })}
    />
  );
}

/** Beside it, in grey, the period of equal length just before. */
export function CompareButton() {
  const [search, set] = useWords();
  const isOn = search['compare'] === 'yes';
  return (
    <Button
      icon={<IconSwitchHorizontal size={16} stroke={1.75} aria-hidden="true" />}
      aria-pressed={isOn}
      onClick={() => set({ compare: isOn ? undefined : 'yes' })}
    >
      {isOn ? 'Without comparison' : 'Compare'}
    </Button>
  );
}
