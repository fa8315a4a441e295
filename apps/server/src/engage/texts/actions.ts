import type { MessageAction } from '@tandem/contract';
import { note, type By } from '../../platform/history.ts';
import { checkVersion } from '../../platform/moves.ts';
import { lockRow, type Writer } from '../../platform/records.ts';
import '../tables.ts';
import { readText } from './reads.ts';

export type NewText = {
  readonly release: string;
  readonly version: number;
  readonly body: string;
  readonly action: MessageAction | null;
};

export async function writeText(writer: Writer, by: By, given: NewText): Promise<void> {
  const { release, version, body, action } = given;
  await lockRow(writer, 'releases', release);
  const before = (await readText(writer, release)) ?? { version: 0, body: '', action: null };
  checkVersion(version, before, { theirs: before, yours: { body, action } });
  const after = {
    version: version + 1,
    body,
    action: action === null ? null : JSON.stringify(action),
  };
  await writer
    .insertInto('loop_texts')
    .values({ release, ...after })
    .onConflict((conflict) => conflict.columns(['project', 'release']).doUpdateSet(after))
    .execute();
  await note(writer, by, {
    object: 'release',
    record: release,
    move: 'write_loop_text',
    detail: { body, action },
  });
}
