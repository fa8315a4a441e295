/**
 * The demo workspace: a simulated company whose pod stands half way round the loop. What its people
 * do and say comes in through the same doors as anybody's data; what its pod did, by the domains' own
 * actions in the names of the pod. All ids come from seed and project, so filling a project again,
 * after a break, adds nothing twice.
 */
import type { EventInput, ProjectId } from '@tandem/contract';
import {
  demo,
  demoRecommendations,
  recommendations,
  simulate,
  type AskerTruth,
} from '@tandem/simulator';
import type { Access } from '../../access/index.ts';
import type { Alignment } from '../../alignment/index.ts';
import { fromNative, type Capture } from '../../capture/index.ts';
import type { Discovery } from '../../discovery/index.ts';
import type { Engage } from '../../engage/index.ts';
import type { Evidence } from '../../evidence/index.ts';
import type { Metrics } from '../../metrics/index.ts';
import type { RecordsDoor } from '../../platform/records.ts';
import type { Release } from '../../release/index.ts';
import type { Voice } from '../../voice/index.ts';
import { sendToTeams } from './brief/actions.ts';
import { carryBet, proposeBet, shapeBet, writeStory } from './bet/actions.ts';
import {
  armsOf,
  defineMetrics,
  engineFlag,
  launchEngine,
  startExperiment,
} from './launch/actions.ts';
import { keyOf, markLetters, nameBrowsing, nameOthers, signBoth } from './listening/actions.ts';
import { agreeOnOutcome, seatPod } from './outcome/actions.ts';
import { calendarOf } from './rules.ts';
import { draftEntry } from './telling/actions.ts';
import { membersById } from '../../pods/index.ts';
import { decline, hearAnswers } from './answers/actions.ts';
import { packTheWeek } from './pack/actions.ts';
import { concludeSprint, holdSprint } from './sprint/actions.ts';
import { stageOf, type Stage } from './steps/actions.ts';

const batchSize = 2_000;
/** Of those who asked, how many are let in before everybody else. */
const firstAskers = 40;

export type DemoNeeds = {
  readonly records: RecordsDoor;
  readonly access: Access;
  readonly capture: Capture;
  readonly voice: Voice;
  readonly evidence: Evidence;
  readonly discovery: Discovery;
  readonly metrics: Metrics;
  readonly release: Release;
  readonly engage: Pick<Engage, 'loops' | 'lookUp'>;
  readonly alignment: Pick<Alignment, 'packInput'>;
};

export type Filling = {
  /** An ISO instant: nothing happens after it. */
  readonly end: string;
  /** Asked before each batch and each step; throws to break off. */
  readonly goOn: () => void;
};

/** Fills a project with the company's weeks. */
export async function fillWithDemo(
  needs: DemoNeeds,
  project: ProjectId,
  filling: Filling,
): Promise<void> {
  const { end, goOn } = filling;
  const company = simulate(demo(end));
  for (const signals of company.signals()) {
    goOn();
    await needs.voice.add(project, signals);
  }
  await take(needs, project, filling, company);
  const options = demoRecommendations(end);
  const asked = recommendations(options);
  const stage = stageOf({ project, goOn, ...needs, calendar: calendarOf(asked.plan) });
  const { askers } = asked.truths();
  await defineMetrics(stage);
  const inTime = askers.toSorted((one, other) => (writtenAt(one) < writtenAt(other) ? -1 : 1));
  await seatPod(stage);
  await nameBrowsing(stage);
  await proposeBet(stage);
  await launchEngine(stage);
  await startExperiment(stage);
  const first = new Set(inTime.slice(0, firstAskers).map(({ person }) => person));
  const assign = await armsOf(needs.release, project, first);
  const flag = { flag: engineFlag, experiment: stage.id('experiment') };
  const scenario = recommendations({ ...options, ...flag, assign });
  await take(needs, project, filling, scenario);
  await tellStory(stage, needs, scenario);
}

async function take(
  { capture }: Pick<DemoNeeds, 'capture'>,
  project: ProjectId,
  { end, goOn }: Filling,
  company: { readonly events: (size: number) => Iterable<readonly EventInput[]> },
): Promise<void> {
  for (const events of company.events(batchSize)) {
    goOn();
    await capture.take(project, {
      source: 'simulator',
      receivedAt: new Date(end),
      historical: true,
      asIfLive: true,
      events: events.map(fromNative),
    });
  }
}

const writtenAt = ({ letters }: AskerTruth): string => letters[0]?.at ?? '';

/** Days of the scenario: when its letters are read. */
const readOn = [0, 20, 34, 48, 62, 76, 88] as const;

/** What the pod did with it, in the order in which it happened. */
async function tellStory(
  stage: Stage,
  needs: DemoNeeds,
  scenario: ReturnType<typeof recommendations>,
): Promise<void> {
  const letters = { truths: scenario.truths(), signals: await sendLetters(stage, needs, scenario) };
  await holdSprint(stage, needs, scenario.interviews());
  const [begin, decided, ...later] = readOn;
  await markLetters(stage, { ...letters, from: begin, to: decided });
  await signBoth(stage, needs, 'browsing', [
    { who: 'tomas', at: stage.calendar.at(21) },
    { who: 'maya', at: stage.calendar.at(22) },
  ]);
  await concludeSprint(stage, needs);
  const telling = { stage, interviews: scenario.interviews() };
  await shapeBet(telling);
  await writeStory(telling);
  await agreeOnOutcome(stage, needs.metrics);
  await carryBet(stage, needs);
  let from: number = decided;
  const answers = scenario.answers((writtenMs) => readMs(stage, writtenMs));
  for (const to of later) {
    // Whoever is told meanwhile had their letter read before.
    if (from >= stage.calendar.launch) {
      await hearAnswers(stage, needs, { answers, signals: letters.signals, from, to });
    }
    await markLetters(stage, { ...letters, from, to });
    from = to;
  }
  await nameOthers(stage, needs);
  await decline(stage, needs);
  await draftEntry(stage);
  await sendToTeams(stage, needs);
  // Each waits for the other side: whoever comes new has something to sign.
  await signBoth(stage, needs, 'sizes', [{ who: 'tomas', at: stage.calendar.at(88, 14) }]);
  await signBoth(stage, needs, 'delivery', [{ who: 'maya', at: stage.calendar.at(88, 15) }]);
  const members = await membersById(needs.access, stage.project);
  await packTheWeek(stage, { ...needs, members });
}

/** When what was written then is read; what comes after the last time still lies there. */
function readMs({ calendar }: Stage, writtenMs: number): number {
  const times = readOn.map((day) => calendar.at(day, 0).getTime());
  return times.find((ms) => ms > writtenMs) ?? Infinity;
}

/** The letters as signals, by where they were written. */
async function sendLetters(
  { project }: Stage,
  { voice }: DemoNeeds,
  scenario: ReturnType<typeof recommendations>,
) {
  const sent = [...scenario.signals()].flat();
  const answers = await voice.add(project, sent);
  const ids = answers.flatMap(({ id }) => (id === null ? [] : [id]));
  const known = await voice.byIds(project, ids);
  return new Map([...known.values()].map((signal) => [keyOf(signal), signal]));
}
