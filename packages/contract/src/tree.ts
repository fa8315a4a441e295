/** The right half of the opportunity tree: what is built for which need, and what tests it. */
import { z } from 'zod';
import { evidenceCount } from './evidence.ts';
import { endpoint } from './endpoint.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { betMachine, experimentMachine, releaseMachine } from './machines.ts';
import { readAccess, stateOf } from './records.ts';

export const treeBet = z
  .object({
    id: uuid,
    number: z.number().int(),
    title: z.string(),
    state: stateOf(betMachine),
    opportunity: uuid.nullable(),
    outcome: uuid.nullable(),
    release: z
      .object({ state: stateOf(releaseMachine), ring: z.number().int().nullable() })
      .nullable()
      .describe('The newest one of the bet'),
  })
  .meta({ id: 'TreeBet' });
export type TreeBet = z.infer<typeof treeBet>;

export const treeSolution = z
  .object({
    id: uuid,
    bet: uuid,
    text: z.string(),
    state: z.enum(['in', 'cut']),
    counts: evidenceCount,
  })
  .meta({ id: 'TreeSolution' });
export type TreeSolution = z.infer<typeof treeSolution>;

export const treeTest = z
  .object({
    id: uuid,
    bet: uuid,
    name: z.string(),
    state: stateOf(experimentMachine),
    startedAt: instant.nullable(),
  })
  .meta({ id: 'TreeTest' });
export type TreeTest = z.infer<typeof treeTest>;

export const getTree = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/tree',
  tag: 'Discovery',
  summary: 'Bets with what they build and how many people are behind each part, and their tests',
  access: readAccess,
  params: projectParams,
  response: z.object({
    bets: z.array(treeBet),
    solutions: z.array(treeSolution),
    tests: z.array(treeTest),
  }),
});
