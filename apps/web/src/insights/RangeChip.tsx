import { TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import css from './chips.module.css';
import { isRolling, lastOf, rangeChoices, rangeOf, rangeWords } from './ranges.ts';
import { useToday, useWords } from './use-question.ts';

/** The days the question is about. */
export function RangeChip() {
  const [search] = useWords();
  const today = useToday();
  return (
    <Chip
      icon={<IconCalendar size={14} aria-hidden="true" />}
      editor={(close) => <RangeEditor close={close} />}
    >
      <b>{rangeWords(search, today)}</b>
    </Chip>
  );
}

function RangeEditor({ close }: { readonly close: () => void }) {
  const [search, set] = useWords();
  const today = useToday();
  const [range, setRange] = useState(() => rangeOf(search, today));
  const choose = (days: number) => {
    set({ last: String(days), from: undefined, to: undefined });
    close();
  };
  return (
    <form
      className={css['editor']}
      onSubmit={(event) => {
        event.preventDefault();
        set({ ...range, last: undefined });
        close();
      }}
    >
      <div className={css['choices']}>
        {rangeChoices.map((days) => (
          <Button
            key={days}
            size="small"
            aria-pressed={isRolling(search) && lastOf(search) === days}
            onClick={() => choose(days)}
          >
            {days} days
          </Button>
        ))}
      </div>
      <div className={css['days']}>
        <TextInput
          type="date"
          label="From"
          value={range.from}
          required
          withAsterisk={false}
          onChange={(event) => setRange({ ...range, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To"
          value={range.to}
          required
          withAsterisk={false}
          onChange={(event) => setRange({ ...range, to: event.currentTarget.value })}
        />
      </div>
      <div className={css['foot']}>
        <Button size="small" type="submit">
          Use these days
        </Button>
      </div>
    </form>
  );
}
