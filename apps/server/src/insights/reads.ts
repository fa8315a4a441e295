/** Questions answered: the value becomes SQL in `packages/query`, the rows become the result there. */
import type { ProjectId, TrendsQuestion, TrendsResult } from '@tandem/contract';
import { trends, trendsPeople, trendsResult, type Context, type TrendsRow } from '@tandem/query';
import type { Platform } from '../platform/platform.ts';

export type Needs = Pick<Platform, 'events' | 'clock'> & {
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};

export async function contextOf(needs: Needs, project: ProjectId): Promise<Context> {
  return { timeZone: await needs.timeZoneOf(project), now: needs.clock.now() };
}

export async function readTrends(
  needs: Needs,
  project: ProjectId,
  question: TrendsQuestion,
): Promise<TrendsResult> {
  const context = await contextOf(needs, project);
  const began = performance.now();
  const [rows, counted] = await Promise.all([
    needs.events.rows<TrendsRow>(project, trends(question, context)),
    needs.events.rows<{ people: number }>(project, trendsPeople(question, context)),
  ]);
  const tookMs = performance.now() - began;
  return trendsResult(question, context, { rows, people: counted[0]?.people ?? 0, tookMs });
}
