import type { Release, ReleaseRing } from '@tandem/contract';
import { emit } from '../../platform/facts.ts';
import { note, type By } from '../../platform/history.ts';
import { checkVersion, refusal } from '../../platform/moves.ts';
import { Problem } from '../../platform/problem.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import '../tables.ts';
import { touch } from '../definitions/actions.ts';
import { runningOn } from '../experiments/reads.ts';
import { checkBesideExperiment } from '../experiments/rules.ts';
import { readFlag } from '../flags/reads.ts';
import { readRelease, releaseUnderWay } from './reads.ts';
import { checkBegun, checkRings, moved, type ReleaseMove } from './rules.ts';

const object = 'release';

declare module '../../platform/facts.ts' {
  interface FactKinds {
    'release.moved': { readonly release: string; readonly flag: string; readonly move: string };
  }
}

export type NewRelease = Pick<Release, 'id' | 'name' | 'flag' | 'variant' | 'opportunities'> & {
  readonly bet?: string | undefined;
  readonly rings: ReleaseRing[];
};

export async function planRelease(writer: Writer, by: By, given: NewRelease): Promise<void> {
  const flag = await readFlag(writer, given.flag);
  if (!flag.variants.some(({ key }) => key === given.variant)) {
    throw new Problem('invalid', `body.variant: the flag has none called "${given.variant}".`, {
      hint: `Name one of ${flag.variants.map(({ key }) => key).join(', ')}.`,
    });
  }
  if (flag.archivedAt !== null) {
    throw refusal(
      'release.flag_archived',
      `The flag "${flag.key}" is archived.`,
      'Bring the flag back, or release another.',
    );
  }
  checkRings(given.rings);
  await writer
    .insertInto('releases')
    .values({
      ...given,
      bet: given.bet ?? null,
      version: 1,
      rings: JSON.stringify(given.rings),
      state: 'planned',
      ring: null,
      paused_from: null,
      announcement: null,
      created_at: by.at,
    })
    .execute();
  const detail = { name: given.name, flag: flag.key, rings: given.rings };
  await note(writer, by, { object, record: given.id, move: 'create', to: 'planned', detail });
}

export type ReleaseChange = {
  readonly id: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly rings?: ReleaseRing[] | undefined;
  readonly opportunities?: string[] | undefined;
  readonly announcement?: Release['announcement'] | undefined;
};

/** Refuses an entry by which this release may not be announced. */
export type CheckEntry = (
  writer: Writer,
  announced: { readonly entry: string; readonly flag: string },
) => Promise<void>;

export async function updateRelease(
  writer: Writer,
  by: By,
  change: ReleaseChange,
  checkEntry: CheckEntry,
): Promise<void> {
  const { id, version, ...fields } = change;
  const before = await lockRelease(writer, id);
  checkVersion(version, before, { theirs: before, yours: fields });
  if (fields.announcement?.kind === 'entry') {
    await checkEntry(writer, { entry: fields.announcement.entry, flag: before.flag });
  }
  if (fields.rings !== undefined) {
    checkRings(fields.rings);
    checkBegun(before, fields.rings);
  }
  const after = { ...before, ...fields };
  await writer
    .updateTable('releases')
    .set({
      version: before.version + 1,
      name: after.name,
      rings: JSON.stringify(after.rings),
      opportunities: after.opportunities,
      announcement: after.announcement === null ? null : JSON.stringify(after.announcement),
    })
    .where('id', '=', id)
    .execute();
  await note(writer, by, { object, record: id, move: 'edit', detail: fields });
  await touch(writer);
}

export type Moving = {
  readonly id: string;
  readonly version: number;
  readonly move: ReleaseMove;
  readonly reason?: string | undefined;
};

export async function moveRelease(writer: Writer, by: By, moving: Moving): Promise<void> {
  const { id, move, reason } = moving;
  const before = await lockRelease(writer, id);
  checkVersion(moving.version, before, { theirs: before, yours: { move } });
  const after = moved(before, move, reason);
  // Who changes what a flag gives waits for the others who do.
  await lockRow(writer, 'flags', before.flag);
  checkBesideExperiment(await runningOn(writer, before.flag), before, move);
  const skipsRings = move === 'complete' && before.state === 'planned';
  if (skipsRings || (isUnderWay(after) && !isUnderWay(before))) await checkNoOther(writer, before);
  await writer
    .updateTable('releases')
    .set({
      version: before.version + 1,
      state: after.state,
      ring: after.ring,
      paused_from: after.pausedFrom,
    })
    .where('id', '=', id)
    .execute();
  const ring = after.ring === null ? undefined : before.rings[after.ring]?.name;
  await note(writer, by, {
    object,
    record: id,
    move,
    from: before.state,
    to: after.state,
    reason,
    detail: ring === undefined ? {} : { ring },
  });
  await touch(writer);
  await emit(writer, 'release.moved', { release: id, flag: before.flagKey, move });
}

const isUnderWay = ({ state }: Pick<Release, 'state'>) =>
  state === 'in_rings' || state === 'paused';

/** Two releases of one flag at once would overwrite each other's rings. */
async function checkNoOther(
  writer: Writer,
  release: { readonly flag: string; readonly flagKey: string },
): Promise<void> {
  const other = await releaseUnderWay(writer, release.flag);
  if (other === undefined) return;
  throw refusal(
    'release.one_per_flag',
    `"${other.name}" of the flag "${release.flagKey}" is under way.`,
    'Complete it or roll it back first.',
  );
}

async function lockRelease(writer: Writer, id: string) {
  await lockRow(writer, 'releases', id);
  return readRelease(writer, id);
}
