import type { ProjectId } from '@tandem/contract';
import type { Platform } from '../../platform/platform.ts';
import type { Writer } from '../../platform/records.ts';
import { append } from '../audit/actions.ts';
import '../tables.ts';
import type { KeyScope } from '../tables.ts';
import { oneKey, workspaceOf, type ApiKey } from './reads.ts';
import { displayOf, hashKey, newKey } from './rules.ts';

export type NewKey = {
  readonly id: string;
  readonly project: ProjectId;
  readonly kind: 'public' | 'private';
  readonly name: string;
  readonly key: string;
  readonly scopes: readonly KeyScope[];
  readonly createdBy: string | null;
  readonly at: Date;
};

/** Stores the hash; a key that exists already stays as it is. */
export async function insertKey(w: Writer, key: NewKey): Promise<void> {
  await w
    .insertInto('keys')
    .values({
      id: key.id,
      project: key.project,
      kind: key.kind,
      name: key.name,
      display: displayOf(key.kind, key.key),
      hash: hashKey(key.key),
      scopes: [...key.scopes],
      created_at: key.at,
      created_by: key.createdBy,
      last_used_at: null,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

type Needs = Pick<Platform, 'records' | 'clock' | 'newId'>;
type By = { readonly project: ProjectId; readonly actor: string };

/** Makes a key; `secret` is the whole key, which is not kept of a private one. */
export async function makeKey(
  { records, clock, newId }: Needs,
  { project, actor }: By,
  wish: Pick<NewKey, 'kind' | 'name' | 'scopes'>,
): Promise<ApiKey & { readonly secret: string }> {
  const [id, secret, at] = [newId(), newKey(wish.kind), clock.now()];
  const scopes = wish.kind === 'public' ? [] : wish.scopes;
  const made = await records.installation.write(async (w) => {
    await insertKey(w, { ...wish, id, project, key: secret, scopes, createdBy: actor, at });
    await append(w, at, {
      workspace: await workspaceOf(w, project),
      action: 'key.created',
      actor,
      subject: `key ${wish.name}`,
      detail: { kind: wish.kind, scopes, project },
    });
    return oneKey(w, project, id);
  });
  return { ...made, secret };
}

/** Revokes a key of the project; again is no error. */
export async function endKey(
  { records, clock }: Needs,
  { project, actor }: By,
  id: string,
): Promise<ApiKey> {
  return records.installation.write(async (w) => {
    const at = clock.now();
    const key = await oneKey(w, project, id);
    if (key.revokedAt !== null) return key;
    await w.updateTable('keys').set({ revoked_at: at }).where('id', '=', id).execute();
    await append(w, at, {
      workspace: await workspaceOf(w, project),
      action: 'key.revoked',
      actor,
      subject: `key ${key.name}`,
      detail: { project },
    });
    return oneKey(w, project, id);
  });
}
