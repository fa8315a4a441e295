/**
 * The engine goes out: its metrics, its flag, the release whose first ring are those who asked, and
 * among everybody else the experiment that tells what it does.
 */
import type { ProjectId } from '@tandem/contract';
import { evaluate } from '@tandem/flags';
import type { Arm } from '@tandem/simulator';
import { createMetric } from '../../../metrics/index.ts';
import {
  createExperiment,
  createFlag,
  moveExperiment,
  moveRelease,
  planRelease,
  readExperiment,
  readRelease,
  type Release,
} from '../../../release/index.ts';
import { once, type Stage } from '../steps/actions.ts';

export const engineFlag = 'recommendations';

const order = { event: 'order placed' };
const metrics = [
  {
    name: 'metric',
    fields: {
      name: 'Average order value',
      description: 'What people pay, over the orders they place: net of coupons and discounts.',
      kind: 'business',
      unit: 'EUR',
      definition: {
        kind: 'ratio',
        numerator: { ...order, property: 'revenue' },
        denominator: order,
      },
    },
  },
  {
    name: 'orders',
    fields: {
      name: 'Orders per person',
      description: 'How often somebody orders.',
      kind: 'product_outcome',
      definition: { kind: 'count', of: order },
    },
  },
  {
    name: 'buyers',
    fields: {
      name: 'Buyers',
      description: 'Share of people who order at all.',
      kind: 'product_outcome',
      definition: { kind: 'unique', of: order },
    },
  },
] as const;

export async function defineMetrics(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  for (const { name, fields } of metrics) {
    await once(stage, { name, who: 'samir', at: calendar.at(3) }, (writer, by) =>
      createMetric(writer, by, { ...fields, id: id(name), direction: 'up' }),
    );
  }
}

/** Whole weeks, so that it has run as long as planned when the demo is opened in the eighth. */
const plannedDays = 49;

export async function startExperiment(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  const { launch } = calendar;
  const experiment = id('experiment');
  const ref = (name: string) => ({ id: id(name), version: 1 });
  const at = (day: number, hour?: number) =>
    ({ who: 'samir', at: calendar.at(day, hour) }) as const;
  await once(stage, { name: 'experiment', ...at(launch - 3) }, (writer, by) =>
    createExperiment(writer, by, {
      id: experiment,
      name: 'Recommendations on and off',
      flag: id('flag'),
      bet: id('bet'),
      plan: {
        hypothesis:
          'If the first page shows what suits this person, orders are worth more, because less time goes into searching.',
        coverage: 1,
        primary: ref('metric'),
        secondary: [ref('orders')],
        guardrails: [ref('buyers')],
        alpha: 0.05,
        power: 0.8,
        minimumEffect: 0.12,
        people: 1_000,
        days: plannedDays,
        mayDecideEarly: false,
      },
    }),
  );
  for (const [move, day] of [
    ['freeze', launch - 1],
    ['start', launch],
  ] as const) {
    await once(stage, { name: `experiment ${move}`, ...at(day, 0) }, async (writer, by) => {
      const { version } = await readExperiment(writer, experiment);
      await moveExperiment(writer, by, { id: experiment, version, move, isEarly: false });
    });
  }
}

/** The shop tells of those who asked first by this trait. */
const askedFirst = 'askedFirst';

/** In rings: who asked first is let in first. */
export async function launchEngine(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  const { launch } = calendar;
  await once(stage, { name: 'flag', who: 'jonas', at: calendar.at(launch - 6) }, (writer, by) =>
    createFlag(writer, by, {
      id: id('flag'),
      key: engineFlag,
      name: "Show me what I'll love",
      description: 'A first page with what suits this person, in place of the whole shop.',
      kind: 'boolean',
      unit: 'id',
      rules: [],
    }),
  );
  await once(stage, { name: 'release', who: 'jonas', at: calendar.at(launch - 4) }, (writer, by) =>
    planRelease(writer, by, {
      id: id('release'),
      name: "Show me what I'll love",
      flag: id('flag'),
      variant: 'on',
      bet: id('bet'),
      opportunities: [id('browsing')],
      rings: [
        {
          name: 'Who asked first',
          share: 1,
          // What a definition says everybody can read: a trait, never who they are.
          condition: { [askedFirst]: true },
          entry: 'The page answers within two seconds.',
        },
        {
          name: '5 % of members',
          share: 0.05,
          entry: 'No more returns than before, for two weeks.',
        },
        { name: 'Half', share: 0.5, entry: 'The experiment is decided by both sides.' },
      ],
    }),
  );
  const start = { name: 'first ring', who: 'jonas', at: calendar.at(launch, 0) } as const;
  await once(stage, start, async (writer, by) => {
    const { version } = await readRelease(writer, id('release'));
    await moveRelease(writer, by, { id: id('release'), version, move: 'start' });
  });
}

/**
 * What the flag gives each shopper, as their own browser comes to it.
 * @param askers Ids of those who asked first.
 */
export async function armsOf(
  release: Pick<Release, 'changed' | 'flags'>,
  project: ProjectId,
  askers: ReadonlySet<string>,
): Promise<(id: string) => Arm | undefined> {
  // The actions were called by themselves: who serves the definitions is told here.
  release.changed(project);
  const flags = await release.flags(project);
  return (id) => {
    const { value, on, rule, exposures } = evaluate(flags, engineFlag, {
      attributes: { id, [askedFirst]: askers.has(id) },
    });
    const [assignment] = exposures;
    return {
      value,
      isTreated: on,
      ...(rule?.ring !== undefined && { ring: rule.ring }),
      ...(assignment !== undefined && { variation: assignment.key }),
    };
  };
}
