import { Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Button } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { useNewProject } from './demo.ts';
import css from './entry.module.css';
import { Refused } from './Entry.tsx';
import { entrySaid } from './sign-in.ts';
import { ownTimeZone, timeZones } from './time-zones.ts';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function NewProject({ isOpen, onClose }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New project"
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const making = useNewProject();
  const form = useForm({ initialValues: { name: '', timeZone: ownTimeZone(), demo: false } });
  const make = (wish: typeof form.values) => making.mutate(wish, { onSuccess: onClose });
  return (
    <form onSubmit={form.onSubmit(make)} className={css['fields']}>
      <TextInput
        label="Name"
        description="Usually the product"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label="Time zone"
        description="Days and weeks are counted in it"
        data={timeZones()}
        searchable
        {...form.getInputProps('timeZone')}
      />
      <Checkbox
        label="Fill it with the demo company"
        {...form.getInputProps('demo', { type: 'checkbox' })}
      />
      <Refused words={entrySaid(making.error)} />
      <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="main" type="submit" disabled={making.isPending}>
          {making.isPending ? 'Creating' : 'Create'}
        </Button>
      </div>
    </form>
  );
}
