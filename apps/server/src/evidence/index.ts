/**
 * Evidence: the exact words of signals that matter, what they stand for or against, and how many
 * independent people that is. What a signal became stands here too. Emits `signal.redacted`.
 */
import type { EvidenceCount, Highlight, ProjectId, Signal } from '@tandem/contract';
import type { People } from '../people/index.ts';
import { eraser } from '../platform/history.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import type { Voice } from '../voice/index.ts';
import {
  askersOf,
  evidenceOfAll,
  weightsOfAll,
  evidenceSince,
  type Asker,
  type EvidenceItem,
  type Rests,
} from './counting/reads.ts';
import { countEvidence, type Item as EvidenceWeight } from './counting/rules.ts';
import { redactHighlights } from './highlights/actions.ts';
import { highlightedSignals, readSpans, withWords } from './highlights/reads.ts';
import { evidenceRoutes } from './routes.ts';
import './tables.ts';

export { type Asker, type EvidenceItem, supportOf } from './counting/reads.ts';
export { countEvidence, type Item as EvidenceWeight } from './counting/rules.ts';
export { createHighlight, linkHighlight, type NewLink } from './highlights/actions.ts';
export { askedIn } from './highlights/reads.ts';
export { closeSignals, moveSignal, type SignalMove } from './signals/actions.ts';

export interface Evidence {
  /** How much records rest on now, in the order of the ids. */
  counts(
    project: ProjectId,
    records: { readonly kind: string; readonly ids: readonly string[] },
  ): Promise<readonly EvidenceCount[]>;
  /** The words under each of these records, of any kinds, for and against, the newest first. */
  items(
    project: ProjectId,
    records: readonly { readonly kind: string; readonly ids: readonly string[] }[],
  ): Promise<ReadonlyMap<string, readonly EvidenceItem[]>>;
  /** What was marked and linked since then, the newest mark first. */
  since(project: ProjectId, since: Date): Promise<readonly EvidenceItem[]>;
  /** The same without the words: to be counted. */
  weights(
    project: ProjectId,
    records: readonly { readonly kind: string; readonly ids: readonly string[] }[],
  ): Promise<ReadonlyMap<string, readonly EvidenceWeight[]>>;
  /** These highlights by id, with their words as far as they are still there. */
  byIds(project: ProjectId, highlights: readonly string[]): Promise<ReadonlyMap<string, Highlight>>;
  /** Who asked for it, each person once, with their own sentence. */
  askers(project: ProjectId, record: Rests): Promise<readonly Asker[]>;
  /** What is highlighted in these signals, as far as they are still there. */
  highlights(project: ProjectId, signals: readonly string[]): Promise<readonly Highlight[]>;
  /** What is highlighted in these signals, which the caller has read. */
  highlightsIn(project: ProjectId, signals: readonly Said[]): Promise<readonly Highlight[]>;
}

type Said = Pick<Signal, 'id' | 'text'>;
type Lower = {
  readonly voice: Pick<Voice, 'byIds' | 'voiced' | 'add' | 'redact' | 'count' | 'list'>;
  readonly people: Pick<People, 'onErasure'>;
};

export function createEvidence(platform: Platform, { voice, people }: Lower): Evidence & Parts {
  const { records, clock } = platform;
  const needs = { records, voice };
  platform.facts.on('signal.redacted', ({ project, payload }) =>
    voice.redact(project, payload.signal),
  );
  // Domains answer in their order: the person's signals are gone by now.
  people.onErasure('evidence', async (project) => {
    const all = await records.read(project, highlightedSignals);
    const left = await voice.byIds(project, all);
    const gone = all.filter((signal) => !left.has(signal));
    const by = { actor: eraser, at: clock.now() };
    await records.write(project, (writer) => redactHighlights(writer, by, gone));
  });
  async function highlightsIn(project: ProjectId, signals: readonly Said[]) {
    const words = new Map(signals.map((signal) => [signal.id, signal]));
    const which = { signals: [...words.keys()] };
    const spans = await records.read(project, (reader) => readSpans(reader, which));
    return spans.map((span) => withWords(span, words));
  }
  return {
    async counts(project, { kind, ids }) {
      const items = await weightsOfAll(needs, project, [{ kind, ids }]);
      return ids.map((id) => countEvidence(items.get(id) ?? []));
    },
    items: (project, which) => evidenceOfAll(needs, project, which),
    weights: (project, which) => weightsOfAll(needs, project, which),
    since: (project, since) => evidenceSince(needs, project, since),
    async byIds(project, ids) {
      const spans = await records.read(project, (reader) => readSpans(reader, { ids }));
      const signals = await voice.byIds(
        project,
        spans.map(({ signal }) => signal),
      );
      return new Map(spans.map((span) => [span.id, withWords(span, signals)]));
    },
    askers: (project, record) => askersOf(needs, project, record),
    async highlights(project, ids) {
      return highlightsIn(project, [...(await voice.byIds(project, ids)).values()]);
    },
    highlightsIn,
    routes: evidenceRoutes({ ...platform, voice }),
  };
}
