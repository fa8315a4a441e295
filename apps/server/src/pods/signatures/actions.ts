/**
 * Signatures: one valid one per side and per user on a record. They are given in the transaction of
 * the record's own move and voided in that of its change.
 */
import type { Signature } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { refusal } from '../../platform/moves.ts';
import type { Reader, Writer } from '../../platform/records.ts';
import '../tables.ts';
import { sideOf } from '../reads.ts';

/** The record that is signed; `pod` tells for whom an analyst of several pods signs. */
export type Signed = {
  readonly object: string;
  readonly record: string;
  readonly pod?: string | undefined;
};

/** Adds the actor's signature; gives all valid ones. Signing again for the same side is refused. */
export async function sign(writer: Writer, by: By, what: Signed): Promise<readonly Signature[]> {
  const { actor, at } = by;
  const side = actor.kind === 'user' ? await sideOf(writer, actor, what.pod) : null;
  if (side === null) throw noSide(actor.name);
  const before = await signaturesOf(writer, what.record);
  if (before.some((one) => one.userId === actor.id)) throw signedBySame(actor.name);
  const taken = before.find((one) => one.side === side);
  if (taken !== undefined) throw signedBySide(taken);
  await writer
    .insertInto('signatures')
    .values({ ...asRow(what), user_id: actor.id, name: actor.name, side, at, voided_at: null })
    .execute();
  await note(writer, by, { ...asRow(what), move: 'sign', detail: { side } });
  return [...before, { userId: actor.id, name: actor.name, side, at: at.toISOString() }];
}

/** What was signed has changed: its signatures count no longer. Gives how many that were. */
export async function voidSignatures(writer: Writer, by: By, what: Signed): Promise<number> {
  const voided = await writer
    .updateTable('signatures')
    .set({ voided_at: by.at })
    .where('record', '=', what.record)
    .where('voided_at', 'is', null)
    .returning('name')
    .execute();
  if (voided.length > 0) {
    const names = voided.map(({ name }) => name);
    await note(writer, by, { ...asRow(what), move: 'void_signatures', detail: { names } });
  }
  return voided.length;
}

/** The valid signatures of a record, oldest first. */
export async function signaturesOf(reader: Reader, record: string): Promise<readonly Signature[]> {
  return (await signaturesOfAll(reader, [record])).get(record) ?? [];
}

export async function signaturesOfAll(
  reader: Reader,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly Signature[]>> {
  if (records.length === 0) return new Map();
  const rows = await reader
    .selectFrom('signatures')
    .select(['record', 'user_id', 'name', 'side', 'at'])
    .where('record', 'in', records)
    .where('voided_at', 'is', null)
    .orderBy('id')
    .execute();
  const signed = rows.map(({ record, user_id, name, side, at }) => {
    return [record, { userId: user_id, name, side, at: at.toISOString() }] as const;
  });
  const grouped = Map.groupBy(signed, ([record]) => record);
  return new Map([...grouped].map(([record, all]) => [record, all.map(([, one]) => one)]));
}

/** A product and a marketing person have both signed; the engine keeps them two different ones. */
export const bothSigned = (signatures: readonly Signature[]): boolean =>
  signatures.some(({ side }) => side === 'product') &&
  signatures.some(({ side }) => side === 'marketing');

const asRow = ({ object, record }: Signed) => ({ object, record });

const noSide = (name: string) =>
  refusal(
    'signature.side',
    `${name} signs for neither product nor marketing.`,
    'A PM, engineer or designer signs for product, a PMM for marketing, an analyst for the side on their pod seat.',
  );
const signedBySame = (name: string) =>
  refusal(
    'signature.two_people',
    `${name} has signed already; nobody signs twice.`,
    'The other side signs next.',
  );
const signedBySide = ({ name, side }: Signature) =>
  refusal(
    'signature.two_sides',
    `${name} has signed for ${side} already.`,
    `Somebody of ${side === 'product' ? 'marketing' : 'product'} signs next.`,
  );
