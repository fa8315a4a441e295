import '@mantine/dates/styles.layer.css';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { addDays } from '../ui/when.ts';
import type { DayRange } from './ranges.ts';

type Props = {
  readonly range: DayRange;
  readonly today: string;
  readonly onPick: (range: DayRange) => void;
};

/** A calendar from which the first and the last day are taken. */
export function DaysPicker({ range, today, onPick }: Props) {
  const [days, setDays] = useState<[string | null, string | null]>([range.from, range.to]);
  return (
    <DatePicker
      type="range"
      size="xs"
      weekendDays={[]}
      allowSingleDateInRange
      value={days}
      defaultDate={addDays(range.to, 0)}
      maxDate={today}
      onChange={([from, to]) => {
        setDays([from, to]);
        if (from !== null && to !== null) onPick({ from, to });
      }}
    />
  );
}
