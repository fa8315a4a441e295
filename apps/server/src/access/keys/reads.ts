import type { Answer, ProjectId, listKeys } from '@tandem/contract';
import type { Platform } from '../../platform/platform.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import '../tables.ts';
import type { KeyScope } from '../tables.ts';
import { hashKey } from './rules.ts';

export type KnownKey = {
  readonly id: string;
  readonly project: ProjectId;
  readonly workspace: number;
  readonly kind: 'public' | 'private';
  readonly name: string;
  readonly scopes: readonly KeyScope[];
};

export interface Keys {
  /** The project's key behind this text; undefined if there is none or it was revoked. */
  find(key: string): Promise<KnownKey | undefined>;
  /** Forgets what was looked up: after creating or revoking. */
  refresh(): void;
}

const freshMs = 5_000;
const rememberUseMs = 60_000;
const most = 10_000;
/** As the settings allow; what is longer is no key, and nothing to remember. */
const longestKey = 200;

export type ApiKey = Answer<typeof listKeys>['keys'][number];
const columns = [
  'id',
  'kind',
  'name',
  'display',
  'scopes',
  'created_at',
  'created_by',
  'last_used_at',
  'revoked_at',
] as const;

export async function readKeys(r: Reader, project: number): Promise<ApiKey[]> {
  const rows = await r
    .selectFrom('keys')
    .select(columns)
    .where('project', '=', project)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    display: row.display,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }));
}

export async function oneKey(r: Reader, project: number, id: string): Promise<ApiKey> {
  const key = (await readKeys(r, project)).find((one) => one.id === id);
  if (key === undefined) throw noSuch('key');
  return key;
}

export async function workspaceOf(r: Reader, project: number): Promise<number> {
  const row = await r
    .selectFrom('projects')
    .select('workspace')
    .where('id', '=', project)
    .executeTakeFirstOrThrow();
  return row.workspace;
}

/** Looks keys up by hash, and remembers the answer for a few seconds (also that there is none). */
export function createKeys({ records, clock }: Pick<Platform, 'records' | 'clock'>): Keys {
  const known = new Map<
    string,
    { readonly key: Promise<KnownKey | undefined>; readonly at: number }
  >();
  const usedAt = new Map<string, number>();

  async function look(hash: string): Promise<KnownKey | undefined> {
    const row = await records.installation.read((r) =>
      r
        .selectFrom('keys')
        .innerJoin('projects', 'projects.id', 'keys.project')
        .select([
          'keys.id',
          'keys.project',
          'keys.kind',
          'keys.name',
          'keys.scopes',
          'projects.workspace',
        ])
        .where('keys.hash', '=', hash)
        .where('keys.revoked_at', 'is', null)
        .executeTakeFirst(),
    );
    return row === undefined ? undefined : { ...row, project: row.project as ProjectId };
  }

  async function noteUse(id: string, now: number): Promise<void> {
    usedAt.set(id, now);
    await records.installation.write((w) =>
      w
        .updateTable('keys')
        .set({ last_used_at: new Date(now) })
        .where('id', '=', id)
        .execute(),
    );
  }

  return {
    async find(key) {
      if (key.length > longestKey) return undefined;
      const now = clock.now().getTime();
      let entry = known.get(key);
      // A clock that was set back does not make an old answer young.
      if (entry === undefined || Math.abs(now - entry.at) > freshMs) {
        if (known.size >= most) known.clear();
        entry = { key: look(hashKey(key)), at: now };
        known.set(key, entry);
        entry.key.catch(() => known.delete(key));
      }
      const found = await entry.key;
      if (found !== undefined && now - (usedAt.get(found.id) ?? 0) > rememberUseMs) {
        // Not worth waiting for, nor failing for.
        noteUse(found.id, now).catch(() => {});
      }
      return found;
    },
    refresh: () => known.clear(),
  };
}
