import type { Condition, Outcome } from '@tandem/contract';
import { FilterEditor } from '../insights/FilterChips.tsx';
import { Chip } from '../ui/Chip.tsx';
import { conditionWords, segmentOf, traitsOf } from './segment.ts';

type Props = {
  readonly outcome: Outcome;
  readonly isOpen: boolean;
  readonly edit: (fields: { readonly segment: Condition | null }) => void;
};

/** Whom it is about: everybody, or people with all of these traits. */
export function SegmentChips({ outcome: { segment }, isOpen, edit }: Props) {
  const traits = traitsOf(segment);
  // Built elsewhere, of more than traits: shown, and left as it is.
  if (traits === undefined) return <Chip>{conditionWords(segment)}</Chip>;
  const write = (next: typeof traits) => edit({ segment: segmentOf(next) });
  return (
    <>
      {traits.map((trait, index) => (
        <Chip
          // oxlint-disable-next-line react/no-array-index-key -- a trait is its place in the sentence
          key={index}
          {...(isOpen && { onRemove: () => write(traits.toSpliced(index, 1)) })}
        >
          of people whose {conditionWords(trait)}
        </Chip>
      ))}
      {isOpen && (
        <Chip
          isAdd
          editor={(close) => (
            <FilterEditor
              only="person"
              onDone={(trait) => {
                write([...traits, trait]);
                close();
              }}
            />
          )}
        >
          {traits.length === 0 ? 'Only some people' : 'And'}
        </Chip>
      )}
    </>
  );
}
