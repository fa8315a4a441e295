/**
 * What a goal says. An outcome names what changes for people or the business, by how much and by
 * when; an output names a piece of work, also where it is dressed with a number ("ship 10 features",
 * "increase the number of releases by 20%"). English.
 */
import { foldCase } from '../words.ts';
import {
  readChange,
  readMeans,
  readSegment,
  readWindow,
  type Target,
  type Window,
} from './parts.ts';
import type { Quantity } from './quantities.ts';
import {
  delivering,
  doneWords,
  eitherWay,
  isOneOf,
  lowering,
  ownWork,
  people,
  raising,
  reaching,
  results,
  validating,
} from './verbs.ts';

export type Goal = {
  readonly kind: 'outcome' | 'output';
  readonly direction: 'increase' | 'decrease' | 'reach' | undefined;
  readonly metric: string | undefined;
  /** As given in brackets: "AOV". */
  readonly abbreviation: string | undefined;
  readonly baseline: Quantity | undefined;
  readonly target: Target | undefined;
  readonly window: Window | undefined;
  readonly segment: string | undefined;
  /** The means it names, for example a feature; a goal is the better for leaving it open. */
  readonly means: string | undefined;
  readonly missing: readonly (typeof parts)[number][];
};

const openings =
  /^\s*(?:(?:goal|objective|kr\d*|okr|key result \d*|target)\s*[:–-]\s*)?(?:(?:we|our team|the team|our goal|the goal|our aim)\s+(?:will|want|wants|plan|plans|aim|aims|should|must|need|needs|is|have|are going)\s*(?:to\s+)?)?(?:to\s+)?/iu;

/** Reads one goal. Never throws; what it can't find is undefined and listed as missing. */
export function readGoal(text: string): Goal {
  const shown = text.slice(0, 2000);
  const whole = foldCase(shown)
    .replace(/[.!\s]+$/u, '')
    .replace(openings, '');
  const bare = whole.replaceAll(/\([a-z][a-z0-9/-]{1,8}\)/g, (brackets) =>
    ' '.repeat(brackets.length),
  );
  const means = readMeans(bare);
  const window = readWindow(means.rest);
  const segment = readSegment(window.rest);
  const change = readChange(segment.rest);
  const verb = verbOf(bare);
  const object = phraseOf(change.rest.slice(verb?.end ?? 0));
  const isMeasured = change.found !== undefined;
  const goal = {
    kind: isOutput({ verb, object, isMeasured, text: bare }) ? 'output' : 'outcome',
    direction: verb === undefined ? undefined : directionOf(verb.word),
    metric: object === '' ? undefined : object,
    abbreviation: /\(([A-Z][A-Z0-9/-]{1,8})\)/.exec(shown)?.[1],
    baseline: change.found?.baseline,
    target: change.found?.target,
    window: window.found,
    segment: segment.found,
    means: means.found,
  } as const;
  return { ...goal, missing: parts.filter((part) => goal[part] === undefined) };
}
const parts = ['metric', 'baseline', 'target', 'window'] as const;

type Verb = { readonly word: string; readonly end: number };

/** The verb that carries the goal; of "validate that X improves Y" it is "improves". */
function verbOf(text: string): Verb | undefined {
  const words = [...text.matchAll(/\p{L}[\p{L}'-]*/gu)].map((match) => ({
    word: match[0],
    end: match.index + match[0].length,
  }));
  const [first] = words;
  if (first === undefined) return undefined;
  if (isOneOf(validating, first.word)) {
    return words.slice(1).find(({ word }) => isChange(word)) ?? first;
  }
  return words.slice(0, 2).find(({ word }) => isKnown(word));
}

const isChange = (word: string) => isOneOf(raising, word) || isOneOf(lowering, word);
const isKnown = (word: string) =>
  isChange(word) || [reaching, eitherWay, delivering].some((verbs) => isOneOf(verbs, word));

function directionOf(verb: string): Goal['direction'] {
  if (isOneOf(raising, verb)) return 'increase';
  if (isOneOf(lowering, verb)) return 'decrease';
  return isOneOf(reaching, verb) ? 'reach' : undefined;
}

type Said = {
  readonly verb: Verb | undefined;
  /** What the verb acts on, without amounts, dates, people and means. */
  readonly object: string;
  readonly isMeasured: boolean;
  readonly text: string;
};

function isOutput({ verb, object, isMeasured, text }: Said): boolean {
  const noun = headNounOf(object);
  const isWork = ownWork.has(noun) && !/\b(?:who|that)\b/.test(object);
  const aboutPeople = mentions(text, results) || mentions(text, people);
  if (verb === undefined) return isWork || !(isMeasured && aboutPeople);
  const { word } = verb;
  if (isOneOf(lowering, word)) return isWork && !isMeasured;
  if (isOneOf(raising, word) || isOneOf(reaching, word)) return isWork;
  if (
    isMeasured &&
    /\b(?:faster|quicker|easier|cheaper|fewer|higher|lower|shorter|up|down)\b/.test(text)
  ) {
    return isWork;
  }
  if (!isOneOf(eitherWay, word)) return true;
  if (isOneOf(enabling, word)) return isWork || !isMeasured;
  return isWork || !(resultIn(noun) || (isMeasured && aboutPeople));
}
/** "Enable users to export" is a feature; only a number of people who do it is a result. */
const enabling = new Set([
  'enable',
  'help',
  'let',
  'allow',
  'empower',
  'give',
  'ensure',
  'make',
  'deliver',
  'create',
  'produce',
  'complete',
]);

const wordsIn = (text: string) => text.match(/\p{L}[\p{L}-]*/gu) ?? [];
const mentions = (text: string, nouns: ReadonlySet<string>) =>
  wordsIn(text).some((word) => nouns.has(word) || word.split('-').some((part) => nouns.has(part)));
const resultIn = (noun: string) => mentions(noun, results) || people.has(noun);

const counters = new Set([
  'number',
  'amount',
  'count',
  'volume',
  'share',
  'percentage',
  'completion',
  'launch',
  'release',
  'delivery',
  'rollout',
  'top',
  'set',
  'all',
]);
const ends =
  /\s(?:of|about|in|on|for|with|from|per|across|by|at|among|to|that|who|which|through|after|within|during|as|so|and|via)\s/;

/** "number of blog posts published" -> "posts"; "support tickets about billing" -> "tickets". */
function headNounOf(object: string): string {
  const [phrase = '', ...others] = ` ${object} `.split(ends);
  const nouns = wordsIn(phrase).filter((word) => !doneWords.has(word));
  const last = nouns.at(-1) ?? '';
  return counters.has(last) && others.length > 0 ? headNounOf(others.join(' of ')) : last;
}

const fillers =
  '(?:by|to|from|of|at|in|within|the|our|a|an|its|and|with|for|on|least|most|about|around|over|under|above|below|than|more|less|up|down|currently|today|each|per|only|just)';
const leading = new RegExp(`^(?:\\s|${fillers}\\b)+`, 'u');
const trailing = new RegExp(`(?:\\s|\\b${fillers})+$`, 'u');

/** The words that are left, without brackets, signs and the small words at both ends. */
function phraseOf(rest: string): string {
  return rest
    .replaceAll(/\([^)]*\)|[<>≤≥=~→,;:"]|->/g, ' ')
    .replace(leading, '')
    .replace(trailing, '')
    .replaceAll(/\s+/g, ' ');
}
