/** Rings, releases and flags in words: pure. */
import type { Flag, HistoryEntry, Release, ReleaseRing } from '@tandem/contract';
import { keyName } from '../insights/words.ts';
import { formatShare } from '../ui/format.ts';

type Tone = 'plain' | 'accent' | 'warn' | 'support' | 'danger';

/** "plan is pro", "beta: yes", "id is one of 36"; what is neither is shown as it is stored. */
export function conditionWords(condition: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(condition).map(([key, value]) => partWords(key, value));
  return parts.every((part) => part !== undefined)
    ? parts.join(' and ')
    : JSON.stringify(condition);
}

function partWords(key: string, value: unknown): string | undefined {
  if (key.startsWith('$')) return undefined;
  if (typeof value === 'boolean') return `${keyName(key)}: ${value ? 'yes' : 'no'}`;
  if (['string', 'number'].includes(typeof value)) return `${keyName(key)} is ${String(value)}`;
  const [[operator, of] = [], ...more] = Object.entries(value ?? {});
  const isList = operator === '$in' && Array.isArray(of) && more.length === 0;
  return isList ? `${keyName(key)} is one of ${of.length}` : undefined;
}

/** Who is let in: "everybody", "5% at random", "plan is pro", "half of them" as "50% of plan is pro". */
export function ringWords({ share, condition }: Pick<ReleaseRing, 'share' | 'condition'>): string {
  const digits = Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1;
  if (condition === undefined) {
    return share >= 1 ? 'everybody' : `${formatShare(share, digits)} at random`;
  }
  const whom = conditionWords(condition);
  return share >= 1 ? whom : `${formatShare(share, digits)} of ${whom}`;
}

/** What a release is now, and how loud to say it. */
export function stateOf(
  release: Pick<Release, 'state' | 'ring' | 'rings'>,
): readonly [string, Tone] {
  const { state, ring, rings } = release;
  if (state === 'in_rings') return [`ring ${(ring ?? 0) + 1} of ${rings.length}`, 'accent'];
  if (state === 'general') return ['on for everybody', 'support'];
  if (state === 'paused') return ['paused', 'warn'];
  if (state === 'rolled_back') return ['rolled back', 'plain'];
  return ['planned', 'plain'];
}

/** What a flag is now: by hand, by a release, or off. */
export function flagState(
  flag: Pick<Flag, 'isEnabled' | 'archivedAt' | 'rules'>,
  release: Pick<Release, 'state' | 'ring' | 'rings'> | undefined,
): readonly [string, Tone] {
  if (flag.archivedAt !== null) return ['archived', 'plain'];
  if (!flag.isEnabled) return ['switched off', 'warn'];
  if (release !== undefined && release.state !== 'planned' && release.state !== 'rolled_back') {
    return stateOf(release);
  }
  const rules = flag.rules.length;
  return rules > 0 ? [`${rules} ${rules === 1 ? 'rule' : 'rules'}`, 'accent'] : ['off', 'plain'];
}

/** Whether anybody may get more than the fallback, so that there is something to switch off. */
export function reachesAnybody(
  { isEnabled, rules }: Pick<Flag, 'isEnabled' | 'rules'>,
  release: Pick<Release, 'state'> | undefined,
  isTested: boolean,
): boolean {
  const isOut = release !== undefined && ['in_rings', 'paused', 'general'].includes(release.state);
  return isEnabled && (rules.length > 0 || isTested || isOut);
}

export type NextMove = {
  readonly move: 'start' | 'advance' | 'complete' | 'resume' | 'restore';
  readonly words: string;
};

/** The one move that leads on; undefined where the release has ended. */
export function nextMove(release: Release): NextMove | undefined {
  const { state, ring, rings, pausedFrom } = release;
  if (state === 'planned')
    return { move: 'start', words: `Start with ${rings[0]?.name ?? 'ring 1'}` };
  if (state === 'paused') {
    return pausedFrom === 'general'
      ? { move: 'restore', words: 'Bring back to everybody' }
      : { move: 'resume', words: 'Resume' };
  }
  if (state !== 'in_rings') return undefined;
  const next = rings[(ring ?? 0) + 1];
  return next === undefined
    ? { move: 'complete', words: 'Open to everybody' }
    : { move: 'advance', words: `Advance to ${next.name}` };
}

/** The release that decides over the flag now: the one under way, else the newest that reached all. */
export function rulingRelease(
  flag: Pick<Flag, 'id'>,
  releases: readonly Release[],
): Release | undefined {
  const mine = releases.filter((one) => one.flag === flag.id);
  return (
    mine.find(({ state }) => state === 'in_rings' || state === 'paused') ??
    mine.find(({ state }) => state === 'general') ??
    mine.find(({ state }) => state === 'planned')
  );
}

const moveWords: Readonly<Record<string, string>> = {
  create: 'planned',
  start: 'started',
  advance: 'advanced',
  complete: 'opened to everybody',
  pause: 'paused',
  resume: 'resumed',
  restore: 'brought back to everybody',
  roll_back: 'rolled back',
  edit: 'changed',
};

/** A move of a record as somebody did it: "advanced to Half". */
export function historyWords(entry: HistoryEntry): string {
  const words = moveWords[entry.move] ?? entry.move.replaceAll('_', ' ');
  const ring = entry.detail['ring'];
  const isStep = entry.move === 'start' || entry.move === 'advance';
  return isStep && typeof ring === 'string'
    ? `${words} ${entry.move === 'start' ? 'with' : 'to'} ${ring}`
    : words;
}

/** How a page asks for the flag. */
export function flagSnippet({
  key,
  kind,
  variants,
}: Pick<Flag, 'key' | 'kind' | 'variants'>): string {
  const asked =
    kind === 'boolean'
      ? `if (flags.isOn('${key}')) show();`
      : `const variant = flags.value('${key}', ${JSON.stringify(variants[0]?.value ?? null)});`;
  return `const flags = await tandem.flags();\nawait flags.ready;\n${asked}`;
}
