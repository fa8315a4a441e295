/** The end of the loop: when a need counts as addressed, as solved, or is taken up once more. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { answerShares, loop } from './engage.ts';
import { instant, uuid } from './ids.ts';
import { betMachine, opportunityMachine, releaseMachine } from './machines.ts';
import {
  gateCheck,
  reason,
  readAccess,
  recordParams,
  stateOf,
  version,
  writeAccess,
} from './records.ts';

const opportunityState = stateOf(opportunityMachine);

export const addressing = z
  .object({
    opportunity: uuid,
    state: opportunityState,
    bet: z
      .object({ id: uuid, number: z.number().int(), title: z.string(), state: stateOf(betMachine) })
      .nullable()
      .describe('That has taken it along'),
    releases: z.array(z.object({ id: uuid, name: z.string(), state: stateOf(releaseMachine) })),
    checks: z.array(gateCheck).describe('It is addressed when all hold'),
  })
  .meta({ id: 'Addressing' });
export type Addressing = z.infer<typeof addressing>;

export const readAddressing = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/opportunities/{id}/addressing',
  tag: 'Bets',
  summary:
    'What is missing until the opportunity counts as addressed: nobody says so, what was built is on for everybody',
  access: readAccess,
  params: recordParams,
  response: addressing,
});

export const verification = z
  .object({
    opportunity: uuid,
    version: z.number().int().describe('Of the opportunity'),
    state: opportunityState,
    since: instant
      .nullable()
      .describe('When it was last reopened: only what was answered later counts'),
    told: z.number().int().describe('People who asked and were told, by any release'),
    answered: z.number().int().describe('Each with their newest answer'),
    answers: answerShares,
    checks: z.array(gateCheck).describe('It may be verified when all hold'),
    verified: z
      .object({
        by: z.string(),
        at: instant,
        reason: z.string().nullable(),
        answered: z.number().int().describe('As it stood when it was verified'),
        solved: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof verification>;

export const readVerification = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/opportunities/{id}/verification',
  tag: 'Engage',
  summary: 'Did it solve it? What those who asked answer, and what is missing to say so',
  access: readAccess,
  params: recordParams,
  response: verification,
});

export const verifyOpportunity = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/opportunities/{id}/verification',
  tag: 'Engage',
  summary: 'Its owner says that it is solved, by what those who asked answer; no key may',
  access: writeAccess,
  params: recordParams,
  body: z.object({ version: version.describe('Of the opportunity'), reason: reason.optional() }),
  response: verification,
});

export const declineReopening = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/opportunities/{id}/reopenings/{release}/declines',
  tag: 'Engage',
  summary:
    'Leave the opportunity as it is, with a reason; the next asker for whom it is not solved asks again',
  access: writeAccess,
  params: recordParams.extend({ release: uuid }),
  body: z.object({ version, reason }),
  response: loop,
});
