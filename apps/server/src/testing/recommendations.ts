/**
 * The scenario of the recommendation engine as a company lives it: its shoppers are divided by a real
 * experiment, what they do comes in through the real door, and the effect is read as anybody reads it.
 */
import {
  createExperiment,
  createFlag,
  createMetric,
  experimentPlan,
  getExperimentResult,
  moveExperiment,
  sendEvents,
  type ExperimentResult,
} from '@tandem/contract';
import { compileFlags, evaluate, type FlagsDefinition } from '@tandem/flags';
import { recommendations, type Arm, type RecommendationTruths } from '@tandem/simulator';
import { seededIds } from './seeded-ids.ts';
import { openWorld, type TestProject, type World } from './world.ts';

export type Measured = {
  readonly result: ExperimentResult;
  readonly truths: RecommendationTruths;
};

const end = '2026-03-02T15:20:00.000Z';
const flagKey = 'recommendations';
/** Eight weeks with the engine after one without; nobody writes in, only what they do matters here. */
const brief = { days: 63, askers: 0, duplicates: 0, withoutConsent: 0, against: 0 };

export type Laboratory = {
  readonly world: World;
  /** One company of this seed, from its first shopper to the result and what is true of it. */
  readonly measure: (seed: number, people: number) => Promise<Measured>;
};

/**
 * A world whose clock is set: experiments begin at the launch and are read at the end. The salt of an
 * experiment is its id; with ids by the seed its companies are the same in every run.
 */
export async function openLaboratory(seedOfIds: number): Promise<Laboratory> {
  let now = new Date(end);
  const world = await openWorld({ newId: seededIds(seedOfIds), clock: { now: () => now } });
  return {
    world,
    async measure(seed, people) {
      const project = await world.project({ name: `Northfell ${seed}` });
      const options = { seed, end, people, flag: flagKey, ...brief };
      now = new Date(recommendations(options).plan.launchMs);
      const experiment = await startExperiment(project);
      const assign = await armsOf(world, project);
      now = new Date(end);
      const scenario = recommendations({ ...options, experiment, assign });
      for (const events of scenario.events(5_000)) {
        const body = { events: [...events], historical: true };
        const { refused } = await project.call(sendEvents, { body });
        if (refused > 0) throw new Error(`${refused} events were refused`);
      }
      const params = { ...project.params, id: experiment };
      const result = await project.call(getExperimentResult, { params });
      return { result, truths: scenario.truths() };
    },
  };
}

/** Average order value with the engine and without, halves of everybody; gives the id. */
async function startExperiment({ call, params }: TestProject): Promise<string> {
  const order = { event: 'order placed' };
  const numerator = { ...order, property: 'revenue' };
  const metric = await call(createMetric, {
    params,
    body: {
      name: 'Average order value',
      unit: 'EUR',
      definition: { kind: 'ratio', numerator, denominator: order },
    },
  });
  const flag = await call(createFlag, {
    params,
    body: { key: flagKey, name: 'Recommendations', kind: 'boolean' },
  });
  const plan = experimentPlan.partial({ arms: true, control: true }).parse({
    hypothesis: 'If the shop shows what suits them, orders are worth more.',
    primary: { id: metric.id, version: 1 },
    minimumEffect: 0.12,
    people: 1_000,
    days: 49,
  });
  const body = { name: 'Recommendations on and off', flag: flag.id, plan };
  const { id, version } = await call(createExperiment, { params, body });
  const at = { ...params, id };
  const frozen = await call(moveExperiment, { params: at, body: { version, move: 'freeze' } });
  await call(moveExperiment, { params: at, body: { version: frozen.version, move: 'start' } });
  return id;
}

/** What any client comes to by the definitions that it is given. */
async function armsOf(world: World, project: TestProject): Promise<(id: string) => Arm> {
  const answer = await world.request(`/api/v1/flags?key=${project.publicKey}`);
  const flags = compileFlags((await answer.json()) as FlagsDefinition);
  return (id) => {
    const { value, on, exposures } = evaluate(flags, flagKey, { attributes: { id } });
    return { value, isTreated: on, variation: exposures[0]?.key ?? '' };
  };
}

/**
 * The effect on the average order value with its interval, as a share; undefined where the product
 * shows none, as after a sample ratio that chance gives once in a thousand.
 */
export const effectOf = ({ metrics }: ExperimentResult) =>
  metrics[0]?.effects[0]?.relative ?? undefined;
