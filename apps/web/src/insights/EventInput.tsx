import { Select } from '@mantine/core';
import { useCatalogue } from './catalogue.ts';
import { eventName } from './words.ts';

type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (event: string) => void;
  readonly anyEvent?: boolean;
};

/** An event by name, those that most people do first. A name that is not in the list is kept. */
export function EventInput({ label, value, onChange, anyEvent = false }: Props) {
  const catalogue = useCatalogue();
  const names = (catalogue.data?.events ?? [])
    .toSorted((a, b) => b.people - a.people)
    .map(({ name }) => name);
  const all = [
    ...new Set([...(anyEvent ? ['*'] : []), ...names, ...(value === null ? [] : [value])]),
  ];
  return (
    <Select
      aria-label={label}
      placeholder="Event"
      data={all.map((name) => ({
        value: name,
        label: name === '*' ? 'Any event' : eventName(name),
      }))}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
      searchable
      openOnFocus={false}
      maxDropdownHeight={260}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
