/** Writes what changes say of traits, leaving out what is known to be stored already. */
import type { ProjectId } from '@tandem/contract';
import type { Platform } from '../../platform/platform.ts';
import type { PersonChange } from '../rules.ts';
import { precedenceOf, traitRows, type TraitRow } from './rules.ts';

export interface Traits {
  /** Resolves once durable. Idempotent. */
  learn(project: ProjectId, changes: readonly PersonChange[]): Promise<void>;
  forget(): void;
}

/** What is stored of a key: senders repeat the same traits with every event. */
type Stored = { readonly value: string; readonly time: Date };
const maxRemembered = 50_000;
/** A repeated value is stored again after this time, so that an older change cannot outlive it. */
const refreshMs = 3_600_000;

export function createTraits(platform: Pick<Platform, 'events'>): Traits {
  const stored = new Map<string, Stored>();

  function isNews(project: ProjectId, row: TraitRow): boolean {
    const known = stored.get(keyOf(project, row));
    if (known === undefined) return true;
    const laterMs = row.time.getTime() - known.time.getTime();
    if (row.kind === 'once') return laterMs < 0;
    return laterMs > refreshMs || (laterMs >= 0 && row.value !== known.value);
  }

  return {
    async learn(project, changes) {
      const rows = traitRows(project, changes).filter((row) => isNews(project, row));
      if (rows.length === 0) return;
      await platform.events.append(
        project,
        'traits',
        rows.map((row) => ({
          ...row,
          time: row.time.toISOString(),
          precedence: precedenceOf(row),
        })),
      );
      for (const row of rows) {
        if (stored.size >= maxRemembered) stored.clear();
        stored.set(keyOf(project, row), { value: row.value, time: row.time });
      }
    },
    forget: () => stored.clear(),
  };
}

const keyOf = (project: ProjectId, row: TraitRow) =>
  `${project} ${row.kind} ${row.person} ${row.key}`;
