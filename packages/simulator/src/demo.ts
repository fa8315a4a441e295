/** The workspace a newcomer sees first. */
import type { SimulationOptions } from './plant.ts';

/**
 * About 4,000 people in eleven weeks that end at `end` (ISO 8601), with people on iPhones stuck at
 * the delivery step of the checkout.
 */
export const demo = (end: string): SimulationOptions => ({
  seed: 20_260,
  end,
  days: 77,
  people: 4_000,
  planted: { browser: 'Mobile Safari 26', step: 'delivery chosen', words: 'greyed out' },
});
