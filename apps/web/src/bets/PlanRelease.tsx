import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { createFlag, createRelease } from '@tandem/contract';
import { call } from '../api.ts';
import { ringOf, startingRings } from '../release/rings.ts';
import { useFlags } from '../release/use-release.ts';
import { useProject } from '../shell/session.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import type { DialogProps } from './BetDialogs.tsx';
import { useChange } from './use-bets.ts';

type Values = { flag: string | null; key: string };

/** A release of a flag, known or new, that carries this bet and will tell those who asked for it. */
export function PlanRelease({ bet, onClose }: DialogProps) {
  const { id: project } = useProject();
  const params = { project };
  const flags = (useFlags().data?.flags ?? []).filter(({ archivedAt }) => archivedAt === null);
  const initialValues: Values = { flag: null, key: keyOf(bet.title) };
  const form = useForm<Values>({ initialValues });
  const planning = useChange(async ({ flag, key }: Values) => {
    const known = flags.find(({ id }) => id === flag);
    const { id, variants, fallback } =
      known ??
      (await call(createFlag, { params, body: { key, name: bet.title, kind: 'boolean' } }));
    await call(createRelease, {
      params,
      body: {
        name: bet.title,
        flag: id,
        variant: variants.find((one) => one.key !== fallback)?.key ?? 'on',
        bet: bet.id,
        opportunities: bet.opportunity === null ? [] : [bet.opportunity],
        rings: startingRings.map(ringOf),
      },
    });
  }, onClose);
  return (
    <FormDialog
      title="Plan the release"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((values) => planning.mutate(values))}
      error={planning.error}
      isBusy={planning.isPending}
      send="Plan it"
    >
      {flags.length > 0 && (
        <Select
          label="The flag in the code"
          placeholder="A new one"
          clearable
          searchable
          data={flags.map(({ id, key }) => ({ value: id, label: key }))}
          {...form.getInputProps('flag')}
        />
      )}
      {form.values.flag === null && (
        <TextInput
          label="Key of the new flag"
          description="As the code asks for it; it never changes"
          required
          withAsterisk={false}
          pattern="[a-z0-9][a-z0-9._\-]{0,79}"
          {...form.getInputProps('key')}
        />
      )}
      <p className={layout['small']}>
        Rings to begin with: {startingRings.map(({ name }) => name).join(', ')}, then everybody.
        Change them on the release until they begin.
      </p>
    </FormDialog>
  );
}

/** "Show me what I'll love" -> "show-me-what-i-ll-love". */
const keyOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
