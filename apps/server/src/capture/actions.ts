import type { EventAnswer, ProjectId } from '@tandem/contract';
import { mostIds, type People } from '../people/index.ts';
import type { Platform } from '../platform/platform.ts';
import { createBotFilter } from './bots.ts';
import { createConsentNews } from './consent.ts';
import { cookielessId, type Salts } from './cookieless.ts';
import {
  asLine,
  countOldMonths,
  isCookieless,
  judge,
  type Batch,
  type Judge,
  type Judged,
  type Refusal,
} from './rules.ts';
import type { PersonChange } from '../people/index.ts';

/** Takes a delivery in: resolves once every accepted event is durable, with an answer for each event. */
export type Take = (project: ProjectId, batch: Batch) => Promise<readonly EventAnswer[]>;

type Needs = Pick<Platform, 'clock' | 'events' | 'newId' | 'meters'> & {
  readonly people: Pick<People, 'learn' | 'whileTaking'>;
  readonly salts: Pick<Salts, 'of'>;
};

export function createTake(platform: Needs): Take {
  const { people, salts } = platform;
  const isBot = createBotFilter();
  const nextPrecedence = fallingPrecedence(platform.clock);
  const consentNews = createConsentNews();

  return async (project, batch) => {
    const salt = batch.events.some(isCookieless) ? await salts.of(project, batch.receivedAt) : '';
    return people.whileTaking(project, async (wasErased) => {
      const { judged, lines, changes, months } = sortOut(batch, {
        project,
        newId: platform.newId,
        isBot,
        wasErased,
        cookielessId: (event) => cookielessId(salt, batch, event),
        nextPrecedence,
      });
      const decisions = consentNews.of(project, batch);
      const texts = lines.map(({ line }) => line);
      const taken = [
        months === 0
          ? platform.events.appendLines('events', texts)
          : platform.events.appendOld(texts, months),
        people.learn(project, [...decisions, ...changes]),
      ] as const;
      // Also where one fails the other has ended: an erasure waits for this.
      await Promise.allSettled(taken);
      const [rejected, unjoined] = await Promise.all(taken);
      consentNews.remember(project, decisions);
      for (const { index, reason } of rejected) {
        judged[lines[index]!.of] = { reason: 'unstorable', detail: reason };
      }
      const refusals = judged.filter((one): one is Refusal => 'reason' in one);
      platform.meters.accepted.inc({ source: batch.source }, judged.length - refusals.length);
      const joins = [
        ...Array.from({ length: unjoined.ofTwoUsers }, () => aliasOfTwoUsers),
        ...Array.from({ length: unjoined.crowded }, () => joinToCrowd),
      ];
      await noteRefusals(platform, project, { ...batch, refusals: [...refusals, ...joins] });
      return judged.map((one, i) => answerOf(one, idOf(batch.events[i]!)));
    });
  };
}

/**
 * What becomes of each event, the lines to store with the place of their event, over how many months
 * that are not open they spread, and the news of people.
 */
function sortOut(batch: Batch, by: Judge) {
  const judged = batch.events.map((event) => judge(event, batch, by));
  const lines: { readonly line: string; readonly of: number }[] = [];
  const changes: PersonChange[] = [];
  const months = countOldMonths(batch);
  for (const [of, one] of judged.entries()) {
    if ('reason' in one) continue;
    const line = months.refuse(one.row) ?? asLine(one.row);
    if (typeof line !== 'string') {
      judged[of] = line;
      continue;
    }
    lines.push({ line, of });
    if (one.change !== undefined) changes.push(one.change);
  }
  return { judged, lines, changes, months: months.count() };
}

/** The event is taken; what is refused is the joining that it asks for. */
const aliasOfTwoUsers: Refusal = {
  reason: 'alias_of_two_users',
  detail: 'both ids are users already; an alias of users needs a private key',
};

const joinToCrowd: Refusal = {
  reason: 'too_many_ids',
  detail: `this person has ${mostIds} ids already; further ones stay people of their own`,
};

/** Refused events are not lost: they are counted, by reason, where the live view finds them. */
export async function noteRefusals(
  { meters, newId, events }: Pick<Needs, 'meters' | 'newId' | 'events'>,
  project: ProjectId,
  {
    source,
    receivedAt,
    refusals,
  }: Pick<Batch, 'source' | 'receivedAt'> & {
    readonly refusals: readonly Refusal[];
  },
): Promise<void> {
  if (refusals.length === 0) return;
  const byReason = Map.groupBy(refusals, ({ reason }) => reason);
  const rows = [...byReason].map(([reason, those]) => {
    meters.refused.inc({ source, reason }, those.length);
    return {
      time: receivedAt.toISOString(),
      reason,
      source,
      count: those.length,
      detail: those.at(-1)!.detail.slice(0, 300).toWellFormed().replaceAll('\0', ''),
      id: newId(),
    };
  });
  await events.append(project, 'refusals', rows);
}

function answerOf(judged: Judged, id: string | null): EventAnswer {
  return 'reason' in judged
    ? { id, status: 'refused', reason: judged.reason, detail: judged.detail }
    : { id, status: 'accepted' };
}

const idOf = (event: Batch['events'][number]): string | null => event.id ?? null;

/** Strictly falling with time within this process: microseconds of arrival, counted down. */
function fallingPrecedence(clock: Platform['clock']): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, clock.now().getTime() * 1000);
    return Number.MAX_SAFE_INTEGER - last;
  };
}
