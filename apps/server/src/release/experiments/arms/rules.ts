/** Who is in which arm: pure. It comes before any number, and may forbid them all. */
import type {
  Experiment,
  ExperimentResult,
  MetricDefinition,
  MetricResult,
} from '@tandem/contract';
import type { ArmRow } from '@tandem/query';
import { sampleRatio, sampleRatioThreshold } from '@tandem/stats';
import { count, percent } from '../wording/rules.ts';

/** Above this share of people who met several arms, or one that the plan does not name, tracking is lost. */
export const lostLimit = 0.05;
/** A handful is chance, whatever share it is. */
const fewestLost = 10;

export type MetricOfPlan = {
  readonly ref: { readonly id: string; readonly version: number };
  readonly role: MetricResult['role'];
  readonly name: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly definition: MetricDefinition;
};

export type Facts = {
  readonly experiment: Pick<Experiment, 'id' | 'plan' | 'plans' | 'invalidBecause'>;
  readonly metrics: readonly MetricOfPlan[];
  readonly rows: readonly ArmRow[];
  readonly inRings: number;
  readonly from: Date;
  readonly to: Date;
  readonly asOf: Date;
};

const none = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
/** Of nobody, where the arm has no row. */
export const rowOf = (rows: readonly ArmRow[], arm: string, metric: number): ArmRow =>
  rows.find((row) => row.mixed === 0 && row.arm === arm && row.metric === metric) ?? {
    ...none,
    arm,
    mixed: 0,
    metric,
  };

/** Who is in which arm, whether that is chance, and whether anybody was lost on the way. */
export function checkArmsSeen({
  experiment,
  rows,
}: Pick<Facts, 'rows'> & { readonly experiment: Pick<Experiment, 'plan'> }) {
  const { arms, control, people: planned } = experiment.plan;
  const counted = arms.map(({ variant, weight }) => ({
    variant,
    weight,
    units: rowOf(rows, variant, -1).n,
  }));
  const ratio = sampleRatio(counted);
  const weights = arms.reduce((sum, { weight }) => sum + weight, 0);
  const exposed = rows.filter(({ metric }) => metric === -1);
  const total = exposed.reduce((sum, { n }) => sum + n, 0);
  const inSeveral = exposed.filter(({ mixed }) => mixed === 1).reduce((sum, { n }) => sum + n, 0);
  const inArms = counted.reduce((sum, { units }) => sum + units, 0);
  const lost = total - inArms;
  const share = total === 0 ? 0 : lost / total;
  return {
    people: inArms,
    arms: counted.map(({ variant, weight, units }, i) => ({
      variant,
      isControl: variant === control,
      people: units,
      expected: ratio.expected[i] ?? 0,
      planned: planned === null ? null : Math.round((planned * weight) / weights),
    })),
    sampleRatio: {
      pValue: ratio.pValue,
      anytimePValue: ratio.anytimePValue,
      threshold: sampleRatioThreshold,
      mismatch: ratio.mismatch,
    },
    tracking: {
      inSeveral,
      inNone: lost - inSeveral,
      share,
      limit: lostLimit,
      isLost: lost >= fewestLost && share > lostLimit,
    },
  };
}

type Seen = ReturnType<typeof checkArmsSeen>;

const lookFor =
  'Look for what keeps one variant from being reported: an error, a redirect, a bot filter, a cache.';

/**
 * Whether it may end a running experiment, which is looked at every hour: at one look in a thousand even
 * a sound split is a mismatch.
 */
export const isSure = ({
  sampleRatio: ratio,
  tracking,
}: Pick<ExperimentResult, 'sampleRatio'> & { readonly tracking: { readonly isLost: boolean } }) =>
  tracking.isLost || ratio.anytimePValue < ratio.threshold;

/** Why no figure may be given; null: figures may be given. */
export function invalidityOf({
  arms,
  sampleRatio: ratio,
  tracking,
}: Seen): ExperimentResult['invalid'] {
  if (ratio.mismatch) {
    const split = arms.map(({ variant, people, expected }) => {
      return `${count(people)} in “${variant}” (${count(Math.round(expected))} planned)`;
    });
    const p = ratio.pValue < 1e-6 ? 'under one in a million' : `p = ${ratio.pValue.toPrecision(2)}`;
    return {
      rule: 'sample_ratio',
      message: `People did not split as planned: ${split.join(', ')}; chance alone does that with ${p}. Whatever loses people in one arm also bends its figures.`,
      hint: isSure({ sampleRatio: ratio, tracking })
        ? `${lookFor} Then run a new experiment.`
        : `${lookFor} A sound split comes to this now and then when it is looked at often: it runs on until it is sure, and the figures are back if it was chance.`,
    };
  }
  if (!tracking.isLost) return null;
  return {
    rule: 'tracking',
    message: `${count(tracking.inSeveral)} people met several arms and ${count(tracking.inNone)} an arm that the plan does not name: ${percent(tracking.share)} of all, more than ${percent(tracking.limit)}.`,
    hint: 'Divide by what stays the same for a person: identify them before the flag is asked. Then run a new experiment.',
  };
}
