import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { formatDays } from '../ui/when.ts';
import { useWholeRange } from './catalogue.ts';
import css from './chips.module.css';
import { isRolling, lastOf, rangeChoices, rangeOf, rangeWords, type DayRange } from './ranges.ts';
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

const DaysPicker = lazy(async () => ({
  default: (await import('./DaysPicker.tsx')).DaysPicker,
}));

function RangeEditor({ close }: { readonly close: () => void }) {
  const [search, set] = useWords();
  const today = useToday();
  const choose = (days: number) => {
    set({ last: String(days), from: undefined, to: undefined });
    close();
  };
  const whole = useWholeRange();
  const pick = (range: DayRange) => {
    set({ ...range, last: undefined });
    close();
  };
  return (
    <div className={css['editor']}>
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
        {whole !== undefined && (
          <Button
            size="small"
            title={formatDays(whole.from, whole.to, today)}
            onClick={() => pick(whole)}
          >
            All
          </Button>
        )}
      </div>
      <div className={css['days']}>
        <Suspense fallback={<SkeletonBlock height={230} />}>
          <DaysPicker range={rangeOf(search, today)} today={today} onPick={pick} />
        </Suspense>
      </div>
    </div>
  );
}
