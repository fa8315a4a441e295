/**
 * The pod of the demo company, and who sells and supports. They are members of demo projects and of
 * nothing else: no account, no sign-in, no place under Settings. What stands in such a project is
 * signed by them.
 */
import type { Role } from '@tandem/contract';

export type CastMember = { readonly userId: string; readonly name: string; readonly role: Role };

const member = (name: string, role: Role): CastMember => ({
  userId: `demo-${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '-')}`,
  name,
  role,
});

export const cast = {
  maya: member('Maya Lindqvist', 'pm'),
  tomas: member('Tomás Rey', 'pmm'),
  jonas: member('Jonas Weber', 'engineer'),
  aiko: member('Aiko Mori', 'designer'),
  samir: member('Samir Haddad', 'analyst'),
  carla: member('Carla Duarte', 'sales'),
  omar: member('Omar Saleh', 'support'),
} as const satisfies Record<string, CastMember>;
