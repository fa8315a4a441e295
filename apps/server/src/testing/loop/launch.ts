/** Commands on what is launched: flags, releases in rings, experiments. */
import {
  createExperiment,
  createFlag,
  createRelease,
  experimentMachine,
  getExperiment,
  getExperimentResult,
  moveExperiment,
  moveRelease,
  releaseMachine,
  signExperiment,
  updateExperiment,
  updateFlag,
  updateRelease,
  type Experiment,
} from '@tandem/contract';
import { compileFlags, evaluate } from '@tandem/flags';
import { settle } from '../../release/experiments/jobs.ts';
import type { Definitions } from '../askers.ts';
import {
  aMove,
  at,
  check,
  checkWording,
  dayMs,
  keep,
  later,
  params,
  signer,
  some,
  why,
  write,
  type Commands,
  type Go,
  type Rec,
} from './bag.ts';
import { readsAsFair } from './readings.ts';

export const definitionsOf = async ({ bag }: Go): Promise<Definitions> => {
  const answer = await bag.world.request(`/api/v1/flags?key=${bag.project.publicKey}`);
  return (await answer.json()) as Definitions;
};

type Places = ReadonlyMap<string, { readonly isOn: boolean; readonly place: string }>;

/** Where each of a hundred ids stands, by what clients are given now: whether it is on, and which arm. */
async function places(go: Go, key: string): Promise<Places> {
  const flags = compileFlags(await definitionsOf(go));
  const ids = Array.from({ length: 100 }, (_, i) => `unit ${i}`);
  return new Map(
    ids.map((id) => {
      const { value, exposures } = evaluate(flags, key, { attributes: { id } });
      const arm = exposures.map((one) => `${one.experiment} ${one.key}`).join();
      return [id, { isOn: value === true, place: `${JSON.stringify(value)} ${arm}` }];
    }),
  );
}
const isSame = (before: Places, after: Places) =>
  [...before].every(([id, { place }]) => after.get(id)!.place === place);
const hasAll = (before: Places, after: Places) =>
  [...before].every(([id, { isOn }]) => !isOn || after.get(id)!.isOn);

export const newFlag = async (go: Go): Promise<Rec> => {
  const key = `f-${go.bag.name}-${go.bag.records.get('flag')?.length ?? 0}`;
  const body = { key, name: 'A flag', kind: 'boolean' } as const;
  const made = await go.who.call(createFlag, { params: params(go), body });
  go.bag.memory.set(made.id, key);
  keep(go, 'flag', made);
  return { id: made.id, version: made.version, state: '' };
};

export const releases: Commands = {
  flag: newFlag,
  async release(go) {
    const flag = go.dice.chance(60) ? await newFlag(go) : some(go, 'flag');
    if (flag === undefined) return;
    const rings = [
      { name: 'Early', share: 0.1 },
      { name: 'Half', share: 0.5 },
    ];
    const body = { name: 'A release', flag: flag.id, rings };
    const made = await go.who.call(createRelease, { params: params(go), body });
    go.bag.memory.set(made.id, made.flagKey);
    keep(go, 'release', made);
  },
  async wordFlag(go) {
    const one = some(go, 'flag');
    const key = one && (go.bag.memory.get(one.id) as string);
    if (one === undefined || key === undefined) return;
    const before = await places(go, key);
    const body = { name: `A flag, ${go.dice.roll()}`, description: 'Three picks' };
    await write(go, 'flag', one, (version) =>
      go.who.call(updateFlag, { params: at(go, one.id), body: { ...body, version } }),
    );
    check(go, isSame(before, await places(go, key)), '12. another name moves nobody');
  },
  async announce(go) {
    const one = some(go, 'release', ['planned', 'in_rings']);
    if (one === undefined) return;
    const entry = some(go, 'entry', ['published'])?.id;
    const announcement =
      entry !== undefined && go.dice.chance(30)
        ? ({ kind: 'entry', entry } as const)
        : ({ kind: 'none', reason: 'an internal tool' } as const);
    const key = go.bag.memory.get(one.id) as string | undefined;
    const before = key === undefined ? undefined : await places(go, key);
    const name = `A release, ${go.dice.roll()}`;
    await write(go, 'release', one, (version) =>
      go.who.call(updateRelease, { params: at(go, one.id), body: { version, name, announcement } }),
    );
    if (before === undefined || key === undefined) return;
    check(go, isSame(before, await places(go, key)), '12. editing copy moves nobody');
  },
  async moveRelease(go) {
    const one = some(go, 'release', ['planned', 'in_rings', 'general', 'paused']);
    if (one === undefined) return void (await releases['release']!(go));
    const offered = Object.keys(releaseMachine.moves) as (keyof typeof releaseMachine.moves)[];
    const move = aMove(go, releaseMachine, one, offered);
    const key = go.bag.memory.get(one.id) as string | undefined;
    // A ring more takes nothing from anybody who has it.
    const isGrowing = move === 'advance' || move === 'complete';
    const isAsked = key !== undefined && (isGrowing || move === 'pause' || move === 'resume');
    const before = isAsked ? await places(go, key) : undefined;
    await write(go, 'release', one, (version) =>
      go.who.call(moveRelease, { params: at(go, one.id), body: { version, move, ...why(go) } }),
    );
    if (before === undefined || key === undefined) return;
    const after = await places(go, key);
    if (isGrowing) check(go, hasAll(before, after), '12. a ring more moves nobody out');
    if (move === 'pause') go.bag.memory.set(`${one.id} paused`, before);
    const paused = go.bag.memory.get(`${one.id} paused`) as Places | undefined;
    if (move === 'resume' && paused !== undefined && isAlone(go, one.id, key)) {
      check(go, isSame(paused, after), '12. whoever had it has it after the pause');
    }
  },
};

/** Whether nothing else decides who has the flag: no experiment on it, and no other release of it. */
function isAlone({ bag }: Go, release: string, key: string): boolean {
  return [...bag.memory].every(([id, one]) => {
    const { flagKey } = one instanceof Object ? (one as Partial<Experiment>) : {};
    const isItsFlag = bag.records.get('flag')?.some((flag) => flag.id === id) === true;
    return id === release || isItsFlag || (one !== key && flagKey !== key);
  });
}

const keepExperiment = (go: Go, made: Experiment) => {
  go.bag.memory.set(made.id, made);
  return keep(go, 'experiment', made);
};
const arms = ['off', 'on'].map((variant) => ({ variant, weight: 1 }));

export const experiments: Commands = {
  async experiment(go) {
    const flag = await newFlag(go);
    const metric = go.bag.records.get('metric')?.[0]?.id;
    const primary = metric === undefined ? null : { id: metric, version: 1 };
    const hypothesis = 'If we recommend, then people order more, because they find it.';
    const plan = {
      arms,
      control: 'off',
      primary,
      ...(go.dice.chance(92) && { hypothesis }),
      minimumEffect: 0.2,
      people: 40,
      days: 1,
      mayDecideEarly: go.dice.chance(50),
    };
    const body = { name: 'On and off', flag: flag.id, plan };
    keepExperiment(go, await go.who.call(createExperiment, { params: params(go), body }));
  },
  async stepExperiment(go) {
    const one = some(go, 'experiment', [
      'draft',
      'frozen',
      'running',
      'stopped',
      'decided',
      'invalid',
    ]);
    if (one === undefined) return void (await experiments['experiment']!(go));
    if (one.state === 'stopped' && go.dice.chance(80)) return decide(go, one);
    const offered = ['freeze', 'start', 'stop', 'archive'] as const;
    const move = aMove(go, experimentMachine, one, offered);
    await write(go, 'experiment', one, (version) =>
      go.who.call(moveExperiment, { params: at(go, one.id), body: { version, move, ...why(go) } }),
    ).then((made) => keepExperiment(go, made));
  },
  async replan(go) {
    const one = some(go, 'experiment', ['draft', 'frozen', 'running']);
    const before = one && (go.bag.memory.get(one.id) as Experiment | undefined);
    if (one === undefined || before === undefined) return;
    const plan = { ...before.plan, alpha: 0.01 + (go.dice.roll() % 10) / 100 };
    const divided = await places(go, before.flagKey);
    const made = await write(go, 'experiment', one, (version) =>
      go.who.call(updateExperiment, {
        params: at(go, one.id),
        body: { version, plan, ...why(go) },
      }),
    );
    keepExperiment(go, made);
    const frozen = before.plans.filter(({ state }) => state !== 'draft');
    const kept = frozen.every((old) =>
      made.plans.some((now) => JSON.stringify(now) === JSON.stringify(old)),
    );
    check(go, kept, '13. a frozen plan stays as it was');
    const isDivided = isSame(divided, await places(go, before.flagKey));
    check(go, isDivided, '12. another plan moves nobody to another arm');
  },
  /** People meet the arms: as chance would have it, or as a broken client would. */
  async expose(go) {
    const one = some(go, 'experiment', ['running']);
    if (one?.state !== 'running') return;
    const { flagKey: flag } = go.bag.memory.get(one.id) as Experiment;
    const isBroken = go.dice.chance(50);
    later(go, dayMs);
    const timestamp = new Date(go.bag.time.now.getTime() - 3_600_000).toISOString();
    const events = Array.from({ length: 48 }, (_, i) => {
      const isOn = isBroken ? i % 12 > 0 : i % 2 > 0;
      const properties = { flag, value: isOn, experiment: one.id, variation: isOn ? 'on' : 'off' };
      const [distinctId, id] = [`${flag} unit ${i}`, `${flag} ${i} ${go.dice.roll()}`];
      return { id, distinctId, timestamp, event: '$exposure', properties };
    });
    await go.bag.project.send('/api/v1/events', { events, historical: true });
    if (isBroken && go.dice.chance(60)) await readResult(go, one);
  },
  async result(go) {
    const one = some(go, 'experiment', ['running', 'stopped', 'decided']);
    if (one === undefined || one.state === 'draft' || one.state === 'frozen') return;
    await readResult(go, one);
  },
};

/** Chance alone is asked before any figure is given. */
async function readResult(go: Go, one: Rec): Promise<void> {
  const result = await go.who.call(getExperimentResult, { params: at(go, one.id) });
  check(go, result.label === 'randomised', '14. an experiment is randomised');
  checkWording(go, result);
  const { pValue, mismatch } = result.sampleRatio;
  check(go, mismatch === pValue < 0.001, '15. a ratio of p < .001 is a mismatch, and no other');
  check(go, !mismatch || result.invalid !== null, '15. a mismatch makes it invalid');
  // Of a decided one its snapshot is shown.
  if (one.state !== 'decided') {
    const isFair = await readsAsFair(go.bag, one.id);
    check(go, mismatch === !isFair, '15. a mismatch is what the exposures say, and nothing else');
  }
  if (result.invalid === null) return;
  const isHidden = result.winner === null && result.metrics.length === 0;
  check(go, isHidden, '15. what is invalid has no winner and no figure');
  if (go.dice.chance(30)) return;
  // As the hourly job does.
  const needs = { ...go.bag.world.app.platform, changed: () => {} };
  await settle(needs, go.bag.project.id, one.id);
  const now = keepExperiment(go, await go.who.call(getExperiment, { params: at(go, one.id) }));
  const isOver = ['invalid', 'decided', 'archived'].includes(now.state);
  check(go, isOver, '15. it is moved to invalid before anybody believes it');
}

async function decide(go: Go, one: Rec): Promise<void> {
  const { signatures, verdict } = go.bag.memory.get(one.id) as Experiment;
  const fresh = { kind: 'keep_control', variant: null, reason: 'no difference' } as const;
  const given = verdict !== null && go.dice.chance(85) ? {} : { verdict: fresh };
  const { call } = signer(go, signatures);
  const sign = (version: number) =>
    call(signExperiment, { params: at(go, one.id), body: { version, ...given } });
  keepExperiment(go, await write(go, 'experiment', one, sign));
}
