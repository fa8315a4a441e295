/** The gates of an experiment, and what it forbids beside itself: pure decisions. */
import { isDeepStrictEqual } from 'node:util';
import type { Experiment, ExperimentPlan, Flag, Release, Verdict } from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';
import { Problem, wrongField } from '../../platform/problem.ts';
import { shareOfEverybody } from '../flags/rules.ts';

type Divided = Pick<Flag, 'key' | 'variants' | 'fallback' | 'unit'>;

/** All variants alike, against what everybody has now. */
export const armsOf = ({ variants, fallback }: Pick<Flag, 'variants' | 'fallback'>) => ({
  arms: variants.map(({ key }) => ({ variant: key, weight: 1 })),
  control: fallback,
});

/** Every arm is a variant of the flag, each once, and the control is one of them. */
export function checkArms(plan: Pick<ExperimentPlan, 'arms' | 'control'>, flag: Divided): void {
  const arms = plan.arms.map(({ variant }) => variant);
  const known = new Set(flag.variants.map(({ key }) => key));
  const stranger = arms.find((one) => !known.has(one));
  if (stranger !== undefined) {
    const hint = `Choose of ${[...known].join(', ')}.`;
    throw wrongField('plan.arms', `the flag has no variant "${stranger}"`, hint);
  }
  const twice = arms.find((one, i) => arms.indexOf(one) !== i);
  if (twice !== undefined) {
    throw wrongField('plan.arms', `"${twice}" is there twice`, 'Name each arm once.');
  }
  if (arms.includes(plan.control)) return;
  throw wrongField(
    'plan.control',
    `"${plan.control}" is none of the arms`,
    'Choose one of them, or add it.',
  );
}

const words = {
  hypothesis: 'Say what you expect and why: "If we ..., then ..., because ...".',
  primary: 'Choose the one metric that decides.',
  minimumEffect: 'Say how small an effect is still worth shipping.',
  people: 'Let the calculator say how many people that takes.',
  days: 'Say how many days it runs; whole weeks, since weekdays differ.',
} as const;

/** What the plan must say before it is frozen. */
export const missingOf = (plan: ExperimentPlan): (keyof typeof words)[] =>
  (Object.keys(words) as (keyof typeof words)[]).filter(
    (field) => plan[field] === null || plan[field] === '',
  );

/** Units that are people; companies would need an analysis by company, which this is not. */
const unitsOfPeople: ReadonlySet<string> = new Set(['id', 'deviceId']);

export function checkFreeze(plan: ExperimentPlan, flag: Divided): void {
  const missing = missingOf(plan);
  if (missing.length > 0) {
    throw refusal(
      'experiment.freeze.complete',
      `The plan does not say yet: ${missing.map(spaced).join(', ')}.`,
      missing.map((field) => words[field]).join(' '),
      { missing },
    );
  }
  checkArms(plan, flag);
  if (unitsOfPeople.has(flag.unit)) return;
  throw refusal(
    'experiment.freeze.unit',
    `The flag divides by "${flag.unit}", and the figures count people: those of one ${flag.unit} are alike, so the intervals would be too narrow.`,
    'Use a flag that divides people.',
  );
}

const spaced = (field: string) =>
  field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

type Standing = Pick<Release, 'name' | 'state' | 'rings' | 'ring' | 'pausedFrom'>;

/** Chance must have somebody left to choose from, and nothing may switch the flag off. */
export function checkStart(plan: ExperimentPlan, flag: Flag, releases: readonly Standing[]): void {
  checkArms(plan, flag);
  if (!flag.isEnabled || flag.archivedAt !== null) {
    throw refusal(
      'experiment.start.flag',
      `The flag "${flag.key}" is ${flag.archivedAt === null ? 'switched off' : 'archived'}: everybody gets the fallback.`,
      'Switch the flag on under Ship first.',
    );
  }
  const whole = releases.find((one) => shareOfRings(one) >= 1);
  if (whole === undefined && shareOfEverybody(flag.rules, flag.fallback) < 1) return;
  throw refusal(
    'experiment.start.nobody_left',
    `Everybody has the flag "${flag.key}" already${whole ? ` by "${whole.name}"` : ''}: there is nobody left to choose from.`,
    whole ? 'Roll that release back first.' : 'Take that rule out of the flag first.',
  );
}

/** Of all people, the share that the rings without a condition hold; a paused one holds them still. */
function shareOfRings({ state, rings, ring, pausedFrom }: Standing): number {
  if (state === 'general' || pausedFrom === 'general') return 1;
  if (state !== 'in_rings' && state !== 'paused') return 0;
  const begun = rings.slice(0, (ring ?? -1) + 1);
  return Math.max(0, ...begun.filter((one) => one.condition === undefined).map((one) => one.share));
}

type Running = Pick<Experiment, 'id' | 'name'>;

const stopFirst = ({ name }: Running) =>
  `Stop the experiment "${name}" first; what was measured until then is kept.`;

/**
 * What a release may not do while an experiment runs on its flag: whatever would move people out of
 * an arm, or into one whom chance did not choose. A ring with a condition may begin.
 */
export function checkBesideExperiment(
  running: Running | undefined,
  release: Pick<Release, 'rings' | 'ring'>,
  move: string,
): void {
  if (running === undefined) return;
  const detail = { experiment: running.id };
  if (move === 'start' || move === 'advance') {
    const next = release.rings[move === 'start' ? 0 : (release.ring ?? -1) + 1];
    if (next === undefined || next.condition !== undefined) return;
    throw refusal(
      `release.${move}.experiment`,
      `The ring "${next.name}" is a random share: it would take people out of the arms of "${running.name}".`,
      `${stopFirst(running)} A ring with a condition may begin meanwhile.`,
      detail,
    );
  }
  if (move !== 'complete' && move !== 'restore' && move !== 'roll_back') return;
  throw refusal(
    `release.${move}.experiment`,
    `The experiment "${running.name}" runs on this flag: ${consequence[move]}`,
    move === 'roll_back'
      ? `${stopFirst(running)} To pause is possible at once.`
      : stopFirst(running),
    detail,
  );
}

const consequence = {
  complete: 'everybody would get the variant, also those of the control.',
  restore: 'everybody would get the variant, also those of the control.',
  roll_back: 'people of the rings would fall into its arms, and chance did not choose them.',
} as const;

/** While an experiment runs, a flag keeps what decides who gets what; to switch it off stays possible. */
export function checkFlagBeside(
  running: Running | undefined,
  before: Pick<Flag, 'rules' | 'variants' | 'fallback'>,
  after: Pick<Flag, 'rules' | 'variants' | 'fallback'>,
  isArchived: boolean,
): void {
  if (running === undefined) return;
  const changed = (['rules', 'variants', 'fallback'] as const).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  if (changed.length === 0 && !isArchived) return;
  throw refusal(
    'flag.experiment',
    `The experiment "${running.name}" runs on this flag: ${isArchived ? 'archived, it would have no arms' : `its ${changed.join(' and ')} decide who is in which arm`}.`,
    `${stopFirst(running)} To switch the flag off is possible at once.`,
    { experiment: running.id },
  );
}

/** What decides who is in which arm cannot be changed once people are in them. */
export function checkPlanChange(
  { state }: Pick<Experiment, 'state'>,
  before: ExperimentPlan,
  after: ExperimentPlan,
  reason: string | undefined,
): void {
  if (state === 'draft') return;
  if (state !== 'frozen' && state !== 'running' && state !== 'stopped') {
    throw refusal(
      'experiment.plan.state',
      `This experiment is "${state}": its plan stays as it was.`,
      'Draft another experiment.',
    );
  }
  const moving = (['arms', 'control', 'coverage'] as const).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  if (state !== 'frozen' && moving.length > 0) {
    throw refusal(
      'experiment.plan.assignment',
      `People are in the arms: to change ${moving.join(' and ')} would move them.`,
      'Stop this experiment and start another: it divides people anew.',
    );
  }
  if (reason !== undefined) return;
  throw refusal(
    'experiment.plan.reason',
    'The plan is frozen: a change makes a new version of it and is marked in the result.',
    'Say why the plan changes.',
  );
}

/** The verdict that is signed fits the arms and what is known. */
export function checkVerdict(
  verdict: Verdict,
  { plan }: Pick<Experiment, 'plan'>,
  isEarly: boolean,
): void {
  if (verdict.kind !== 'ship') {
    if (verdict.variant === null) return;
    throw new Problem('invalid', 'body.verdict.variant: only what is shipped is named.', {
      hint: 'Send null with any other verdict than "ship".',
    });
  }
  const variants = plan.arms.map(({ variant }) => variant).filter((one) => one !== plan.control);
  if (verdict.variant === null || !variants.includes(verdict.variant)) {
    throw new Problem(
      'invalid',
      'body.verdict.variant: what is shipped is an arm beside the control.',
      {
        hint: `Name one of ${variants.join(', ')}.`,
      },
    );
  }
  if (!isEarly || plan.mayDecideEarly) return;
  throw refusal(
    'experiment.verdict.early',
    `It was stopped before the planned ${plan.people} people were there: who stops at the first good day finds differences that are not there.`,
    'Decide "keep the control" or "inconclusive", or run another one to its end.',
  );
}

/** The second signs what the first one signed, or proposes another verdict. */
export function verdictOf(proposed: Verdict | undefined, before: Verdict | null): Verdict {
  const after = proposed ?? before;
  if (after !== null) return after;
  throw refusal(
    'experiment.verdict.missing',
    'Nobody has said yet what the verdict is.',
    'Send a verdict with a reason: ship a variant, keep the control, or inconclusive.',
  );
}

/** To stop before the plan's end needs a reason: it is part of what the result says. */
export function checkStop(isEarly: boolean, reason: string | undefined): void {
  if (!isEarly || reason !== undefined) return;
  throw refusal(
    'experiment.stop.early',
    'The planned people are not there yet.',
    'Say why it stops now; the result names it an early look.',
  );
}
