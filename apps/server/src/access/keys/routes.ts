import { createKey, listKeys, revokeKey, type Answer } from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import type { Reader } from '../../platform/records.ts';
import { append } from '../audit/actions.ts';
import { nameOf } from '../projects/routes.ts';
import { insertKey } from './actions.ts';
import type { Keys } from './reads.ts';
import { newKey } from './rules.ts';

type ApiKey = Answer<typeof listKeys>['keys'][number];
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

export function keyRoutes({ records, clock, newId }: Platform, keys: Keys): readonly Route[] {
  return [
    route(listKeys, async ({ project }) => ({
      keys: await records.installation.read((r) => readKeys(r, project)),
    })),
    route(createKey, async ({ project, body, caller }) => {
      const [id, secret, at] = [newId(), newKey(body.kind), clock.now()];
      const scopes = body.kind === 'public' ? [] : body.scopes;
      const made = await records.installation.write(async (w) => {
        await insertKey(w, {
          ...body,
          id,
          project,
          key: secret,
          scopes,
          createdBy: nameOf(caller),
          at,
        });
        await append(w, at, {
          workspace: await workspaceOf(w, project),
          action: 'key.created',
          actor: nameOf(caller),
          subject: `key ${body.name}`,
          detail: { kind: body.kind, scopes, project },
        });
        return oneKey(w, project, id);
      });
      keys.refresh();
      return { ...made, secret };
    }),
    route(revokeKey, async ({ project, params, caller }) => {
      const revoked = await records.installation.write(async (w) => {
        const at = clock.now();
        const key = await oneKey(w, project, params.key);
        if (key.revokedAt !== null) return key;
        await w.updateTable('keys').set({ revoked_at: at }).where('id', '=', params.key).execute();
        await append(w, at, {
          workspace: await workspaceOf(w, project),
          action: 'key.revoked',
          actor: nameOf(caller),
          subject: `key ${key.name}`,
          detail: { project },
        });
        return oneKey(w, project, params.key);
      });
      keys.refresh();
      return revoked;
    }),
  ];
}

async function readKeys(r: Reader, project: number): Promise<ApiKey[]> {
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

async function oneKey(r: Reader, project: number, id: string): Promise<ApiKey> {
  const key = (await readKeys(r, project)).find((one) => one.id === id);
  if (key === undefined) throw new Problem('not_found', 'There is no such key in this project.');
  return key;
}

async function workspaceOf(r: Reader, project: number): Promise<number> {
  const row = await r
    .selectFrom('projects')
    .select('workspace')
    .where('id', '=', project)
    .executeTakeFirstOrThrow();
  return row.workspace;
}
