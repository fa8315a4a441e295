/** Saving a text record that somebody else may have changed meanwhile. */
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { conflictOf, mergedFields, type MergeField } from './merge.ts';
import { MergeDialog } from './MergeDialog.tsx';
import { TroubleNote } from './TroubleNote.tsx';

type Saving<Given extends object, Saved> = {
  readonly fields: readonly MergeField<keyof Given & string>[];
  /** Sends the fields with the version that they began from. */
  readonly send: (given: Given, version: number) => Promise<Saved>;
  readonly onSaved: (saved: Saved) => unknown;
};
export type MergedSave<Given> = {
  readonly save: (given: Given, version: number) => void;
  readonly isPending: boolean;
  /** The dialog with both texts, or what else went wrong: show it where the form stands. */
  readonly note: ReactNode;
};

/**
 * One save for any edit form of a text record: an old version opens both texts side by side, and what
 * was merged is saved with the version that stands now. What was typed is never lost.
 */
export function useMergedSave<Given extends object, Saved>({
  fields,
  send,
  onSaved,
}: Saving<Given, Saved>): MergedSave<Given> {
  const [isClosed, setClosed] = useState(false);
  const saving = useMutation({
    mutationFn: ({ given, version }: { readonly given: Given; readonly version: number }) =>
      send(given, version),
    onSuccess: onSaved,
  });
  const save = (given: Given, version: number) => {
    setClosed(false);
    saving.mutate({ given, version });
  };
  const conflict = saving.isError ? conflictOf(saving.error, fields) : undefined;
  const given = saving.variables?.given;
  return {
    save,
    isPending: saving.isPending,
    note: noteOf(),
  };

  function noteOf(): ReactNode {
    if (!saving.isError) return null;
    if (conflict === undefined || given === undefined) return <TroubleNote error={saving.error} />;
    if (isClosed) return null;
    return (
      <MergeDialog
        key={conflict.version}
        conflict={conflict}
        isPending={saving.isPending}
        onSave={(chosen) =>
          save(mergedFields(given, conflict.differences, chosen), conflict.version)
        }
        onClose={() => setClosed(true)}
      />
    );
  }
}
