/** What Today shows: figures of the stations that exist, the newest words, a day of activity. */
import type { Answer, getToday, ProjectId } from '@tandem/contract';
import { source, sql, time } from '@tandem/query';
import type { Access } from '../../access/index.ts';
import { hasDone } from '../../platform/history.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Discovery } from '../../discovery/index.ts';
import type { Voice } from '../../voice/index.ts';
import { actionsFor, stationsOf, type Figures } from './rules.ts';

export type Needs = {
  readonly platform: Pick<Platform, 'events' | 'records' | 'clock' | 'facts'>;
  readonly access: Pick<Access, 'membersOf' | 'isDemo'>;
  readonly voice: Voice;
  readonly discovery: Discovery;
};
type Today = Answer<typeof getToday>;
type Member = Awaited<ReturnType<Access['membersOf']>>[number];

const hourMs = 3_600_000;

export async function readToday(
  { platform, access, voice, discovery }: Needs,
  project: ProjectId,
  member: Member | undefined,
): Promise<Today> {
  const now = platform.clock.now();
  const dayAgo = new Date(now.getTime() - 24 * hourMs);
  const link = { object: 'highlight', move: 'link' };
  const [figures, activity, newest, members, standing, hasLinked, comingIn] = await Promise.all([
    readFigures(platform, project, now),
    readActivity(platform, project, now),
    voice.list(project, { from: dayAgo.toISOString(), limit: 5 }),
    access.membersOf(project),
    discovery.standing(project),
    member && platform.records.read(project, (r) => hasDone(r, member.userId, link)),
    demoComesIn(platform, access, project),
  ]);
  const all = { ...figures, members: members.length, standing, hasLinked, comingIn };
  return {
    stations: stationsOf(project, all),
    actions: actionsFor(project, all, member?.role),
    comingIn,
    newSignals: newest.signals,
    newSignalsTotal: newest.total,
    activity,
  };
}

async function readFigures(
  { events }: Needs['platform'],
  project: ProjectId,
  now: Date,
): Promise<Seen> {
  const ago = (hours: number) => time(new Date(now.getTime() - hours * hourMs));
  const person = sql`if(o.person = e.person, o.canonical, e.person)`;
  const [did] = await events.rows<Omit<Seen, keyof Said>>(
    project,
    // One event is enough to have some ever; nothing older than two days is read.
    sql`SELECT (SELECT count() FROM (SELECT 1 FROM ${source('events', sql`time`)} LIMIT 1)) AS eventsEver,
          countIf(time >= ${ago(24)}) AS events,
          uniqExactIf(${person}, time >= ${ago(24)}) AS people,
          uniqExactIf(${person}, time < ${ago(24)}) AS peopleBefore
        FROM ${source('events', sql`time, person`, [sql`time >= ${ago(48)}`])} AS e
        LEFT ANY JOIN ${source('person_overrides', sql`person, canonical`)} AS o ON o.person = e.person`,
  );
  const [said] = await events.rows<Said>(
    project,
    sql`SELECT count() AS signalsEver, countIf(time >= ${ago(24)}) AS signals,
          countIf(time < ${ago(24)} AND time >= ${ago(48)}) AS signalsBefore,
          countIf(time >= ${ago(168)} AND rating IS NOT NULL AND rating <= 0.4 * ifNull(rating_max, 5)) AS unhappyThisWeek
        FROM ${source('signals', sql`time, rating, rating_max`)}`,
  );
  return { ...did!, ...said! };
}
async function demoComesIn(
  { facts }: Needs['platform'],
  access: Needs['access'],
  project: ProjectId,
): Promise<boolean> {
  return (await access.isDemo(project)) && (await facts.waits(project, 'project.created'));
}

/** What is counted in the event store. */
type Seen = Omit<Figures, 'members' | 'standing' | 'hasLinked' | 'comingIn'>;
type Said = Pick<Figures, 'signalsEver' | 'signals' | 'signalsBefore' | 'unhappyThisWeek'>;

async function readActivity(
  { events }: Needs['platform'],
  project: ProjectId,
  now: Date,
): Promise<Today['activity']> {
  const last = Math.floor(now.getTime() / hourMs);
  const from = new Date((last - 23) * hourMs);
  const rows = await events.rows<{ hour: number; events: number; people: number }>(
    project,
    sql`SELECT toUInt32(intDiv(toUnixTimestamp64Milli(time), 3600000)) AS hour, count() AS events, uniqExact(person) AS people
        FROM ${source('events', sql`time, person`, [sql`time >= ${time(from)}`])} GROUP BY hour`,
  );
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  return Array.from({ length: 24 }, (_, i) => {
    const hour = last - 23 + i;
    const { events: did = 0, people = 0 } = byHour.get(hour) ?? {};
    return { hour: new Date(hour * hourMs).toISOString(), events: did, people };
  });
}
