import type { Release } from '@tandem/contract';
import { useState } from 'react';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { Rings } from './RingFields.tsx';
import { begunOf, draftOf, ringOf, type RingDraft } from './rings.ts';
import { useChangeRelease } from './use-release.ts';

type Props = { readonly release: Release; readonly onClose: () => void };

/** The rings that lie ahead, by hand: who is let in, how many, and what must hold before. */
export function EditRings({ release, onClose }: Props) {
  // What somebody else changes meanwhile is refused, never overwritten.
  const [opened] = useState(release);
  const [rings, setRings] = useState<readonly RingDraft[]>(() => opened.rings.map(draftOf));
  const changing = useChangeRelease(opened);
  const begun = begunOf(opened);
  return (
    <FormDialog
      title="Change the rings"
      isOpen
      size={720}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate(
          { rings: rings.map(ringOf) },
          {
            onSuccess: () => {
              void toast('Rings changed');
              onClose();
            },
          },
        );
      }}
      error={changing.error}
      isBusy={changing.isPending}
      send="Save the rings"
    >
      {begun > 0 && (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Who is in a ring that has begun stays in it.
        </p>
      )}
      <Rings rings={rings} begun={begun} onChange={setRings} />
    </FormDialog>
  );
}
