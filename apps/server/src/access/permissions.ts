/** Who may do what: the one place that knows. */
import type { Permission } from '@tandem/contract';
import type { KeyScope } from './tables.ts';

const everybody: readonly Permission[] = ['project:read', 'project:write', 'data:send'];
const admins: readonly Permission[] = [
  ...everybody,
  'person:erase',
  'project:admin',
  'workspace:admin',
];

/** Every member works with everything; keys, members, projects and erasure are for admins. */
export const permissionsOfMember = (member: {
  readonly is_admin: boolean;
}): readonly Permission[] => (member.is_admin ? admins : everybody);

const ofScope: Readonly<Record<KeyScope, Permission>> = {
  read: 'project:read',
  write: 'project:write',
  send: 'data:send',
  erase: 'person:erase',
  admin: 'project:admin',
};

/** A public key only ever sends: it holds no permission at all. */
export const permissionsOfKey = (key: {
  readonly kind: 'public' | 'private';
  readonly scopes: readonly KeyScope[];
}): readonly Permission[] =>
  key.kind === 'public' ? [] : key.scopes.map((scope) => ofScope[scope]);
