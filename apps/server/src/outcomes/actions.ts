import type { Outcome } from '@tandem/contract';
import { outcomeMachine } from '@tandem/contract';
import { note, type By } from '../platform/history.ts';
import { checkInUse, checkSegment, readMetric } from '../metrics/index.ts';
import { checkVersion, nextState, refusal } from '../platform/moves.ts';
import { lockRow, type Writer } from '../platform/records.ts';
import { bothSigned, sign, voidSignatures } from '../pods/index.ts';
import './tables.ts';
import { activeOutcome, readOutcome, type Bare } from './reads.ts';
import { checkComplete, checkEditable, checkOutput, reading, voidsSignatures } from './rules.ts';

const { object } = outcomeMachine;

type Fields = Partial<
  Pick<Outcome, 'pod' | 'metric' | 'baseline' | 'target' | 'window' | 'segment'>
>;
export type NewOutcome = Fields & { readonly id: string; readonly sentence: string };

/** A draft: what is not given is taken from the sentence. */
export async function createOutcome(writer: Writer, by: By, given: NewOutcome): Promise<void> {
  const { id, sentence } = given;
  const said = reading(sentence);
  await checkMeasured(writer, given);
  await writer
    .insertInto('outcomes')
    .values({
      id,
      version: 1,
      state: 'draft',
      starts_on: null,
      output_reason: null,
      created_at: by.at,
      ...asRow({
        sentence,
        pod: given.pod ?? null,
        metric: given.metric ?? null,
        baseline: given.baseline ?? said.baseline?.value ?? null,
        target: given.target ?? said.target,
        window: given.window ?? said.window,
        segment: given.segment ?? null,
      }),
    })
    .execute();
  await note(writer, by, { object, record: id, move: 'create', to: 'draft', detail: { sentence } });
}

export type OutcomeChange = Fields & {
  readonly id: string;
  readonly version: number;
  readonly sentence?: string;
};

/** A change of what was signed voids both signatures; an agreed one is only proposed again. */
export async function updateOutcome(writer: Writer, by: By, change: OutcomeChange): Promise<void> {
  const { id, version, ...fields } = change;
  const before = await lockOutcome(writer, id);
  checkVersion(version, before, { theirs: before, yours: fields });
  checkEditable(before);
  await checkMeasured(writer, fields, before);
  const after = { ...before, ...fields };
  const isVoid = voidsSignatures(before, after);
  const state =
    isVoid && before.state === 'agreed'
      ? nextState(outcomeMachine, before.state, 'change')
      : before.state;
  await writeOutcome(writer, { ...after, state });
  await note(writer, by, {
    object,
    record: id,
    move: state === before.state ? 'edit' : 'change',
    from: before.state,
    to: state,
    detail: fields,
  });
  if (isVoid) await voidSignatures(writer, by, { object, record: id });
}

/** The metric exists and is in use, unless it is the one chosen before; the segment is one of people. */
async function checkMeasured(
  writer: Writer,
  { metric, segment }: Pick<Fields, 'metric' | 'segment'>,
  before?: Bare,
): Promise<void> {
  checkSegment(segment ?? undefined);
  if (metric === undefined || metric === null) return;
  const found = await readMetric(writer, metric);
  if (before?.metric?.id !== metric.id) checkInUse(found);
}

export type OutcomeMove = {
  readonly id: string;
  readonly version: number;
  readonly move: 'propose' | 'measure' | 'supersede';
  /** The first day of measuring. */
  readonly startsOn: string;
  readonly reason?: string | undefined;
};

export async function moveOutcome(writer: Writer, by: By, moving: OutcomeMove): Promise<void> {
  const { id, move, reason } = moving;
  const before = await lockOutcome(writer, id);
  checkVersion(moving.version, before, { theirs: before, yours: { move } });
  const state = nextState(outcomeMachine, before.state, move);
  if (move === 'propose') checkComplete(before);
  if (move === 'supersede' && reason === undefined) throw noReason();
  const startsOn = move === 'measure' ? moving.startsOn : before.startsOn;
  await writeOutcome(writer, { ...before, state, startsOn });
  const detail = move === 'measure' ? { startsOn } : {};
  await note(writer, by, {
    object,
    record: id,
    move,
    from: before.state,
    to: state,
    reason,
    detail,
  });
}

export type OutcomeSignature = {
  readonly id: string;
  readonly version: number;
  readonly reason?: string | undefined;
};

/** One side signs; with the second side's it is agreed, if the pod has no other active one. */
export async function signOutcome(writer: Writer, by: By, given: OutcomeSignature): Promise<void> {
  const { id, reason } = given;
  const before = await lockOutcome(writer, id);
  checkVersion(given.version, before, { theirs: before, yours: { sign: true } });
  const agreed = nextState(outcomeMachine, before.state, 'agree');
  checkComplete(before);
  checkOutput(before.isOutput, reason ?? before.outputReason ?? undefined);
  const what = { object, record: id, ...(before.pod !== null && { pod: before.pod }) };
  const signatures = await sign(writer, by, what);
  const isAgreed = bothSigned(signatures);
  if (isAgreed) await checkOnlyOne(writer, before);
  const state = isAgreed ? agreed : before.state;
  await writeOutcome(writer, { ...before, state, outputReason: reason ?? before.outputReason });
  if (isAgreed) {
    await note(writer, by, {
      object,
      record: id,
      move: 'agree',
      from: before.state,
      to: state,
      reason,
    });
  }
}

async function checkOnlyOne(writer: Writer, { id, pod }: Bare): Promise<void> {
  const other = pod === null ? undefined : await activeOutcome(writer, pod);
  if (other === undefined || other.id === id) return;
  throw refusal(
    'outcome.one_per_pod',
    `The pod works for another outcome: "${other.sentence}".`,
    'Close that one or supersede it with a reason; guardrails are no outcomes and may be many.',
  );
}

/** Read by whoever changes it, one after the other. */
export async function lockOutcome(writer: Writer, id: string): Promise<Bare> {
  await lockRow(writer, 'outcomes', id);
  return readOutcome(writer, id);
}

export async function writeOutcome(writer: Writer, after: Bare): Promise<void> {
  await writer
    .updateTable('outcomes')
    .set({
      version: after.version + 1,
      state: after.state,
      starts_on: after.startsOn,
      output_reason: after.outputReason,
      ...asRow(after),
    })
    .where('id', '=', after.id)
    .execute();
}

function asRow(
  fields: Pick<
    Outcome,
    'sentence' | 'pod' | 'metric' | 'baseline' | 'target' | 'window' | 'segment'
  >,
) {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  return {
    sentence: fields.sentence,
    pod: fields.pod,
    metric: fields.metric?.id ?? null,
    metric_version: fields.metric?.version ?? null,
    baseline: fields.baseline,
    target: json(fields.target),
    time_window: json(fields.window),
    segment: json(fields.segment),
  };
}

const noReason = () =>
  refusal(
    'outcome.supersede.reason',
    'To give an outcome up needs a reason.',
    'Say why: it stands beside the one that follows.',
  );
