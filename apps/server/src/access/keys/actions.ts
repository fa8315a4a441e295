import type { ProjectId } from '@tandem/contract';
import type { Writer } from '../../platform/records.ts';
import '../tables.ts';
import type { KeyScope } from '../tables.ts';
import { displayOf, hashKey } from './rules.ts';

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
