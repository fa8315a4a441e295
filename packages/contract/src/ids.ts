import { z } from 'zod';

/** A project is a small integer: it leads the sort key of every fact table. */
export type ProjectId = number & { readonly __brand: 'project' };

export const projectId = z.coerce
  .number()
  .int()
  .positive()
  .max(0xffff_ffff)
  .transform((n) => n as ProjectId)
  .meta({ id: 'ProjectId', description: 'Number of the project', example: 1 });

export const projectParams = z.object({ project: projectId });

/** Instants are ISO 8601 with an offset; answers are always UTC. */
export const instant = z.iso.datetime({ offset: true });
/** What both stores hold exactly; beyond the year 9999 a day is no longer ten letters. */
const [firstDay, lastDay] = ['1970-01-01', '2099-12-31'];
/** A calendar day in the project's time zone, for example 2026-03-01. */
export const day = z.iso
  .date()
  .refine((text) => text >= firstDay && text <= lastDay, `is not from ${firstDay} to ${lastDay}`);
export const uuid = z.uuid();
/** Of a member; made by the sign-in. */
export const userId = z.string().min(1).max(100);
