/**
 * Tests, intervals and power for what people did: pure functions of sufficient statistics.
 *
 * A query returns sums per group (`MeanStatistic`, `ProportionStatistic`, `RatioStatistic`); `ofMean`,
 * `ofProportion` and `ofRatio` make an `Estimate` of them; `compare` compares two of these and carries
 * the label that says how the groups came about. `sampleRatio` comes before any of it. `sampleSize`,
 * `minimumEffect` and `duration` plan. Shares are 0 to 1, never percent. What cannot be computed is a
 * value with a reason, never a misleading number. Every formula names its source.
 */
export { betaCdf, betaQuantile, betaSurvival } from './beta.ts';
export type { CausalLabel } from './causal-label.ts';
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from './chi-square.ts';
export {
  compare,
  type Caution,
  type Compared,
  type Comparison,
  type ComparisonOptions,
  type Difference,
  type Refused,
  type RefusedBecause,
} from './comparison.ts';
export { adjusted } from './cuped.ts';
export { duration, type Duration, type Traffic } from './duration.ts';
export { ofMean, ofProportion, ofRatio, standardErrorOf, type Estimate } from './estimate.ts';
export { gammaCdf, gammaQuantile, gammaSurvival } from './gamma.ts';
export { interval, proportionInterval, type Interval } from './intervals.ts';
export { benjaminiHochberg, holm } from './multiplicity.ts';
export { normalCdf, normalQuantile, normalSurvival } from './normal.ts';
export {
  powerOf,
  tTestPower,
  zTestPower,
  type PlannedMetric,
  type PlannedTest,
  type Sizes,
} from './power.ts';
export type { RelativeEffect, RelativeMethod } from './relative-effect.ts';
export {
  sampleRatio,
  sampleRatioThreshold,
  type ArmCount,
  type SampleRatio,
} from './sample-ratio.ts';
export {
  minimumEffect,
  sampleSize,
  type Effect,
  type ImpossibleBecause,
  type MinimumEffect,
  type SampleSize,
} from './sample-size.ts';
export { formatDigits, formatEffect, formatSigned, sentence, type Names } from './sentence.ts';
export { equalSharesP, shareDifference } from './shares.ts';
export {
  meanStatistic,
  merge,
  type AdjustableStatistic,
  type MeanStatistic,
  type ProportionStatistic,
  type RatioStatistic,
} from './statistics.ts';
export { studentCdf, studentQuantile, studentSurvival } from './student-t.ts';
