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

const shares: readonly MetricDefinition['kind'][] = ['unique', 'conversion', 'retention'];

/** The unit is asked only where there is a choice: a share of people has no other. */
const hasUnit = ({ kind }: Draft): boolean => !shares.includes(kind) && kind !== 'count';

export function NewMetric({ isOpen, onClose }: Props) {
  return isOpen ? <Form onClose={onClose} /> : null;
}

function Form({ onClose }: Pick<Props, 'onClose'>) {
  const [name, setName] = useState('');
  const [draft, setDraft] = useState(emptyDraft);
  const [unit, setUnit] = useState('');
  const [direction, setDirection] = useState<Metric['direction']>('up');
  const [kind, setKind] = useState<Metric['kind']>('product_outcome');
  const creating = useCreateMetric();
  const definition = definitionOf(draft);
  const given = hasUnit(draft) && unit.trim() !== '' ? { unit: unit.trim() } : {};
  const shown = given.unit ?? (shares.includes(draft.kind) ? 'share' : 'count');
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
          { name, definition, direction, kind, ...given },
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
      <div className={css['pair']}>
        {hasUnit(draft) && (
          <Autocomplete
            label="Unit"
            placeholder="count"
            data={['EUR', 'USD', 'GBP', 'count', 'seconds', 'points']}
            maxLength={20}
            value={unit}
            onChange={setUnit}
            openOnFocus={false}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        <Select
          label="Kind"
          data={metricKinds.map((value) => ({ value, label: kindWords[value][0] }))}
          value={kind}
          onChange={(next) => next !== null && setKind(next as Metric['kind'])}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
      </div>
      <div className={layout['row']}>
        <span className={layout['small']}>Better is</span>
        <Choice
          label="Better is"
          value={direction}
          options={[
            ['up', 'more'],
            ['down', 'less'],
          ]}
          onChange={setDirection}
        />
        <span className={layout['meta']}>{kindWords[kind][1]}</span>
      </div>
      <Trial definition={definition} unit={shown} />
    </FormDialog>
  );
}
