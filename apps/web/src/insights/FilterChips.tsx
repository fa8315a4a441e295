import { Autocomplete, Select } from '@mantine/core';
import type { PropertyFilter } from '@tandem/contract';
import { operators } from '@tandem/contract';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useKeys } from '../ui/keys.ts';
import { needsNoValue, readFilters, writeFilters } from './atoms.ts';
import { useProperties, type Property } from './catalogue.ts';
import css from './chips.module.css';
import { valueOf } from './filter-value.ts';
import { useWords } from './use-question.ts';
import { keyName, operatorWords, valueWords } from './words.ts';

/** Conditions as words of a sentence. F adds one, Backspace takes the last one out. */
export function FilterChips() {
  const [search, set] = useWords();
  const filters = readFilters(search['where']);
  const write = (next: readonly PropertyFilter[]) => set({ where: writeFilters(next) });
  useKeys(filters.length === 0 ? {} : { Backspace: () => write(filters.slice(0, -1)) });
  return (
    <>
      {filters.map((filter, index) => (
        <Chip
          // oxlint-disable-next-line react/no-array-index-key -- a filter is its place in the sentence
          key={index}
          onRemove={() => write(filters.toSpliced(index, 1))}
          editor={(close) => (
            <FilterEditor
              filter={filter}
              onDone={(next) => {
                write(filters.with(index, next));
                close();
              }}
            />
          )}
        >
          {filter.on === 'person' ? 'Person’s ' : 'Event’s '}
          {keyName(filter.key)} {operatorWords[filter.op]} <b>{valueWords(filter)}</b>
        </Chip>
      ))}
      <Chip
        isAdd
        shortcut="F"
        editor={(close) => (
          <FilterEditor
            onDone={(next) => {
              write([...filters, next]);
              close();
            }}
          />
        )}
      >
        Filter
      </Chip>
    </>
  );
}

const codeOf = ({ on, key }: Pick<Property, 'on' | 'key'>) => `${on}:${key}`;

type EditorProps = {
  readonly filter?: PropertyFilter;
  /** Only properties of one of them: where the other is not asked about. */
  readonly only?: Property['on'];
  readonly onDone: (filter: PropertyFilter) => void;
};

export function FilterEditor({ filter, only, onDone }: EditorProps) {
  const properties = useProperties();
  const [code, setCode] = useState(filter === undefined ? null : codeOf(filter));
  const [op, setOp] = useState<PropertyFilter['op']>(filter?.op ?? 'is');
  const [typed, setTyped] = useState(
    filter === undefined ? '' : [filter.value ?? ''].flat().map(String).join(', '),
  );
  const property = properties.find((one) => codeOf(one) === code);
  const value = valueOf(typed, op, property?.examples ?? []);
  const isReady = code !== null && (needsNoValue(op) || value !== undefined);
  const done = () => {
    if (!isReady) return;
    const [on, ...key] = code.split(':');
    const base = {
      kind: 'property',
      on: on as 'event' | 'person',
      key: key.join(':'),
      op,
    } as const;
    onDone(needsNoValue(op) || value === undefined ? base : { ...base, value });
  };
  return (
    <form
      className={css['editor']}
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      <PropertySelect value={code} onChange={setCode} {...(only && { only })} />
      <Select
        aria-label="Comparison"
        data={operators.map((one) => ({ value: one, label: operatorWords[one] }))}
        value={op}
        onChange={(next) => next !== null && setOp(next)}
        comboboxProps={{ withinPortal: false }}
      />
      {!needsNoValue(op) && (
        <Autocomplete
          aria-label="Value"
          placeholder="Value; several with commas"
          data={[...new Set(property?.examples)]}
          value={typed}
          onChange={setTyped}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      <div className={css['foot']}>
        <Button size="small" type="submit" disabled={!isReady}>
          {filter === undefined ? 'Add filter' : 'Change filter'}
        </Button>
      </div>
    </form>
  );
}

type SelectProps = {
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly only?: Property['on'];
};

/** A property of the event or a trait of the person, as "event:key" or "person:key". */
export function PropertySelect({ value, onChange, only }: SelectProps) {
  const properties = useProperties();
  const group = (on: Property['on'], name: string) => ({
    group: name,
    items: properties
      .filter((one) => one.on === on)
      .map((one) => ({ value: codeOf(one), label: keyName(one.key) })),
  });
  return (
    <Select
      aria-label="Property"
      placeholder="Property"
      data={[
        ...(only === 'event' ? [] : [group('person', 'Of the person')]),
        ...(only === 'person' ? [] : [group('event', 'Of the event')]),
      ]}
      value={value}
      onChange={onChange}
      searchable
      openOnFocus={false}
      data-autofocus
      maxDropdownHeight={260}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
