/** What records with a state machine have in common: who did what to them, signatures, versions. */
import { z } from 'zod';
import { role } from './access.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { statesOf, type Machine } from './machines.ts';

export const sides = ['product', 'marketing'] as const;
export const side = z.enum(sides).meta({ id: 'Side' });
export type Side = z.infer<typeof side>;

/** Who did something: a member, a key on a server's behalf, or the product itself. */
export const actor = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['user', 'key', 'system']),
    role: role.nullable(),
  })
  .meta({ id: 'Actor' });
export type Actor = z.infer<typeof actor>;

/** One thing that happened to a record; never changed, never removed. */
export const historyEntry = z
  .object({
    at: instant,
    object: z.string(),
    record: uuid,
    move: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    actor: z.string(),
    reason: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntry>;
/** A record as a page of its own shows it, with what happened to it, oldest first; lists leave it out. */
export type WithHistory<T> = T & { readonly history: HistoryEntry[] };

export const signature = z
  .object({ userId: z.string(), name: z.string(), side, at: instant })
  .meta({ id: 'Signature' });
export type Signature = z.infer<typeof signature>;

/** The states of a machine, so that a record says them nowhere else. */
export const stateOf = <S extends string>(machine: Machine<S>) => z.enum(statesOf(machine));

/** One rule of a gate: the refusal and the page's checklist read the same. */
export const gateCheck = z
  .object({
    rule: z.string().describe('As a refusal names it'),
    says: z.string().describe('What must hold, as a sentence'),
    isMet: z.boolean(),
    fact: z.string().describe('What is there now: the fact that meets it, or how far it is'),
    wayOut: z.string().describe('What to do while it does not hold'),
  })
  .meta({ id: 'GateCheck' });
export type GateCheck = z.infer<typeof gateCheck>;

/** Path of one record of a project. */
export const recordParams = projectParams.extend({ id: uuid });
/** The version that the writer had before them: an older one is refused with both texts. */
export const version = z.number().int().min(1);
/** Why somebody did what the rules ask a reason for. */
export const reason = z.string().trim().min(3).max(2000);

export const readAccess = { kind: 'project', needs: 'project:read' } as const;
export const writeAccess = { kind: 'project', needs: 'project:write' } as const;
