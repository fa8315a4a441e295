import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import type { Experiment, Metric } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useFlags } from '../release/use-release.ts';
import { useMetrics } from '../metrics/use-metrics.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { GateChecklist, GuardedButton } from '../ui/GateChecklist.tsx';
import layout from '../ui/layout.module.css';
import { KeepTyped } from '../ui/KeepTyped.tsx';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { useNow } from '../ui/use-now.ts';
import { Calculator } from './Calculator.tsx';
import { draftOf, gateOf, planFrom, withRole, type Draft, type Role } from './draft.ts';
import css from './experiments.module.css';
import { useChangeExperiment, useForgetExperiments, useMoveExperiment } from './use-experiments.ts';

type Props = { readonly experiment: Experiment };
type Form = UseFormReturnType<Draft>;

/** The plan, with a calculator that answers while it is typed, and what is missing beside it. */
export function DraftForm({ experiment }: Props) {
  const flags = useFlags();
  const metrics = useMetrics();
  const flag = flags.data?.flags.find(({ id }) => id === experiment.flag);
  if (flag === undefined || metrics.data === undefined) return <SkeletonBlock height={420} />;
  return (
    <Loaded
      experiment={experiment}
      variants={flag.variants.map(({ key }) => key)}
      metrics={metrics.data.metrics.filter(({ archivedAt }) => archivedAt === null)}
    />
  );
}

type LoadedProps = Props & {
  readonly variants: readonly string[];
  readonly metrics: readonly Metric[];
};

function Loaded({ experiment, variants, metrics }: LoadedProps) {
  const form = useForm<Draft>({ initialValues: draftOf(experiment, variants) });
  const plan = planFrom(form.values, metrics);
  const primary = metrics.find(({ id }) => id === plan.primary?.id);
  return (
    <div className={css['draft']}>
      <KeepTyped isDirty={() => form.isDirty()} what="this plan" />
      <div className={css['form']}>
        <TextInput
          label="What is tested"
          required
          withAsterisk={false}
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <Textarea
          label="What you expect, and why"
          placeholder="If we show what goes together, then people order more, because they find it"
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('hypothesis')}
        />
        <Arms form={form} />
        <MetricRoles form={form} metrics={metrics} />
        <Size form={form} />
        <Calculator
          plan={plan}
          metric={primary}
          onTake={({ people, days }) => form.setValues({ people, days })}
        />
        <Amounts form={form} />
      </div>
      <Gate experiment={experiment} form={form} plan={plan} primary={primary?.name} />
    </div>
  );
}

type GateProps = Props & {
  readonly form: Form;
  readonly plan: Experiment['plan'];
  readonly primary: string | undefined;
};

/** What is missing, and the one button that it guards. */
function Gate({ experiment, form, plan, primary }: GateProps) {
  const now = useNow();
  const items = gateOf(plan, primary);
  const { save, isPending, note, freeze } = useSaving(experiment, form, plan);
  return (
    <aside className={css['gate']}>
      <GateChecklist title="To freeze the plan" items={items} now={now}>
        <div className={layout['col']} style={{ gap: 8, paddingTop: 8 }}>
          {note}
          <GuardedButton items={items} full isPending={isPending} onPress={freeze}>
            Freeze the plan
          </GuardedButton>
          <Button full disabled={isPending} onClick={save}>
            Save the draft
          </Button>
          <p className={layout['meta']}>
            A frozen plan is never edited: a change makes a new version of it, and the result says
            so.
          </p>
        </div>
      </GateChecklist>
    </aside>
  );
}

type Given = Pick<Draft, 'name' | 'hypothesis'> & {
  readonly freeze: boolean;
  /** As it stood when it was saved. */
  readonly draft: Draft;
};

/** Saves, and freezes what was saved. Two texts of two people are shown side by side. */
function useSaving(experiment: Experiment, form: Form, plan: Experiment['plan']) {
  const change = useChangeExperiment(experiment);
  const forget = useForgetExperiments();
  const moving = useMoveExperiment(experiment);
  const saved = useMergedSave({
    fields: [
      { key: 'name', label: 'What is tested' },
      { key: 'hypothesis', label: 'What you expect, and why' },
    ],
    send: async ({ name, hypothesis, freeze, draft }: Given, version) => {
      const after = await change({ version, name, plan: { ...plan, hypothesis } });
      if (freeze) await moving.mutateAsync({ move: 'freeze', version: after.version });
      // What was typed since is still unsaved.
      form.resetDirty({ ...draft, name, hypothesis });
      return freeze;
    },
    onSaved: async (isFrozen) => {
      await forget();
      void toast(isFrozen ? 'Frozen: start it when the change is live behind the flag' : 'Saved');
    },
  });
  const draft = form.values;
  const { name, hypothesis } = draft;
  const send = (freeze: boolean) => () =>
    saved.save({ name, hypothesis, freeze, draft }, experiment.version);
  return { note: saved.note, isPending: saved.isPending, save: send(false), freeze: send(true) };
}

function Arms({ form }: { readonly form: Form }) {
  const { weights, control } = form.values;
  return (
    <fieldset>
      <legend>Arms</legend>
      {Object.keys(weights).map((variant) => (
        <div key={variant} className={css['arm']}>
          <b>{variant}</b>
          <label className={layout['row']}>
            <input
              type="radio"
              name="control"
              checked={control === variant}
              onChange={() => form.setFieldValue('control', variant)}
            />
            control
          </label>
          <NumberInput
            aria-label={`Weight of ${variant}`}
            min={0}
            max={1000}
            w={84}
            {...form.getInputProps(`weights.${variant}`)}
          />
        </div>
      ))}
      <p className={layout['meta']}>
        Weights are relative: 1 and 1 are halves. With weight 0 a variant takes no part.
      </p>
    </fieldset>
  );
}

const roleOptions: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'none', label: 'not used' },
  { value: 'primary', label: 'decides' },
  { value: 'secondary', label: 'also watched' },
  { value: 'guardrail', label: 'guardrail' },
];

type RolesProps = { readonly form: Form; readonly metrics: readonly Metric[] };

function MetricRoles({ form, metrics }: RolesProps) {
  const project = String(useProject().id);
  const { roles } = form.values;
  return (
    <fieldset>
      <legend>Metrics</legend>
      {metrics.length === 0 && (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          No metric is defined yet, and one has to decide.{' '}
          <Link
            to="/p/$project/metrics"
            params={{ project }}
            search={{}}
            className={layout['link']}
          >
            Define a metric
          </Link>
        </p>
      )}
      {metrics.map(({ id, name }) => (
        <div key={id} className={css['metric']}>
          <b>{name}</b>
          <Select
            aria-label={`What ${name} is for`}
            w={150}
            data={roleOptions}
            value={roles[id] ?? 'none'}
            onChange={(role) => form.setFieldValue('roles', withRole(roles, id, role ?? 'none'))}
          />
        </div>
      ))}
    </fieldset>
  );
}

function Size({ form }: { readonly form: Form }) {
  return (
    <div className={css['pair']}>
      <NumberInput
        label="Smallest effect, %"
        description="Less is not worth shipping"
        min={0.1}
        max={1000}
        {...form.getInputProps('effectPercent')}
      />
      <Select
        label="False alarms"
        description="Where nothing changed"
        data={[
          { value: '0.01', label: '1 in 100' },
          { value: '0.05', label: '5 in 100' },
          { value: '0.1', label: '10 in 100' },
        ]}
        {...form.getInputProps('alpha')}
      />
      <Select
        label="Power"
        description="Finds it if it is there"
        data={[
          { value: '0.8', label: '80 in 100' },
          { value: '0.9', label: '90 in 100' },
        ]}
        {...form.getInputProps('power')}
      />
    </div>
  );
}

function Amounts({ form }: { readonly form: Form }) {
  return (
    <>
      <div className={css['pair']}>
        <NumberInput label="People, over all arms" min={4} {...form.getInputProps('people')} />
        <NumberInput label="Days" min={1} max={366} {...form.getInputProps('days')} />
        <NumberInput
          label="Take part, % of people"
          min={1}
          max={100}
          {...form.getInputProps('coveragePercent')}
        />
      </div>
      <Checkbox
        label="A winner may be named before the plan ends"
        description="Its chance of a false alarm is then higher than it says"
        {...form.getInputProps('mayDecideEarly', { type: 'checkbox' })}
      />
    </>
  );
}
