import type { ArmEffect, ExperimentPlan, MetricResult } from '@tandem/contract';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import css from './experiments.module.css';
import {
  axisOf,
  formatDifference,
  formatEffect,
  formatRange,
  valueOf,
  roleWords,
  ticksOf,
  unitWords,
  onPage,
} from './words.ts';

type Props = {
  readonly metrics: readonly MetricResult[];
  readonly plan: Pick<ExperimentPlan, 'arms' | 'control' | 'minimumEffect'>;
};

/** Every metric of the plan, each variant against the control, all on one axis. */
export function EffectTable({ metrics, plan }: Props) {
  const ranges = metrics.flatMap(({ effects }) =>
    effects.flatMap(({ relative }) => relative ?? []),
  );
  const axis = axisOf(ranges, plan.minimumEffect);
  const [first] = metrics;
  const isPair = plan.arms.length === 2;
  const variant = plan.arms.find((arm) => arm.variant !== plan.control)?.variant ?? 'variant';
  return (
    <Card
      title="Effect on each metric"
      aside={<span className={layout['meta']}>change, with its interval</span>}
    >
      <table className={cx(table['table'], table['stack'], css['effects'])}>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" className={table['n']}>
              {plan.control}
            </th>
            <th scope="col" className={table['n']}>
              {isPair ? variant : 'variant'}
            </th>
            <th scope="col" className={table['n']}>
              Change
            </th>
            <th scope="col" className={css['bar']}>
              <Axis axis={axis} />
            </th>
          </tr>
        </thead>
        <tbody>
          {metrics.flatMap((metric) =>
            metric.effects.map((effect) => (
              <Row
                key={`${metric.metric.id} ${metric.metric.version} ${metric.role} ${effect.variant}`}
                metric={metric}
                effect={effect}
                isPair={isPair}
                axis={axis}
                target={metric === first ? plan.minimumEffect : null}
                control={plan.control}
              />
            )),
          )}
        </tbody>
      </table>
      <p className={layout['meta']} style={{ paddingTop: 8 }}>
        Grey: could be chance, or a guardrail that holds. Dashed: the smallest effect worth finding.
      </p>
    </Card>
  );
}

function Axis({ axis }: { readonly axis: readonly [number, number] }) {
  const [from, to] = axis;
  return (
    <div className={css['axis']} aria-label="Interval of the change">
      {ticksOf(axis).map((tick) => (
        <span key={tick} style={{ left: `${(((tick - from) / (to - from)) * 100).toFixed(1)}%` }}>
          {tick === 0
            ? '0'
            : `${tick < 0 ? '−' : '+'}${Number((Math.abs(tick) * 100).toPrecision(3))}%`}
        </span>
      ))}
    </div>
  );
}

type RowProps = {
  readonly metric: MetricResult;
  readonly effect: ArmEffect;
  readonly isPair: boolean;
  readonly axis: readonly [number, number];
  readonly target: number | null;
  readonly control: string;
};

function Row({ metric, effect, isPair, axis: [from, to], target, control }: RowProps) {
  const { name, unit, role, arms } = metric;
  const { relative, difference, isFound, tone, variant } = effect;
  const of = (arm: string) => arms.find((one) => one.variant === arm);
  const value = (arm: string) => valueOf(of(arm)?.value ?? null, unit);
  const isHarmed = role === 'guardrail' && tone === 'worse';
  return (
    <tr title={onPage(effect.sentence)}>
      <td className={table['whole']}>
        <b style={{ fontWeight: 550 }}>{name}</b>
        {!isPair && <span className={layout['ink2']}>, {variant}</span>}
        <small className={cx(isHarmed && css['harm'])}>
          {[isHarmed ? 'guardrail broken' : roleWords[role], unitWords(unit)]
            .filter((one) => one !== undefined)
            .join(', ')}
        </small>
      </td>
      <td className={table['n']} data-label={control}>
        {value(control)}
      </td>
      <td className={table['n']} data-label={variant}>
        {value(variant)}
      </td>
      <td className={table['n']} style={{ fontWeight: 600 }}>
        {relative === null ? (
          'open'
        ) : (
          <>
            {formatEffect(relative.value)}
            <span className={css['range']}> [{formatRange(relative)}]</span>
          </>
        )}
      </td>
      <td className={css['bar']}>
        {relative === null ? (
          <span className={layout['meta']}>
            {difference === null ? 'cannot be told yet' : formatDifference(difference)}
          </span>
        ) : (
          <>
            <IntervalBar
              {...relative}
              from={from}
              to={to}
              isFlat={!isFound}
              target={target ?? undefined}
            />
            <span className={layout['hidden']}>{formatRange(relative)} per cent</span>
          </>
        )}
      </td>
    </tr>
  );
}
