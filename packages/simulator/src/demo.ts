/** The workspace a newcomer sees first. */
import type { SimulationOptions } from './plant.ts';
import type { RecommendationOptions } from './recommendations/plan.ts';

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

/** Beside them 2,000 shoppers in ninety days up to `end`, 60 of whom ask for recommendations. */
export const demoRecommendations = (end: string): RecommendationOptions => ({
  seed: 14_728,
  end,
  people: 2_000,
  askers: 63,
  against: 9,
});
