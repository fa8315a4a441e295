/**
 * What people say: signals from any source, each stored once, joined to the person where known, and
 * the words of exactly the people behind a number.
 */
import type { Answer, listSignals, ProjectId, Signal, WordsOfSet } from '@tandem/contract';
import type { Contrast } from '../insights/index.ts';
import { groupReads } from '../platform/group-reads.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { addSignals, redactSignal, type SignalAnswer } from './actions.ts';

import {
  countSignals,
  readByIds,
  readNewest,
  readSent,
  readSignals,
  readVoiced,
  type Sent,
  type SignalPage,
  type SignalQuery,
  type Voiced,
} from './reads.ts';
import { voiceRoutes, type Lower } from './routes.ts';
import { readWordsOf, type WordsPage } from './words/reads.ts';

export type { SignalAnswer } from './actions.ts';
export type { Sent, SignalPage, SignalQuery } from './reads.ts';
export { deviceMark } from './rules.ts';

export interface Voice {
  /** Takes in what was said; resolves once durable, with an answer for each. Idempotent. */
  add(project: ProjectId, signals: readonly unknown[]): Promise<readonly SignalAnswer[]>;
  /** These signals by id; those that are not there are left out. */
  byIds(project: ProjectId, ids: readonly string[]): Promise<ReadonlyMap<string, Signal>>;
  /** Who said these, where and when, to be counted: without the words; of a query those that fit it. */
  voiced(
    project: ProjectId,
    ids: readonly string[],
    query?: SignalQuery,
  ): Promise<ReadonlyMap<string, Voiced>>;
  /** How many signals fit. */
  count(project: ProjectId, query: SignalQuery): Promise<number>;
  /**
   * These signals with who sent them, which is shown to nobody. Whoever asks while a query runs
   * shares the next one: when a release reaches everybody, thousands ask at once.
   */
  sent(project: ProjectId, ids: readonly string[]): Promise<ReadonlyMap<string, Sent>>;
  /** Takes the words and the author away for ever; that something was said stays. */
  redact(project: ProjectId, id: string): Promise<void>;
  /** What was said, newest first. */
  list(project: ProjectId, query: SignalPage): Promise<Answer<typeof listSignals>>;
  /** The newest since a time, without the counts of a list. */
  newest(
    project: ProjectId,
    query: { readonly from: string; readonly limit: number },
  ): Promise<readonly Signal[]>;
  /** What the people of a set said, the most telling first. */
  wordsOf(project: ProjectId, contrast: Contrast, page: WordsPage): Promise<WordsOfSet>;
}

export function createVoice(platform: Platform, lower: Lower): Voice & Parts {
  return {
    add: (project, signals) => addSignals(platform, lower.people, project, signals),
    voiced: (project, ids, query) => readVoiced({ ...lower, ...platform }, project, ids, query),
    count: (project, query) => countSignals(platform, project, query),
    byIds: (project, ids) => readByIds({ ...lower, events: platform.events }, project, ids),
    sent: groupReads((project, ids) => readSent(platform, project, ids)),
    redact: (project, id) => redactSignal(platform, project, id),
    list: (project, query) => readSignals({ ...lower, events: platform.events }, project, query),
    newest: (project, query) => readNewest({ ...lower, events: platform.events }, project, query),
    wordsOf: (project, contrast, page) =>
      readWordsOf({ ...lower, events: platform.events }, project, contrast, page),
    routes: voiceRoutes(platform, lower),
  };
}
