/**
 * Evidence: the exact words of signals that matter, what they stand for or against, and how many
 * independent people that is. What a signal became stands here too.
 */
import type { EvidenceCount, Highlight, ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import type { Voice } from '../voice/index.ts';
import { askersOf, evidenceOfAll, type Asker, type Rests } from './counting/reads.ts';
import { countEvidence } from './counting/rules.ts';
import { readSpans, withWords } from './highlights/reads.ts';
import { evidenceRoutes } from './routes.ts';
import './tables.ts';

export type { Asker } from './counting/reads.ts';
export { linkHighlight, type NewLink } from './highlights/actions.ts';
export { moveSignal, type SignalMove } from './signals/actions.ts';

export interface Evidence {
  /** How much records rest on now, in the order of the ids. */
  counts(
    project: ProjectId,
    records: { readonly kind: string; readonly ids: readonly string[] },
  ): Promise<readonly EvidenceCount[]>;
  /** Who asked for it, each person once, with their own sentence. */
  askers(project: ProjectId, record: Rests): Promise<readonly Asker[]>;
  /** What is highlighted in these signals, as far as they are still there. */
  highlights(project: ProjectId, signals: readonly string[]): Promise<readonly Highlight[]>;
}

type Lower = { readonly voice: Pick<Voice, 'byIds' | 'add' | 'redact'> };

export function createEvidence(platform: Platform, { voice }: Lower): Evidence & Parts {
  const needs = { records: platform.records, voice };
  return {
    async counts(project, { kind, ids }) {
      const items = await evidenceOfAll(needs, project, { kind, ids });
      return ids.map((id) => countEvidence(items.get(id) ?? []));
    },
    askers: (project, record) => askersOf(needs, project, record),
    async highlights(project, ids) {
      const signals = await voice.byIds(project, ids);
      const which = { signals: [...signals.keys()] };
      const spans = await platform.records.read(project, (reader) => readSpans(reader, which));
      return spans.map((span) => withWords(span, signals));
    },
    routes: evidenceRoutes({ ...platform, voice }),
  };
}
