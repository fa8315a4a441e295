/** A laboratory for experiments: projects with a flag, a metric and people whom chance divides. */
import {
  createExperiment,
  createFlag,
  createMetric,
  getExperiment,
  getExperimentDays,
  getExperimentResult,
  getExperimentWords,
  moveExperiment,
  signExperiment,
  updateExperiment,
  type Call,
  type Client,
  type ExperimentPlan,
  type MetricDefinition,
  type Role,
} from '@tandem/contract';
import { compileFlags, evaluate, type FlagsDefinition } from '@tandem/flags';
import { openWorld, type TestProject, type World, type WorldOptions } from './world.ts';

type Inside = {
  readonly world: World;
  /** Stands still until a test moves it. */
  readonly time: { now: Date };
  readonly members: ReadonlyMap<Role, Client>;
};

/** Members of both sides and of none; the clock stands at the second of March. */
export async function openLab(overrides: Pick<WorldOptions, 'newId'> = {}) {
  const time = { now: new Date('2026-03-02T00:00:00Z') };
  const world = await openWorld({ clock: { now: () => time.now }, ...overrides });
  const members = new Map<Role, Client>();
  for (const role of ['pm', 'pmm', 'engineer', 'sales'] as const) {
    const { cookie } = await world.member({ name: `Some ${role}`, role });
    members.set(role, world.as({ cookie }));
  }
  const lab = { world, time, members };
  return {
    world,
    now: () => time.now,
    later(hours: number) {
      time.now = new Date(time.now.getTime() + hours * hourMs);
    },
    on: (project: TestProject, id: string) => on(lab, project, id),
    draft: (project: TestProject, plan?: Partial<ExperimentPlan>, key?: string) =>
      draft(lab, project, plan, key),
    running: (project: TestProject, plan?: Partial<ExperimentPlan>, key?: string) =>
      running(lab, project, plan, key),
    send: (project: TestProject, deeds: readonly Deed[]) => send(lab, project, deeds),
    expose: (project: TestProject, people: readonly string[], how?: Exposed) =>
      expose(lab, project, people, how),
  };
}
export type Lab = Awaited<ReturnType<typeof openLab>>;

const hourMs = 3_600_000;

const orders: MetricDefinition = { kind: 'sum', of: { event: 'order', property: 'total' } };
export async function metricOf(project: TestProject, name: string, definition: MetricDefinition) {
  const { id } = await project.call(createMetric, {
    params: project.params,
    body: { name, definition },
  });
  return { id, version: 1 };
}
export const newFlag = (project: TestProject, key = 'checkout') =>
  project.call(createFlag, { params: project.params, body: { key, name: key, kind: 'boolean' } });

/** Everything that a plan must say, for forty people and a day. */
export async function planOf(project: TestProject, more: Partial<ExperimentPlan> = {}) {
  const primary = more.primary ?? (await metricOf(project, 'Revenue per person', orders));
  return {
    hypothesis: 'If we recommend, then people order more, because they find it.',
    arms: ['off', 'on'].map((variant) => ({ variant, weight: 1 })),
    control: 'off',
    minimumEffect: 0.2,
    people: 40,
    days: 1,
    ...more,
    primary,
  };
}
async function draft(
  lab: Inside,
  project: TestProject,
  plan?: Partial<ExperimentPlan>,
  key?: string,
) {
  const flag = await newFlag(project, key);
  const { id } = await project.call(createExperiment, {
    params: project.params,
    body: { name: 'On and off', flag: flag.id, plan: await planOf(project, plan) },
  });
  return { ...on(lab, project, id), flag, id };
}

type Moves = Call<typeof moveExperiment>['body'];
type Signs = Call<typeof signExperiment>['body'];
/** Calls on one experiment, each with the version that is there. */
function on({ members }: Inside, project: TestProject, id: string) {
  const params = { ...project.params, id };
  const get = () => project.call(getExperiment, { params });
  return {
    get,
    move: async (move: Moves['move'], reason?: string) => {
      const { version } = await get();
      return project.call(moveExperiment, {
        params,
        body: { version, move, ...(reason && { reason }) },
      });
    },
    plan: async (more: Partial<ExperimentPlan>, reason?: string) => {
      const { version, plan } = await get();
      return project.call(updateExperiment, {
        params,
        body: { version, plan: { ...plan, ...more }, ...(reason && { reason }) },
      });
    },
    sign: async (role: Role, verdict?: Signs['verdict']) => {
      const { version } = await get();
      return members.get(role)!(signExperiment, {
        params,
        body: { version, ...(verdict && { verdict }) },
      });
    },
    result: () => project.call(getExperimentResult, { params }),
    days: () => project.call(getExperimentDays, { params }),
    words: () => project.call(getExperimentWords, { params }),
  };
}
async function running(
  lab: Inside,
  project: TestProject,
  plan?: Partial<ExperimentPlan>,
  key?: string,
) {
  const made = await draft(lab, project, plan, key);
  await made.move('freeze');
  await made.move('start');
  return made;
}

async function definitionOf({ world }: Inside, project: TestProject) {
  const answer = await world.request(`/api/v1/flags?key=${project.publicKey}`);
  return compileFlags((await answer.json()) as FlagsDefinition);
}
export type Deed = {
  readonly person: string;
  readonly event: string;
  readonly atHour: number;
  readonly properties?: object;
};
async function send({ time }: Inside, project: TestProject, deeds: readonly Deed[]) {
  const events = deeds.map(({ person, event, atHour, properties = {} }, i) => ({
    id: `${person} ${event} ${atHour} ${i}`,
    distinctId: person,
    timestamp: new Date(time.now.getTime() + atHour * hourMs).toISOString(),
    event,
    properties,
  }));
  const answer = await project.send('/api/v1/events', { events, historical: true });
  const { refused } = (await answer.json()) as { refused: number };
  if (refused > 0) throw new Error(`${refused} events were refused`);
}
type Exposed = {
  readonly key?: string;
  readonly atHour?: number;
  readonly attributes?: Record<string, unknown>;
  /** What they report never arrives. */
  readonly isLost?: boolean;
};

/** What the SDK of each of these people reports when a page asks for the flag. */
async function expose(
  lab: Inside,
  project: TestProject,
  people: readonly string[],
  { key = 'checkout', atHour = 1, attributes = {}, isLost = false }: Exposed = {},
) {
  const flags = await definitionOf(lab, project);
  const shown = people.map((person) => {
    const seen = evaluate(flags, key, { attributes: { id: person, ...attributes } });
    const [first] = seen.exposures;
    const properties = {
      flag: key,
      value: seen.value,
      ...(seen.rule?.ring && { ring: seen.rule.ring }),
      ...(first && { experiment: first.experiment, variation: first.key }),
    };
    return { person, arm: first?.key, properties };
  });
  if (isLost) return shown;
  await send(
    lab,
    project,
    shown.map(({ person, properties }) => ({ person, event: '$exposure', atHour, properties })),
  );
  return shown;
}
export const persons = (count: number, name = 'p') =>
  Array.from({ length: count }, (_, i) => `${name}${i}`);
export const ship = { kind: 'ship', variant: 'on', reason: 'it sells more' } as const;
