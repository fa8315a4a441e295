/**
 * Evidence: the exact words of signals that matter, what they stand for or against, and how many
 * independent people that is. What a signal became stands here too.
 */
import type { EvidenceCount, ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import type { Voice } from '../voice/index.ts';
import { askersOf, evidenceOf, type Asker, type Rests } from './counting/reads.ts';
import { countEvidence } from './counting/rules.ts';
import { evidenceRoutes } from './routes.ts';
import './tables.ts';

export type { Asker } from './counting/reads.ts';

export interface Evidence {
  /** How much a record rests on now. */
  counts(project: ProjectId, record: Rests): Promise<EvidenceCount>;
  /** Who asked for it, each person once, with their own sentence. */
  askers(project: ProjectId, record: Rests): Promise<readonly Asker[]>;
}

type Lower = { readonly voice: Pick<Voice, 'byIds' | 'add' | 'redact'> };

export function createEvidence(platform: Platform, { voice }: Lower): Evidence & Parts {
  const needs = { records: platform.records, voice };
  return {
    async counts(project, record) {
      const items = await evidenceOf(needs, project, record);
      return countEvidence(
        items.map(({ highlight, ...item }) => ({ ...item, highlight: highlight.id })),
      );
    },
    askers: (project, record) => askersOf(needs, project, record),
    routes: evidenceRoutes({ ...platform, voice }),
  };
}
