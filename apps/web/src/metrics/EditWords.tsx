import { updateMetric, type Metric } from '@tandem/contract';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { EditText } from '../ui/EditText.tsx';
import { useForgetMetrics } from './use-metrics.ts';

const fields = [
  {
    key: 'name',
    label: 'Name',
    description: 'What it measures stays as it is defined',
    isLine: true,
    minLength: 2,
    maxLength: 120,
  },
  { key: 'description', label: 'What it says, and what not', maxLength: 1000 },
] as const;

/** Other words for the same measure. */
export function EditWords({ metric }: { readonly metric: Metric }) {
  const { id, version, name, description } = metric;
  const params = { project: useProject().id, id };
  return (
    <EditText
      fields={fields}
      texts={{ name, description }}
      version={version}
      open="Change its words"
      send={(given, from) => call(updateMetric, { params, body: { ...given, version: from } })}
      onSaved={useForgetMetrics()}
    />
  );
}
