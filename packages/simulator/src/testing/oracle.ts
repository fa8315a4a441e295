/** For the tests: the slow, obvious answers that the manifest has to agree with. */
import type { EventInput, FunnelQuestion } from '@tandem/contract';

/** Events of each person, in order of time; ids are joined by the `$identify` events alone. */
export function peopleOf(
  events: readonly EventInput[],
): ReadonlyMap<string, readonly EventInput[]> {
  const userOf = new Map<string, string>();
  for (const { event, anonymousId, distinctId } of events) {
    if (event === '$identify' && anonymousId !== undefined) userOf.set(anonymousId, distinctId);
  }
  const people = new Map<string, EventInput[]>();
  for (const event of events) {
    const id = userOf.get(event.distinctId) ?? event.distinctId;
    const own = people.get(id) ?? [];
    own.push(event);
    people.set(id, own);
  }
  for (const own of people.values()) own.sort((one, other) => timeOf(one) - timeOf(other));
  return people;
}

export const timeOf = (event: EventInput): number => Date.parse(event.timestamp ?? '');

/** Furthest step, 0-based, of the best chain that keeps to the order and the window; -1 for none. */
export function depthIn(question: FunnelQuestion, events: readonly EventInput[]): number {
  const windowMs = (question.windowSeconds ?? Infinity) * 1_000;
  /** Per step, the latest first step among the chains that got there. */
  const began: (number | undefined)[] = question.steps.map(() => undefined);
  for (const event of events) {
    const atMs = timeOf(event);
    for (let index = question.steps.length - 1; index >= 0; index -= 1) {
      if (!matches(question, index, event)) continue;
      const chainMs = index === 0 ? atMs : began[index - 1];
      if (chainMs === undefined || atMs - chainMs > windowMs) continue;
      began[index] = Math.max(chainMs, began[index] ?? chainMs);
    }
  }
  return began.findLastIndex((chainMs) => chainMs !== undefined);
}

function matches(question: FunnelQuestion, index: number, event: EventInput): boolean {
  const step = question.steps[index];
  if (step === undefined || step.event !== event.event) return false;
  return (step.filters ?? []).every((filter) => event.properties?.[filter.key] === filter.value);
}
