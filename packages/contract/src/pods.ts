/** Pods: the cross-functional five, their seats with dates, and one leader. */
import { z } from 'zod';
import { role } from './access.ts';
import { endpoint } from './endpoint.ts';
import { day, projectParams, userId, uuid } from './ids.ts';
import { readAccess, recordParams, side, version, writeAccess } from './records.ts';

/** What a pod of five is made of. */
export const seatRoles = ['pm', 'pmm', 'engineer', 'designer', 'analyst'] as const;

export const seat = z
  .object({
    userId: z.string(),
    name: z.string(),
    role,
    side: side.nullable().describe('For whom this member signs; an analyst by what the seat says'),
    share: z.number().min(0).max(1).describe('Planned share of working time'),
    from: day,
    to: day.nullable(),
  })
  .meta({ id: 'Seat' });
export type Seat = z.infer<typeof seat>;

export const pod = z
  .object({
    id: uuid,
    version: z.number().int(),
    name: z.string(),
    leader: z.string().nullable().describe('User id'),
    seats: z.array(seat),
    missing: z.array(z.enum(seatRoles)).describe('Seats that nobody holds today'),
  })
  .meta({ id: 'Pod' });
export type Pod = z.infer<typeof pod>;

export const listPods = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/pods',
  tag: 'Pods',
  summary: 'The pods with their seats of today',
  access: readAccess,
  params: projectParams,
  response: z.object({ pods: z.array(pod) }),
});

export const createPod = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/pods',
  tag: 'Pods',
  summary: 'Create a pod',
  access: writeAccess,
  params: projectParams,
  body: z.object({ name: z.string().trim().min(1).max(80) }),
  response: pod,
});

export const updatePod = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/pods/{id}',
  tag: 'Pods',
  summary: 'Rename a pod or give it another leader, who must hold a seat',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    name: z.string().trim().min(1).max(80).optional(),
    leader: userId.optional(),
  }),
  response: pod,
});

export const takeSeat = endpoint({
  method: 'put',
  path: '/api/v1/projects/{project}/pods/{id}/seats/{user}',
  tag: 'Pods',
  summary: 'Seat a member from a day on; an earlier seat of theirs in this pod ends there',
  access: writeAccess,
  params: recordParams.extend({ user: userId }),
  body: z.object({
    from: day.optional().describe('Today unless told'),
    share: z.number().min(0).max(1).default(1),
    side: side.optional().describe('Only for an analyst: whom they sign for'),
  }),
  response: pod,
});

export const leaveSeat = endpoint({
  method: 'delete',
  path: '/api/v1/projects/{project}/pods/{id}/seats/{user}',
  tag: 'Pods',
  summary: 'End a seat today; that it was held stays on record',
  access: writeAccess,
  params: recordParams.extend({ user: userId }),
  response: pod,
});
