import { Input, NumberInput, Select } from '@mantine/core';
import type { MetricDefinition, PropertyFilter } from '@tandem/contract';
import { useProperties } from '../insights/catalogue.ts';
import { EventInput } from '../insights/EventInput.tsx';
import { FilterEditor } from '../insights/FilterChips.tsx';
import { rangeOf } from '../insights/ranges.ts';
import { useToday } from '../insights/use-question.ts';
import { filterWords, keyName } from '../insights/words.ts';
import { Chip } from '../ui/Chip.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { needsProperty, needsSecond, type Draft, type Filters } from './draft.ts';
import css from './metrics.module.css';
import { definitionKinds, formatRange, formatValue } from './metric-words.ts';
import { useTrial } from './use-metrics.ts';

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

const seconds: Partial<Record<Draft['kind'], string>> = {
  ratio: 'For each',
  conversion: 'Goes on to',
  retention: 'Comes back with',
};
const firsts: Partial<Record<Draft['kind'], string>> = {
  conversion: 'Begins with',
  retention: 'Begins with',
};

/** What is measured: its kind, the events it reads, and what of them counts. */
export function DefinitionFields({ draft, onChange }: Props) {
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Select
        label="What it is"
        data={definitionKinds.map(([value, label]) => ({ value, label }))}
        value={draft.kind}
        onChange={(kind) => kind !== null && set({ kind })}
        comboboxProps={{ withinPortal: false }}
      />
      <div className={css['pair']}>
        <Input.Wrapper label={firsts[draft.kind] ?? 'Event'} labelElement="div">
          <EventInput label="Event" value={draft.event} onChange={(event) => set({ event })} />
        </Input.Wrapper>
        {(needsProperty(draft) || draft.kind === 'ratio') && (
          <PropertyField
            isRequired={needsProperty(draft)}
            value={draft.property}
            onChange={(property) => set({ property })}
          />
        )}
      </div>
      {draft.event !== null && (
        <EventFilters filters={draft.filters} onChange={(filters) => set({ filters })} />
      )}
      {needsSecond(draft) && (
        <div className={css['pair']}>
          <Input.Wrapper label={seconds[draft.kind]} labelElement="div">
            <EventInput
              label="Second event"
              value={draft.second}
              onChange={(second) => set({ second })}
            />
          </Input.Wrapper>
          {draft.kind !== 'ratio' && (
            <NumberInput
              label={draft.kind === 'conversion' ? 'Within days' : 'On day'}
              min={1}
              max={366}
              value={draft.days}
              onChange={(days) => set({ days: Number(days) })}
            />
          )}
        </div>
      )}
      {needsSecond(draft) && draft.second !== null && (
        <EventFilters
          filters={draft.secondFilters}
          onChange={(secondFilters) => set({ secondFilters })}
        />
      )}
    </>
  );
}

type FiltersProps = {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
};

/** Which of the events count: all that pass these. */
function EventFilters({ filters, onChange }: FiltersProps) {
  const done = (close: () => void) => (filter: PropertyFilter) => {
    onChange([...filters, { ...filter, on: 'event' }]);
    close();
  };
  return (
    <div className={`${layout['row']} ${layout['wrap']}`}>
      {filters.map((filter, index) => (
        <Chip
          // oxlint-disable-next-line react/no-array-index-key -- a filter is its place in the sentence
          key={index}
          onRemove={() => onChange(filters.toSpliced(index, 1))}
        >
          where <b>{filterWords(filter)}</b>
        </Chip>
      ))}
      <Chip isAdd editor={(close) => <FilterEditor only="event" onDone={done(close)} />}>
        Where
      </Chip>
    </div>
  );
}

type FieldProps = {
  readonly isRequired: boolean;
  readonly value: string | null;
  readonly onChange: (property: string | null) => void;
};

function PropertyField({ isRequired, value, onChange }: FieldProps) {
  const keys = useProperties().filter(({ on }) => on === 'event');
  return (
    <Select
      label="Of which the number"
      placeholder={isRequired ? 'Property' : 'How often it happens'}
      data={keys.map(({ key }) => ({ value: key, label: keyName(key) }))}
      value={value}
      onChange={onChange}
      searchable
      clearable={!isRequired}
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

type TrialProps = { readonly definition: MetricDefinition | undefined; readonly unit: string };

/** What the definition gives over the last weeks, so that a wrong one is seen before it is saved. */
export function Trial({ definition, unit }: TrialProps) {
  const range = rangeOf({}, useToday());
  const { data, error, isFetching } = useTrial(definition, range);
  if (error !== null) return <TroubleNote error={error} />;
  return (
    <div className={css['trial']} aria-live="polite">
      {definition === undefined && 'Choose what counts to see what it gives.'}
      {definition !== undefined && data === undefined && isFetching && 'Asking …'}
      {data !== undefined && data.value === null && 'Nobody did this in the last 28 days.'}
      {data !== undefined && data.value !== null && (
        <>
          <b className={layout['mid']}>{formatValue(data.value, unit)}</b>
          <span>
            {formatRange(data, unit)} · {formatPlural(data.people, 'person', 'people')} in the last
            28 days
          </span>
        </>
      )}
    </div>
  );
}
