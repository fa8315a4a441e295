import { Autocomplete, Select, TextInput } from '@mantine/core';
import { metricKinds, type Metric, type MetricDefinition } from '@tandem/contract';
import { useState } from 'react';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { DefinitionFields, Trial } from './DefinitionFields.tsx';
import { definitionOf, emptyDraft, type Draft } from './draft.ts';
import css from './metrics.module.css';
import { kindWords } from './metric-words.ts';
import { useCreateMetric } from './use-metrics.ts';

type Props = { readonly isOpen: boolean; readonly onClose: (id?: string) => void };

const shares: ReadonlySet<MetricDefinition['kind']> = new Set([
  'unique',
  'conversion',
  'retention',
]);

/** The unit is asked only where there is a choice: a share of people has no other. */
const hasUnit = ({ kind }: Draft): boolean => !shares.has(kind) && kind !== 'count';

type About = {
  readonly unit: string;
  readonly direction: Metric['direction'];
  readonly kind: Metric['kind'];
};

export function NewMetric({ isOpen, onClose }: Props) {
  return isOpen ? <Form onClose={onClose} /> : null;
}

function Form({ onClose }: Pick<Props, 'onClose'>) {
  const [name, setName] = useState('');
  const [draft, setDraft] = useState(emptyDraft);
  const [about, setAbout] = useState<About>({ unit: '', direction: 'up', kind: 'product_outcome' });
  const creating = useCreateMetric();
  const definition = definitionOf(draft);
  const given = hasUnit(draft) && about.unit.trim() !== '' ? { unit: about.unit.trim() } : {};
  const shown = given.unit ?? (shares.has(draft.kind) ? 'share' : 'count');
  return (
    <FormDialog
      title="New metric"
      isOpen
      size={560}
      onClose={() => onClose()}
      onSubmit={(event) => {
        event.preventDefault();
        if (definition === undefined) return;
        creating.mutate(
          { name, definition, direction: about.direction, kind: about.kind, ...given },
          { onSuccess: ({ id }) => onClose(id) },
        );
      }}
      error={creating.error}
      isBusy={creating.isPending || definition === undefined}
      send="Add metric"
    >
      <TextInput
        label="Name"
        placeholder="Average order value"
        required
        withAsterisk={false}
        minLength={2}
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DefinitionFields draft={draft} onChange={setDraft} />
      <AboutFields hasUnit={hasUnit(draft)} about={about} onChange={setAbout} />
      <Trial definition={definition} unit={shown} />
    </FormDialog>
  );
}

type AboutProps = {
  readonly hasUnit: boolean;
  readonly about: About;
  readonly onChange: (about: About) => void;
};

/** In which unit it is told, of what kind it is, and which way is better. */
function AboutFields({ hasUnit: isAsked, about, onChange }: AboutProps) {
  const set = (part: Partial<About>) => onChange({ ...about, ...part });
  return (
    <>
      <div className={css['pair']}>
        {isAsked && (
          <Autocomplete
            label="Unit"
            placeholder="count"
            data={['EUR', 'USD', 'GBP', 'count', 'seconds', 'points']}
            maxLength={20}
            value={about.unit}
            onChange={(unit) => set({ unit })}
            openOnFocus={false}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        <Select
          label="Kind"
          data={metricKinds.map((value) => ({ value, label: kindWords[value][0] }))}
          value={about.kind}
          onChange={(kind) => kind !== null && set({ kind })}
          comboboxProps={{ withinPortal: false }}
        />
      </div>
      <div className={layout['row']}>
        <span className={layout['small']}>Better is</span>
        <Choice
          label="Better is"
          value={about.direction}
          options={[
            ['up', 'more'],
            ['down', 'less'],
          ]}
          onChange={(direction) => set({ direction })}
        />
        <span className={layout['meta']}>{kindWords[about.kind][1]}</span>
      </div>
    </>
  );
}
