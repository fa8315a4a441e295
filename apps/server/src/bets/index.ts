/**
 * Bets: a need worth solving, an outcome to judge by, what is built and what is said, with gates that
 * ask for evidence. Whoever goes on against a gate signs a reason, which is counted and stays. Emits
 * `bet.moved`.
 */
import type { Bet, ProjectId } from '@tandem/contract';
import type { Parts, Platform } from '../platform/platform.ts';
import { tandem } from '../platform/history.ts';
import { nowOf } from '../pods/index.ts';
import { followRelease } from './needs/actions.ts';
import { showBets } from './pages/reads.ts';
import { betRoutes, type Needs } from './routes.ts';
import { standingOf, type Standing } from './rules.ts';
import './tables.ts';

export { answerQuestion, createBet, moveBet, updateBet } from './actions.ts';
export { readBet, readBets, readQuestions } from './reads.ts';
export { medianAgeDays, type Standing } from './rules.ts';
export { addItem, moveItem } from './scope/actions.ts';
export { readItems } from './scope/reads.ts';

export interface Bets {
  /** Where the bets of the project stand, and which of them are stuck since when. */
  standing(project: ProjectId): Promise<Standing>;
  /** As the list shows them, the last moved first. */
  list(project: ProjectId): Promise<readonly Bet[]>;
}

export function createBets(
  { records, clock, newId, facts }: Pick<Platform, 'records' | 'clock' | 'newId' | 'facts'>,
  lower: Pick<Needs, 'access' | 'evidence'>,
): Bets & Parts {
  const needs = { records, clock, newId, ...lower };
  facts.on('release.moved', ({ project, payload: { release } }) =>
    records.write(project, (writer) =>
      followRelease(writer, { actor: tandem, at: clock.now() }, release),
    ),
  );
  const list = async (project: ProjectId) => showBets(needs, project, await nowOf(needs, project));
  return {
    list,
    standing: async (project) => standingOf(await list(project)),
    routes: betRoutes(needs),
  };
}
