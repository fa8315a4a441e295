/** How a call changes a record: in one transaction, in the caller's name, answered by what then is. */
import type { ProjectId } from '@tandem/contract';
import type { By } from '../platform/history.ts';
import type { Caller } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Writer } from '../platform/records.ts';
import { actorOf } from './audit/rules.ts';

export type Called = { readonly project: ProjectId; readonly caller: Caller };
export type Change<T> = {
  readonly act: (writer: Writer, by: By) => Promise<void>;
  /** Reads, in the same transaction, what is answered. */
  readonly show: (writer: Writer) => Promise<T>;
};

export function change<T>(
  { records, clock }: Pick<Platform, 'records' | 'clock'>,
  { project, caller }: Called,
  { act, show }: Change<T>,
): Promise<T> {
  return records.write(project, async (writer) => {
    // Now, when its turn has come: who read what stood before does not find an earlier instant later.
    await act(writer, { actor: actorOf(caller), at: clock.now() });
    return show(writer);
  });
}

/** The fields that a call gave; those left out stay as they are. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
export const given = <T extends object>(body: T): Given<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>;
