import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { createFlag } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { IconPlus, IconX } from '@tabler/icons-react';
import { call } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { useForgetReleases } from './use-release.ts';

type Props = { readonly isOpen: boolean; readonly onClose: (id?: string) => void };
type Values = {
  readonly name: string;
  readonly key: string;
  readonly kind: 'boolean' | 'multivariate';
  readonly variants: readonly string[];
};
const empty: Values = { name: '', key: '', kind: 'boolean', variants: ['control', 'new'] };
const kinds = [
  ['boolean', 'On or off'],
  ['multivariate', 'Several variants'],
] as const;

/** "Picks for you" -> "picks-for-you". */
const keyOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80);

export function NewFlag({ isOpen, onClose }: Props) {
  const params = { project: useProject().id };
  const forget = useForgetReleases();
  const form = useForm({ initialValues: empty });
  const making = useMutation({
    mutationFn: (values: Values) => call(createFlag, { params, body: bodyOf(values) }),
    onSuccess: async ({ id }) => {
      await forget();
      form.reset();
      onClose(id);
    },
  });
  const { kind, variants } = form.values;
  return (
    <FormDialog
      title="New flag"
      isOpen={isOpen}
      onClose={() => onClose()}
      onSubmit={form.onSubmit((values) => making.mutate(values))}
      error={making.error}
      isBusy={making.isPending}
      send="Create"
    >
      <TextInput
        label="What it decides"
        placeholder="Picks for you"
        required
        withAsterisk={false}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Key in code"
        description="It never changes, so that nobody is moved"
        placeholder={keyOf(form.values.name) || 'picks-for-you'}
        {...form.getInputProps('key')}
      />
      <Choice
        label="Kind"
        value={kind}
        options={kinds}
        onChange={(next) => form.setFieldValue('kind', next)}
      />
      {kind === 'multivariate' && (
        <Variants variants={variants} onChange={(next) => form.setFieldValue('variants', next)} />
      )}
    </FormDialog>
  );
}

function bodyOf({ name, key, kind, variants }: Values) {
  const named = { name, key: key.trim() || keyOf(name), kind };
  if (kind === 'boolean') return named;
  return {
    ...named,
    variants: variants.map((variant) => ({ key: variant, value: variant })),
    fallback: variants[0] ?? 'control',
  };
}

type VariantsProps = {
  readonly variants: readonly string[];
  readonly onChange: (variants: readonly string[]) => void;
};

/** The first one is what everybody gets until a rule says otherwise. */
function Variants({ variants, onChange }: VariantsProps) {
  const change = (place: number, to: string) =>
    onChange(variants.map((one, i) => (i === place ? to : one)));
  return (
    <fieldset className={layout['col']} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className={layout['meta']} style={{ marginBottom: 4 }}>
        Variants; the first is what everybody gets until a release says otherwise
      </legend>
      {variants.map((variant, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a variant is its place
        <div key={place} className={layout['row']}>
          <TextInput
            aria-label={`Variant ${place + 1}`}
            required
            style={{ flex: 1 }}
            value={variant}
            onChange={(event) => change(place, event.currentTarget.value)}
          />
          {variants.length > 2 && (
            <IconButton
              label={`Remove variant ${place + 1}`}
              onClick={() => onChange(variants.filter((_, i) => i !== place))}
            >
              <IconX size={16} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...variants, `variant-${variants.length}`])}
        >
          Variant
        </Button>
      </div>
    </fieldset>
  );
}
