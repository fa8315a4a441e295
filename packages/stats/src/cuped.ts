import type { Estimate } from './estimate.ts';
import { covarianceOf, merge, varianceOf, type AdjustableStatistic } from './statistics.ts';

/**
 * Both groups' means less what their people's earlier values predict, so that the same traffic gives a
 * narrower interval: CUPED (Deng, Xu, Kohavi and Walker 2013), theta over both groups
 * joined. Centred on the joint earlier mean, so that the values stay on the metric's own scale and
 * their ratio means something. The earlier value has to be fixed before assignment. Earlier values
 * that do not vary change nothing.
 */
export function adjusted(
  base: AdjustableStatistic,
  variant: AdjustableStatistic,
): { readonly base: Estimate; readonly variant: Estimate; readonly theta: number } {
  const joint = merge(base, variant);
  const { covariance, varianceBefore } = momentsOf(joint);
  const theta = varianceBefore > 0 ? covariance / varianceBefore : 0;
  const centre = joint.sumBefore / joint.n;
  return {
    base: adjust(base, theta, centre),
    variant: adjust(variant, theta, centre),
    theta,
  };
}

function adjust(group: AdjustableStatistic, theta: number, centre: number): Estimate {
  const { n, sum, sumBefore } = group;
  const { variance, varianceBefore, covariance } = momentsOf(group);
  const value = sum / n - theta * (sumBefore / n - centre);
  const left = variance + theta * theta * varianceBefore - 2 * theta * covariance;
  return { n, value, variance: Math.max(0, left) };
}

function momentsOf(group: AdjustableStatistic) {
  const { n, sum, sumBefore, sumOfSquaresBefore, crossProduct } = group;
  return {
    variance: varianceOf(group),
    varianceBefore: varianceOf({ n, sum: sumBefore, sumOfSquares: sumOfSquaresBefore }),
    covariance: covarianceOf(n, [sum, sumBefore], crossProduct),
  };
}
