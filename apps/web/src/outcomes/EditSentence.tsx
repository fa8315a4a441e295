import { updateOutcome, type Outcome } from '@tandem/contract';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { EditText } from '../ui/EditText.tsx';
import { useForgetOutcomes } from './use-outcomes.ts';

const fields = [
  {
    key: 'sentence',
    label: 'The outcome in one sentence',
    description: 'The fields stay as they are; correct them by their chips',
    minLength: 3,
    maxLength: 500,
  },
] as const;

/** Another wording of the goal. */
export function EditSentence({ outcome }: { readonly outcome: Outcome }) {
  const { id, version, sentence } = outcome;
  const params = { project: useProject().id, id };
  return (
    <EditText
      fields={fields}
      texts={{ sentence }}
      version={version}
      open="Change the sentence"
      send={(given, from) => call(updateOutcome, { params, body: { ...given, version: from } })}
      onSaved={useForgetOutcomes()}
    />
  );
}
