import {
  experimentMachine,
  type ExperimentPlan,
  type ExperimentResult,
  type Verdict,
} from '@tandem/contract';
import { isDeepStrictEqual } from 'node:util';
import { checkInUse, readMetric } from '../../metrics/index.ts';
import { emit } from '../../platform/facts.ts';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, nextState, refusal } from '../../platform/moves.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import { bothSigned, sign, voidSignatures } from '../../pods/index.ts';
import '../tables.ts';
import { touch } from '../definitions/actions.ts';
import { readFlag } from '../flags/reads.ts';
import { readReleases } from '../releases/reads.ts';
import { readExperiment, runningOn, type BareExperiment } from './reads.ts';
import {
  armsOf,
  checkArms,
  checkFreeze,
  checkPlanChange,
  checkStart,
  checkStop,
  checkVerdict,
  verdictOf,
} from './rules.ts';

const { object } = experimentMachine;

declare module '../../platform/facts.ts' {
  interface FactKinds {
    'experiment.moved': {
      readonly experiment: string;
      readonly flag: string;
      readonly bet: string | null;
      readonly move: string;
    };
  }
}

export type NewExperiment = {
  readonly id: string;
  readonly name: string;
  readonly flag: string;
  readonly bet?: string | null | undefined;
  readonly plan: Omit<ExperimentPlan, 'arms' | 'control'> & {
    [K in 'arms' | 'control']?: ExperimentPlan[K] | undefined;
  };
};

export async function createExperiment(
  writer: Writer,
  by: By,
  { plan: given, ...rest }: NewExperiment,
): Promise<void> {
  const flag = await readFlag(writer, rest.flag);
  const usual = armsOf(flag);
  const plan = {
    ...given,
    arms: given.arms ?? usual.arms,
    control: given.control ?? usual.control,
  };
  checkArms(plan, flag);
  await writer
    .insertInto('experiments')
    .values({
      ...rest,
      bet: rest.bet ?? null,
      version: 1,
      state: 'draft',
      plan_version: 1,
      started_at: null,
      stopped_at: null,
      invalid_because: null,
      verdict: null,
      snapshot: null,
      created_at: by.at,
    })
    .execute();
  await writePlan(writer, by, { id: rest.id, state: 'draft', version: 1, plan });
  const detail = { name: rest.name, flag: flag.key };
  await note(writer, by, { object, record: rest.id, move: 'create', to: 'draft', detail });
}

export type ExperimentChange = {
  readonly id: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly bet?: string | null | undefined;
  readonly plan?: ExperimentPlan | undefined;
  readonly reason?: string | undefined;
};

/** A draft's plan is written over; a frozen one stays and a new version stands beside it. */
export async function updateExperiment(
  writer: Writer,
  by: By,
  change: ExperimentChange,
): Promise<void> {
  const { id, version, reason, ...fields } = change;
  const before = await lock(writer, id);
  checkVersion(version, before, {
    theirs: { ...before, hypothesis: before.plan.hypothesis },
    yours: { ...fields, hypothesis: fields.plan?.hypothesis },
  });
  const plan = fields.plan ?? before.plan;
  const isNewPlan = !isDeepStrictEqual(plan, before.plan);
  let planVersion = before.planVersion;
  if (isNewPlan) {
    checkPlanChange(before, before.plan, plan, reason);
    const { state, flag } = before;
    checkArms(plan, await readFlag(writer, flag));
    if (state !== 'draft') {
      await checkPlan(writer, plan, flag);
      planVersion += 1;
    }
    await writePlan(writer, by, { id, state, version: planVersion, plan, reason });
  }
  await write(writer, {
    ...before,
    name: fields.name ?? before.name,
    bet: fields.bet === undefined ? before.bet : fields.bet,
    planVersion,
  });
  const detail = planVersion === before.planVersion ? fields : { ...fields, planVersion };
  await note(writer, by, { object, record: id, move: 'edit', reason, detail });
  if (isNewPlan && before.state === 'stopped')
    await voidSignatures(writer, by, { object, record: id });
}

export type ExperimentMove = {
  readonly id: string;
  readonly version: number;
  readonly move: 'freeze' | 'start' | 'stop' | 'archive';
  readonly reason?: string | undefined;
  /** By what is known now, of a running one. */
  readonly isEarly: boolean;
};

export async function moveExperiment(
  writer: Writer,
  by: By,
  moving: ExperimentMove,
): Promise<void> {
  const { id, move, reason } = moving;
  const before = await lock(writer, id);
  checkVersion(moving.version, before, { theirs: before, yours: { move } });
  const state = nextState(experimentMachine, before.state, move);
  if (move === 'freeze') await checkPlan(writer, before.plan, before.flag);
  if (move === 'start') await checkCanStart(writer, before);
  if (move === 'stop') checkStop(moving.isEarly, reason);
  const times = {
    ...(move === 'start' && { startedAt: by.at.toISOString() }),
    ...(move === 'stop' && { stoppedAt: by.at.toISOString() }),
  };
  await moved(writer, by, { before, after: { ...before, ...times, state }, move, reason });
}

/** A plan that is frozen is whole, and builds on metrics that are in use. */
async function checkPlan(writer: Writer, plan: ExperimentPlan, flag: string): Promise<void> {
  checkFreeze(plan, await readFlag(writer, flag));
  const { primary, secondary, guardrails } = plan;
  for (const ref of [...(primary === null ? [] : [primary]), ...secondary, ...guardrails]) {
    checkInUse(await readMetric(writer, ref));
  }
}

async function checkCanStart(writer: Writer, { flag: id, plan }: BareExperiment): Promise<void> {
  await lockRow(writer, 'flags', id);
  const flag = await readFlag(writer, id);
  const other = await runningOn(writer, id);
  if (other !== undefined) {
    throw refusal(
      'experiment.one_per_flag',
      `"${other.name}" runs on the flag "${flag.key}".`,
      'Stop that one first.',
      { experiment: other.id },
    );
  }
  const releases = await readReleases(writer, { flag: id });
  checkStart(plan, flag, releases);
}

/** Chance did not decide alone, or people were lost: no figure of it may be shown. */
export async function invalidateExperiment(
  writer: Writer,
  by: By,
  { id, because }: { readonly id: string; readonly because: string },
): Promise<void> {
  const before = await lock(writer, id);
  if (before.state !== 'running' && before.state !== 'stopped') return;
  const state = nextState(experimentMachine, before.state, 'invalidate');
  const stoppedAt = before.stoppedAt ?? by.at.toISOString();
  const after = { ...before, state, stoppedAt, invalidBecause: because, verdict: null };
  await moved(writer, by, { before, after, move: 'invalidate', reason: because });
  await voidSignatures(writer, by, { object, record: id });
}

export type ExperimentSignature = {
  readonly id: string;
  readonly version: number;
  readonly verdict?: Verdict | undefined;
  /** The figures as they stand; kept as they are if this signature decides. */
  readonly result: ExperimentResult;
};

/** One side signs a verdict; the other side's signature on the same one decides. */
export async function signExperiment(
  writer: Writer,
  by: By,
  given: ExperimentSignature,
): Promise<void> {
  const { id, result } = given;
  const before = await lock(writer, id);
  checkVersion(given.version, before, { theirs: before, yours: { verdict: given.verdict } });
  const decided = nextState(experimentMachine, before.state, 'decide');
  const verdict = verdictOf(given.verdict, before.verdict);
  checkVerdict(verdict, before, result.progress.isEarly);
  const isOther = before.verdict !== null && !isDeepStrictEqual(verdict, before.verdict);
  if (isOther) await voidSignatures(writer, by, { object, record: id });
  const signatures = await sign(writer, by, { object, record: id });
  if (!bothSigned(signatures)) {
    await write(writer, { ...before, verdict });
    return;
  }
  const after = { ...before, state: decided, verdict };
  const snapshot = { ...result, isFinal: true };
  await moved(writer, by, { before, after, move: 'decide', reason: verdict.reason, snapshot });
}

type Moved = {
  readonly before: BareExperiment;
  readonly after: BareExperiment;
  readonly move: string;
  readonly reason?: string | undefined;
  readonly snapshot?: ExperimentResult;
};

async function moved(writer: Writer, by: By, what: Moved): Promise<void> {
  const { before, after, move, reason, snapshot } = what;
  const { id, flagKey: flag, bet, verdict } = after;
  await write(writer, after, snapshot);
  await note(writer, by, {
    object,
    record: id,
    move,
    from: before.state,
    to: after.state,
    reason,
    detail: move === 'decide' && verdict !== null ? { verdict } : {},
  });
  if (before.state === 'running' || after.state === 'running') await touch(writer);
  await emit(writer, 'experiment.moved', { experiment: id, flag, bet, move });
}

async function lock(writer: Writer, id: string): Promise<BareExperiment> {
  await lockRow(writer, 'experiments', id);
  return readExperiment(writer, id);
}

async function write(
  writer: Writer,
  after: BareExperiment,
  snapshot?: ExperimentResult,
): Promise<void> {
  await writer
    .updateTable('experiments')
    .set({
      version: after.version + 1,
      name: after.name,
      state: after.state,
      bet: after.bet,
      plan_version: after.planVersion,
      started_at: dateOf(after.startedAt),
      stopped_at: dateOf(after.stoppedAt),
      invalid_because: after.invalidBecause,
      verdict: after.verdict === null ? null : JSON.stringify(after.verdict),
      ...(snapshot && { snapshot: JSON.stringify(snapshot) }),
    })
    .where('id', '=', after.id)
    .execute();
}

const dateOf = (instant: string | null) => (instant === null ? null : new Date(instant));

type PlanRow = {
  readonly id: string;
  readonly state: BareExperiment['state'];
  readonly version: number;
  readonly plan: ExperimentPlan;
  readonly reason?: string | undefined;
};

async function writePlan(writer: Writer, { actor, at }: By, row: PlanRow): Promise<void> {
  const values = {
    plan: JSON.stringify(row.plan),
    at,
    by_name: actor.name,
    reason: row.reason ?? null,
    state: row.state,
  };
  await writer
    .insertInto('experiment_plans')
    .values({ experiment: row.id, version: row.version, ...values })
    .onConflict((conflict) =>
      // Only a draft is written over.
      conflict
        .columns(['project', 'experiment', 'version'])
        .doUpdateSet(values)
        .where('experiment_plans.state', '=', 'draft'),
    )
    .execute();
}
