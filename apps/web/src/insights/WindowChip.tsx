import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import css from './chips.module.css';
import { readWindow, windowWords } from './questions.ts';
import { useWords } from './use-question.ts';

const choices = ['30m', '1h', '1d', '7d', '14d', '30d', '90d', 'any'] as const;

/** How long somebody may take from the first step to the last. */
export function WindowChip() {
  const [search, set] = useWords();
  return (
    <Chip
      editor={(close) => (
        <div className={css['editor']}>
          <span className={css['note']}>From the first step to the last, at most</span>
          <div className={css['choices']}>
            {choices.map((choice) => (
              <Button
                key={choice}
                size="small"
                aria-pressed={readWindow(search['within']) === readWindow(choice)}
                onClick={() => {
                  set({ within: choice });
                  close();
                }}
              >
                {windowWords(readWindow(choice))}
              </Button>
            ))}
          </div>
        </div>
      )}
    >
      Within <b>{windowWords(readWindow(search['within']))}</b>
    </Chip>
  );
}
