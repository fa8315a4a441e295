/**
 * Somebody who wants no identifier kept is known for one day: a keyed hash of address and browser.
 * The key is drawn for the day and deleted after it, so that afterwards nobody, not even who holds
 * the installation, can tell which address a past id was of.
 */
import { createHmac } from 'node:crypto';
import type { NormalEvent, ProjectId } from '@tandem/contract';
import { newSecret } from '../platform/clock.ts';
import type { RecordsDoor } from '../platform/records.ts';
import type { Batch } from './rules.ts';
import './tables.ts';

export interface Salts {
  /** The salt of the day of that instant (UTC), the same in every process. */
  of(project: ProjectId, at: Date): Promise<string>;
}

export function createSalts(records: RecordsDoor): Salts {
  const known = new Map<ProjectId, Promise<string>>();
  let today = '';

  function draw(project: ProjectId, day: string): Promise<string> {
    return records.write(project, async (w) => {
      await w
        .insertInto('cookieless_salts')
        .values({ day, salt: newSecret(32) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await w.deleteFrom('cookieless_salts').where('day', '<', day).execute();
      const query = w.selectFrom('cookieless_salts').select('salt').where('day', '=', day);
      return (await query.executeTakeFirstOrThrow()).salt;
    });
  }

  return {
    of(project, at) {
      const day = dayOf(at);
      if (day !== today) known.clear();
      today = day;
      const before = known.get(project);
      if (before !== undefined) return before;
      const salt = draw(project, day);
      known.set(project, salt);
      // What failed once is tried again by the next event.
      salt.catch(() => known.delete(project));
      return salt;
    },
  };
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export function cookielessId(salt: string, batch: Batch, { properties }: NormalEvent): string {
  // A server that sends for a browser says which one it was.
  const ip = properties['$ip'] ?? batch.ip ?? '';
  const userAgent = properties['$raw_user_agent'] ?? batch.userAgent ?? '';
  const hash = createHmac('sha256', salt)
    .update(JSON.stringify([ip, userAgent]))
    .digest('base64url');
  return `cookieless-${hash.slice(0, 27)}`;
}
