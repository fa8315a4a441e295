import type { PlannedTest } from './power.ts';
import {
  minimumEffect,
  sampleSize,
  type Effect,
  type ImpossibleBecause,
  type MinimumEffect,
} from './sample-size.ts';

export type Traffic = {
  /** New units (people) a day that could take part; each counts on its first day only. */
  readonly unitsPerDay: number;
  /** Share of them that is let in, 0 to 1. */
  readonly shareExposed: number;
  /** Nobody waits longer; 90 unless told. */
  readonly longestDays?: number;
};

/**
 * Whole days until an effect is found with the planned power; or why it is not, and what effect would be
 * found in the longest time, so that a small company sees what it can know.
 */
export type Duration =
  | { readonly possible: true; readonly days: number; readonly units: number }
  | {
      readonly possible: false;
      readonly because: ImpossibleBecause | 'too-long';
      /** Days and units it would take, where some number would do. */
      readonly days?: number;
      readonly units?: number;
      readonly reachable: MinimumEffect;
    };

/** How long a test has to run. Units arrive evenly and split as the test plans. */
export function duration(test: PlannedTest, effect: Effect, traffic: Traffic): Duration {
  const perDay = traffic.unitsPerDay * traffic.shareExposed;
  const longest = traffic.longestDays ?? 90;
  const needed = sampleSize(test, effect);
  if (!needed.possible) {
    return {
      possible: false,
      because: needed.because,
      reachable: reachable(test, perDay * longest),
    };
  }
  const units = needed.total;
  if (!(perDay > 0)) {
    return { possible: false, because: 'too-few-units', units, reachable: reachable(test, 0) };
  }
  const days = Math.ceil(units / perDay);
  if (days <= longest) return { possible: true, days, units };
  return {
    possible: false,
    because: 'too-long',
    days,
    units,
    reachable: reachable(test, perDay * longest),
  };
}

function reachable(test: PlannedTest, units: number): MinimumEffect {
  const base = Math.floor(units / (1 + (test.variantPerBase ?? 1)));
  return minimumEffect(test, { base, variant: Math.floor(units) - base });
}
