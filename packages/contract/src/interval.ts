import { z } from 'zod';

/** A value and how far off it may be, all in its unit; 95 % unless its field says otherwise. */
export const interval = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .meta({ id: 'Interval' });
export type Interval = z.infer<typeof interval>;
