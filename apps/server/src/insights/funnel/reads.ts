/** A funnel with all that its page shows, and what sets the lost apart. */
import type {
  Answer,
  FunnelQuestion,
  FunnelResult,
  FunnelSet,
  listFunnelTraits,
  ProjectId,
} from '@tandem/contract';
import {
  funnel,
  funnelResult,
  funnelTimes,
  funnelTraitKeys,
  funnelTraits,
  funnelTraitsResult,
  sql,
  type FunnelRow,
  type TraitCount,
} from '@tandem/query';
import { contextOf, type Needs } from '../reads.ts';
import { saidIn, wordsRange } from '../sets/rules.ts';

export async function readFunnel(
  needs: Needs,
  project: ProjectId,
  question: FunnelQuestion,
): Promise<FunnelResult> {
  const context = await contextOf(needs, project);
  const began = performance.now();
  const said = saidIn(wordsRange(question, context), []);
  const heard = sql`SELECT assumeNotNull(person) FROM ${said}`;
  const [rows, times] = await Promise.all([
    needs.events.rows<FunnelRow>(project, funnel(question, context, heard)),
    needs.events.rows<{ between: readonly number[] }>(project, funnelTimes(question, context)),
  ]);
  const tookMs = performance.now() - began;
  return funnelResult(question, context, { rows, between: times[0]?.between, tookMs });
}

async function traitCounts(
  needs: Needs,
  project: ProjectId,
  set: FunnelSet,
): Promise<readonly TraitCount[]> {
  const context = await contextOf(needs, project);
  const keys = await needs.events.rows<{ key: string }>(project, funnelTraitKeys(set, context));
  return needs.events.rows<TraitCount>(
    project,
    funnelTraits(
      set,
      context,
      keys.map((row) => row.key),
    ),
  );
}

export async function readFunnelTraits(
  needs: Needs,
  project: ProjectId,
  set: FunnelSet,
): Promise<Answer<typeof listFunnelTraits>> {
  const { question } = set;
  const step = Math.max(1, set.step);
  const context = await contextOf(needs, project);
  const [rows, counts] = await Promise.all([
    needs.events.rows<FunnelRow>(project, funnel({ ...question, compare: false }, context)),
    traitCounts(needs, project, { ...set, step }),
  ]);
  const at = (i: number) => rows.reduce((sum, { people }) => sum + (people[i] ?? 0), 0);
  const sides = { lost: at(step - 1) - at(step), passed: at(step) };
  return funnelTraitsResult(set, counts, sides);
}
