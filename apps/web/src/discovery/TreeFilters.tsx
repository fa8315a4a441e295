import { IconTarget } from '@tabler/icons-react';
import type { Outcome } from '@tandem/contract';
import chips from '../insights/chips.module.css';
import { useWords } from '../insights/use-question.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';

type Props = { readonly outcomes: readonly Outcome[] };

const ages = ['7', '28', '90'] as const;
const nameOf = (outcome: Outcome | undefined) =>
  outcome === undefined ? 'none yet' : capitalised(outcome.sentence);

/** Which part of the tree is looked at, as a sentence that lives in the address. */
export function TreeFilters({ outcomes }: Props) {
  const [search, set] = useWords();
  const { outcome, fresh } = search;
  const choices = (close: () => void) => <Choices outcomes={outcomes} close={close} />;
  return (
    <>
      {outcome !== undefined && (
        <Chip
          icon={<IconTarget size={14} aria-hidden="true" />}
          onRemove={() => set({ outcome: undefined })}
          editor={choices}
        >
          Outcome is <b>{nameOf(outcomes.find(({ id }) => id === outcome))}</b>
        </Chip>
      )}
      {fresh !== undefined && (
        <Chip onRemove={() => set({ fresh: undefined })} editor={choices}>
          Evidence in <b>{fresh} days</b>
        </Chip>
      )}
      <Chip isAdd shortcut="F" editor={choices}>
        Filter
      </Chip>
    </>
  );
}

function Choices({ outcomes, close }: Props & { readonly close: () => void }) {
  const [, set] = useWords();
  const choose = (words: Readonly<Record<string, string>>) => {
    set(words);
    close();
  };
  return (
    <div className={chips['editor']}>
      <div>
        <div className={layout['meta']} style={{ marginBottom: 4 }}>
          Outcome
        </div>
        <div className={chips['choices']}>
          {outcomes.map((one) => (
            <Button key={one.id} size="small" onClick={() => choose({ outcome: one.id })}>
              {nameOf(one)}
            </Button>
          ))}
          <Button size="small" onClick={() => choose({ outcome: 'none' })}>
            None yet
          </Button>
        </div>
      </div>
      <div>
        <div className={layout['meta']} style={{ marginBottom: 4 }}>
          Last evidence
        </div>
        <div className={chips['choices']}>
          {ages.map((days) => (
            <Button key={days} size="small" onClick={() => choose({ fresh: days })}>
              In {days} days
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}
