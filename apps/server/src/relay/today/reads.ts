/** What Today shows: figures of the stations that exist, the newest words, a day of activity. */
import type { Answer, getToday, ProjectId } from '@tandem/contract';
import { dayOf, source, sql, time } from '@tandem/query';
import type { Access } from '../../access/index.ts';
import type { Alignment } from '../../alignment/index.ts';
import type { Bets } from '../../bets/index.ts';
import type { Discovery } from '../../discovery/index.ts';
import type { Engage } from '../../engage/index.ts';
import type { Outcomes } from '../../outcomes/index.ts';
import { hasDone } from '../../platform/history.ts';
import type { Platform } from '../../platform/platform.ts';
import { sideOf, signaturesOfAll } from '../../pods/index.ts';
import { listExperiments, listReleases } from '../../release/index.ts';
import type { Voice } from '../../voice/index.ts';
import { actionsFor, type Me } from './next/rules.ts';
import { answersOf, stationsOf, type Around, type Seen } from './stations/rules.ts';

export type Needs = {
  readonly platform: Pick<Platform, 'events' | 'records' | 'clock' | 'facts'>;
  readonly access: Pick<Access, 'membersOf' | 'isDemo' | 'timeZoneOf'>;
  readonly voice: Voice;
  readonly discovery: Discovery;
  readonly outcomes: Outcomes;
  readonly engage: Engage;
  readonly bets: Bets;
  readonly alignment: Alignment;
};
type Today = Answer<typeof getToday>;
type Member = Awaited<ReturnType<Access['membersOf']>>[number];

const hourMs = 3_600_000;

export async function readToday(
  needs: Needs,
  project: ProjectId,
  member: Member | undefined,
): Promise<Today> {
  const { platform, access, voice } = needs;
  const now = platform.clock.now();
  const from = new Date(now.getTime() - 24 * hourMs).toISOString();
  const [seen, around, activity, newest, members, me, comingIn] = await Promise.all([
    readSeen(platform, project, now),
    readAround(needs, project, now),
    readActivity(platform, project, now),
    voice.list(project, { from, limit: 5 }),
    access.membersOf(project),
    member && readMe(platform, project, member),
    demoComesIn(platform, access, project),
  ]);
  const stations = stationsOf(project, seen, around);
  const known = { seen, around, stations, members: members.length, comingIn, me };
  return {
    stations,
    answers: answersOf(project, around.loops),
    actions: actionsFor(project, known),
    comingIn,
    newSignals: newest.signals,
    newSignalsTotal: newest.total,
    activity,
  };
}

/** What each domain of the loop says of itself, each by a fixed number of questions. */
async function readAround(needs: Needs, project: ProjectId, now: Date): Promise<Around> {
  const { platform, access, discovery, outcomes, engage, bets, alignment } = needs;
  const { records } = platform;
  const [sprints, opportunities, goals, standing, launched, loops, briefs, zone] =
    await Promise.all([
      discovery.sprints(project),
      discovery.standing(project),
      outcomes.list(project),
      bets.standing(project),
      records.read(project, async (reader) => ({
        releases: await listReleases(reader),
        experiments: await listExperiments(reader),
      })),
      engage.loops(project),
      alignment.briefs(project),
      access.timeZoneOf(project),
    ]);
  const toSign = standing.toSign.map(({ id }) => id);
  return {
    sprints,
    needs: opportunities,
    outcomes: goals,
    bets: standing,
    betSignatures: await records.read(project, (reader) => signaturesOfAll(reader, toSign)),
    ...launched,
    loops,
    briefs,
    today: dayOf(now, zone),
  };
}

function readMe(
  { records }: Needs['platform'],
  project: ProjectId,
  { userId, name, role }: Member,
): Promise<Me> {
  return records.read(project, async (reader) => ({
    userId,
    role,
    side: await sideOf(reader, { id: userId, kind: 'user', name, role }),
    hasLinked: await hasDone(reader, userId, { object: 'highlight', move: 'link' }),
  }));
}

async function readSeen(
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

type Said = Pick<Seen, 'signalsEver' | 'signals' | 'signalsBefore' | 'unhappyThisWeek'>;

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
