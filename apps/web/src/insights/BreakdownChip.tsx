import { Chip } from '../ui/Chip.tsx';
import css from './chips.module.css';
import { PropertySelect } from './FilterChips.tsx';
import { readBreakdown, writeBreakdown } from './questions.ts';
import { useWords } from './use-question.ts';
import { keyName } from './words.ts';

/** "by plan": the question asked of each group. */
export function BreakdownChip() {
  const [search, set] = useWords();
  const breakdown = readBreakdown(search['by']);
  const editor = (close: () => void) => (
    <div className={css['editor']}>
      <PropertySelect
        value={breakdown === undefined ? null : `${breakdown.on}:${breakdown.key}`}
        onChange={(code) => {
          const [on, ...key] = (code ?? '').split(':');
          const next = { on: on === 'event' ? 'event' : 'person', key: key.join(':') } as const;
          set({ by: code === null ? undefined : writeBreakdown(next) });
          close();
        }}
      />
    </div>
  );
  if (breakdown === undefined) {
    return (
      <Chip isAdd editor={editor}>
        Break down
      </Chip>
    );
  }
  return (
    <Chip editor={editor} onRemove={() => set({ by: undefined })}>
      by <b>{keyName(breakdown.key)}</b>
    </Chip>
  );
}
