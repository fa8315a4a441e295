import type { Flag, FlagRule } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, refusal } from '../../platform/moves.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import '../tables.ts';
import { touch } from '../definitions/actions.ts';
import { runningOn } from '../experiments/reads.ts';
import { checkFlagBeside } from '../experiments/rules.ts';
import { readFlag, readFlags } from './reads.ts';
import { checkPrerequisites, checkShape, checkStep, onOff } from './rules.ts';

const object = 'flag';

export type NewFlag = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: Flag['kind'];
  readonly variants?: Flag['variants'] | undefined;
  readonly fallback?: string | undefined;
  readonly unit: string;
  readonly rules: FlagRule[];
};

export async function createFlag(writer: Writer, by: By, given: NewFlag): Promise<void> {
  const variants = given.variants ?? onOff;
  const flag = { ...given, variants, fallback: given.fallback ?? variants[0]!.key };
  checkShape(flag);
  const others = await readFlags(writer);
  if (others.some(({ key }) => key === flag.key)) throw keyTaken(flag.key);
  checkPrerequisites(flag.key, [...others, flag]);
  await writer
    .insertInto('flags')
    .values({
      ...flag,
      version: 1,
      variants: JSON.stringify(variants),
      rules: JSON.stringify(flag.rules),
      is_enabled: true,
      archived_at: null,
      created_at: by.at,
    })
    .execute();
  await note(writer, by, {
    object,
    record: flag.id,
    move: 'create',
    detail: { key: flag.key, rules: flag.rules },
  });
  await touch(writer);
}

export type FlagChange = Partial<
  Pick<Flag, 'name' | 'description' | 'rules' | 'fallback' | 'variants' | 'isEnabled'>
> & {
  readonly id: string;
  readonly version: number;
  readonly isArchived?: boolean | undefined;
  readonly reason?: string | undefined;
};

export async function updateFlag(writer: Writer, by: By, change: FlagChange): Promise<void> {
  const { id, version, isArchived, reason, ...fields } = change;
  await lockRow(writer, 'flags', id);
  const before = await readFlag(writer, id);
  checkVersion(version, before, { theirs: before, yours: fields });
  const after: Flag = { ...before, ...fields };
  checkShape(after);
  checkStep(before, after, reason);
  checkFlagBeside(await runningOn(writer, id), before, after, isArchived === true);
  const others = (await readFlags(writer)).filter((one) => one.id !== id);
  checkPrerequisites(after.key, [...others, after]);
  await writer
    .updateTable('flags')
    .set({
      version: before.version + 1,
      name: after.name,
      description: after.description,
      fallback: after.fallback,
      variants: JSON.stringify(after.variants),
      rules: JSON.stringify(after.rules),
      is_enabled: after.isEnabled,
      ...(isArchived === undefined ? {} : { archived_at: isArchived ? by.at : null }),
    })
    .where('id', '=', id)
    .execute();
  await note(writer, by, {
    object,
    record: id,
    move: isArchived === true ? 'archive' : 'edit',
    reason,
    detail: { ...fields, ...(isArchived === undefined ? {} : { isArchived }) },
  });
  await touch(writer);
}

const keyTaken = (key: string) =>
  refusal(
    'flag.key',
    `There is a flag "${key}" already, perhaps an archived one.`,
    'A key is used once for ever: choose another.',
  );
