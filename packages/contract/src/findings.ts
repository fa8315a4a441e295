/** Findings: what a question of Explore showed, kept with the bet that rests on it. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, uuid } from './ids.ts';
import { readAccess, recordParams, writeAccess } from './records.ts';

const says = z.string().trim().min(3).max(500);
/** The question as an address of the page: open, it is asked again. */
const question = {
  page: z.enum(['funnel', 'trends']),
  search: z.string().max(4000).describe("The address's query, without its question mark"),
};

export const finding = z
  .object({
    id: uuid,
    bet: uuid,
    says: z.string().describe('What it showed then, in a sentence'),
    ...question,
    author: z.string(),
    at: instant,
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof finding>;

const findings = z.object({ findings: z.array(finding).describe('The newest first') });

export const listFindings = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/bets/{id}/findings',
  tag: 'Bets',
  summary: 'What questions of Explore showed, kept with a bet',
  access: readAccess,
  params: recordParams,
  response: findings,
});

export const keepFinding = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/bets/{id}/findings',
  tag: 'Bets',
  summary: 'Keep what a question showed with a bet; the same question again says it anew',
  access: writeAccess,
  params: recordParams,
  body: z.object({ says, ...question }),
  response: findings,
});

export const dropFinding = endpoint({
  method: 'delete',
  path: '/api/v1/projects/{project}/bets/{id}/findings/{finding}',
  tag: 'Bets',
  summary: 'Take a finding back; that it was kept stays on record',
  access: writeAccess,
  params: recordParams.extend({ finding: uuid }),
  response: findings,
});
