/**
 * The scenario of the recommendation engine as a company lives it: its shoppers are divided by the
 * real flag, what they do comes in through the real door, and the effect is read off the real engine.
 */
import { createFlag, sendEvents, type MetricDefinition } from '@tandem/contract';
import { compileFlags, evaluate, type FlagsDefinition } from '@tandem/flags';
import { armStatistics, type ArmRow } from '@tandem/query';
import { recommendations, type Arm, type RecommendationTruths } from '@tandem/simulator';
import { compare, ofRatio, type Comparison } from '@tandem/stats';
import type { TestProject, World } from './world.ts';

export type Measured = { readonly comparison: Comparison; readonly truths: RecommendationTruths };

const end = '2026-03-02T15:20:00.000Z';
const flag = 'recommendations';
/** Average order value. */
const metric: MetricDefinition = {
  kind: 'ratio',
  numerator: { event: 'order placed', property: 'revenue' },
  denominator: { event: 'order placed' },
};
const exposures = {
  event: '$exposure',
  flagProperty: 'flag',
  flag,
  variantProperty: 'variation',
};

/** One company of this seed, from its first shopper to the effect and what is true of it. */
export async function measureRecommendations(
  world: World,
  seed: number,
  people: number,
): Promise<Measured> {
  const project = await world.project({ name: `Northfell ${seed}` });
  const nobody = { askers: 0, duplicates: 0, withoutConsent: 0, against: 0 };
  const assign = await armsOf(world, project);
  const scenario = recommendations({ seed, end, people, flag, assign, ...nobody });
  for (const events of scenario.events(5_000)) {
    const { refused } = await project.call(sendEvents, {
      body: { events: [...events], historical: true },
    });
    if (refused > 0) throw new Error(`${refused} events were refused`);
  }
  const { launchMs, endMs } = scenario.plan;
  const period = { start: new Date(launchMs), end: new Date(endMs) };
  const rows = await world.app.platform.events.rows<ArmRow>(
    project.id,
    armStatistics(exposures, [metric], period),
  );
  const [off, on] = ['off', 'on'].map((arm) => estimateOf(rows, arm));
  return { comparison: compare(off!, on!, { label: 'randomised' }), truths: scenario.truths() };
}

/** Halves of everybody, as any client comes to it by the definitions that it is given. */
async function armsOf(world: World, project: TestProject): Promise<(id: string) => Arm> {
  await project.call(createFlag, {
    params: project.params,
    body: {
      key: flag,
      name: 'Recommendations',
      kind: 'boolean',
      rules: [{ id: 'half', share: 0.5, variant: 'on' }],
    },
  });
  const answer = await world.request(`/api/v1/flags?key=${project.publicKey}`);
  const flags = compileFlags((await answer.json()) as FlagsDefinition);
  return (id) => {
    const { value, on } = evaluate(flags, flag, { attributes: { id } });
    return { variation: on ? 'on' : 'off', value, isTreated: on };
  };
}

function estimateOf(rows: readonly ArmRow[], arm: string) {
  const row = rows.find((one) => one.metric === 0 && one.arm === arm);
  if (row === undefined) throw new Error(`nobody met "${arm}"`);
  return ofRatio({
    n: row.n,
    sumNumerator: row.x,
    sumDenominator: row.y,
    sumOfSquaresNumerator: row.xx,
    sumOfSquaresDenominator: row.yy,
    crossProduct: row.xy,
  });
}
