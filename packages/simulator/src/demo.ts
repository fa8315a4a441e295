/** The workspace a newcomer sees first. */
import type { SimulationOptions } from './plant.ts';

/**
 * 4,000 people in eleven weeks up to `end` (ISO 8601): about 76,000 events and 900 verbatims. On
 * iPhones the delivery step lets nobody pass, more and more people ask for repairs, and the gear
 * list export stays unused.
 */
export const demo = (end: string): SimulationOptions => ({
  seed: 20_260,
  end,
  days: 77,
  people: 4_000,
  planted: {
    browser: 'Mobile Safari 26',
    step: 'delivery chosen',
    words: 'greyed out',
    unused: 'gear list export',
    growing: 'repair',
  },
});
