import { updateOpportunity, type Opportunity } from '@tandem/contract';
import { call } from '../api.ts';
import { useForgetEvidence } from '../evidence/use-evidence.ts';
import { useProject } from '../shell/session.ts';
import { EditText } from '../ui/EditText.tsx';

const fields = [
  {
    key: 'statement',
    label: 'What they would say',
    description: 'Other words are another need: signatures given while exploring count no longer',
    minLength: 3,
    maxLength: 300,
  },
] as const;

/** Another wording of the need. */
export function EditStatement({ opportunity }: { readonly opportunity: Opportunity }) {
  const { id, version, statement } = opportunity;
  const params = { project: useProject().id, id };
  return (
    <div style={{ marginBottom: 16 }}>
      <EditText
        fields={fields}
        texts={{ statement }}
        version={version}
        open="Change the words"
        send={(given, from) =>
          call(updateOpportunity, { params, body: { ...given, version: from } })
        }
        onSaved={useForgetEvidence()}
      />
    </div>
  );
}
