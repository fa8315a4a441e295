import { roles, type Role } from '@tandem/contract';

export const roleNames: Readonly<Record<Role, string>> = {
  pm: 'Product manager',
  pmm: 'Product marketing manager',
  engineer: 'Engineer',
  designer: 'Designer',
  analyst: 'Analyst',
  sales: 'Sales',
  support: 'Support',
  facilitator: 'Facilitator',
  leader: 'Leader',
};

export const roleOptions = roles.map((role) => ({ value: role, label: roleNames[role] }));

/** The department somebody of this role is most likely in. */
export const departmentOf: Readonly<Record<Role, string>> = {
  pm: 'Product',
  pmm: 'Marketing',
  engineer: 'Engineering',
  designer: 'Design',
  analyst: 'Analytics',
  sales: 'Sales',
  support: 'Support',
  facilitator: 'Product',
  leader: 'Leadership',
};
