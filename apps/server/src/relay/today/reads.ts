/** What Today shows: figures of the stations that exist, the newest words, a day of activity. */
import type { Answer, getToday, ProjectId } from '@tandem/contract';
import { dayOf, int, source, sql, time } from '@tandem/query';
import type { Access } from '../../access/index.ts';
import type { Alignment } from '../../alignment/index.ts';
import type { Bets } from '../../bets/index.ts';
import type { Discovery } from '../../discovery/index.ts';
import type { Engage } from '../../engage/index.ts';
import { countEvidence, type Evidence } from '../../evidence/index.ts';
import type { Outcomes } from '../../outcomes/index.ts';
import { hasDone, historyOfAll } from '../../platform/history.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Reader } from '../../platform/records.ts';
import { readPods, sideOf, signaturesOfAll } from '../../pods/index.ts';
import { listExperiments, readReleases } from '../../release/index.ts';
import type { Voice } from '../../voice/index.ts';
import { actionsFor, type Me } from './next/rules.ts';
import { answersOf, stationsOf, type Around, type Seen } from './stations/rules.ts';
import { numberOf, waitingOn } from './waiting/rules.ts';

export type Needs = {
  readonly platform: Pick<Platform, 'events' | 'records' | 'clock' | 'facts'>;
  readonly access: Pick<Access, 'membersOf' | 'isDemo' | 'timeZoneOf'>;
  readonly voice: Voice;
  readonly evidence: Pick<Evidence, 'since' | 'highlightsIn'>;
  readonly discovery: Discovery;
  readonly outcomes: Outcomes;
  readonly engage: Engage;
  readonly bets: Bets;
  readonly alignment: Alignment;
};
type Today = Answer<typeof getToday>;
type Member = Awaited<ReturnType<Access['membersOf']>>[number];

const hourMs = 3_600_000;
const hoursBefore = (now: Date, hours: number) => time(new Date(now.getTime() - hours * hourMs));

export async function readToday(
  needs: Needs,
  project: ProjectId,
  member: Member | undefined,
): Promise<Today> {
  const { platform, access } = needs;
  const now = platform.clock.now();
  const members = await access.membersOf(project);
  const [{ activity, ...did }, said, around, news, me, comingIn] = await Promise.all([
    readDid(platform, project, now),
    readSaid(platform, project, now),
    readAround(needs, project, { now, members }),
    readNews(needs, project, now),
    member && readMe(platform, project, member),
    demoComesIn(platform, access, project),
  ]);
  const seen = { ...did, ...said };
  const stations = stationsOf(project, seen, around);
  const waiting = waitingOn(project, { around, me });
  const known = { seen, around, stations, waiting, members, comingIn, me };
  return {
    number: numberOf(known),
    stations,
    answers: answersOf(project, around.loops),
    actions: actionsFor(project, known),
    waiting,
    comingIn,
    ...news,
    newSignalsTotal: seen.signals,
    activity,
  };
}

/** How many words Today shows. */
const mostWords = 5;

/** What was said and what was marked in a day; words that stand for something come first. */
async function readNews(
  { voice, evidence }: Needs,
  project: ProjectId,
  now: Date,
): Promise<Pick<Today, 'evidence' | 'newSignals' | 'newHighlights'>> {
  const since = new Date(now.getTime() - 24 * hourMs);
  const [newest, items] = await Promise.all([
    voice.newest(project, { from: since.toISOString(), limit: mostWords }),
    evidence.since(project, since),
  ]);
  const { people: supports, contradicting: contradicts } = countEvidence(items);
  const marked = items.map(({ signal }) => signal);
  const newSignals = [
    ...new Map([...marked, ...newest].map((signal) => [signal.id, signal])).values(),
  ].slice(0, mostWords);
  return {
    evidence: { supports, contradicts },
    newSignals,
    newHighlights: [...(await evidence.highlightsIn(project, newSignals))],
  };
}

/** What each domain of the loop says of itself, each by a fixed number of questions. */
async function readAround(
  needs: Needs,
  project: ProjectId,
  { now, members }: { readonly now: Date; readonly members: readonly Member[] },
): Promise<Around> {
  const { platform, access, discovery, outcomes, engage, bets, alignment } = needs;
  const { records } = platform;
  const [sprints, opportunities, goals, standing, launched, loops, briefs, zone] =
    await Promise.all([
      discovery.sprints(project),
      discovery.standing(project),
      outcomes.list(project),
      bets.standing(project),
      records.read(project, async (reader) => ({
        releases: await releasesNow(reader),
        experiments: await listExperiments(reader),
      })),
      engage.loops(project),
      alignment.briefs(project),
      access.timeZoneOf(project),
    ]);
  const toSign = standing.toSign.map(({ id }) => id);
  const today = dayOf(now, zone);
  const held = new Map(members.map(({ userId, name, role }) => [userId, { name, role }]));
  return {
    sprints,
    needs: opportunities,
    outcomes: goals,
    bets: standing,
    ...(await records.read(project, async (reader) => ({
      betSignatures: await signaturesOfAll(reader, toSign),
      pods: await readPods(reader, { members: held, today }),
    }))),
    ...launched,
    loops,
    briefs,
    today,
  };
}

/** With when those were paused that are paused now. */
async function releasesNow(reader: Reader): Promise<Around['releases']> {
  const releases = await readReleases(reader);
  const paused = releases.filter(({ state }) => state === 'paused').map(({ id }) => id);
  const histories = await historyOfAll(reader, paused);
  return releases.map((release) => ({
    ...release,
    pausedAt: histories.get(release.id)?.findLast(({ move }) => move === 'pause')?.at ?? null,
  }));
}

function readMe(
  { records }: Needs['platform'],
  project: ProjectId,
  { userId, name, role, isAdmin = false }: Member,
): Promise<Me> {
  return records.read(project, async (reader) => ({
    userId,
    role,
    isAdmin,
    side: await sideOf(reader, { id: userId, kind: 'user', name, role }),
    hasLinked: await hasDone(reader, userId, { object: 'highlight', move: 'link' }),
  }));
}

/** What people said; one question. */
async function readSaid(
  { events }: Needs['platform'],
  project: ProjectId,
  now: Date,
): Promise<Said> {
  const ago = (hours: number) => hoursBefore(now, hours);
  const [said] = await events.rows<Said>(
    project,
    sql`SELECT count() AS signalsEver, countIf(time >= ${ago(24)}) AS signals,
          countIf(time < ${ago(24)} AND time >= ${ago(48)}) AS signalsBefore,
          countIf(time >= ${ago(168)} AND rating IS NOT NULL AND rating <= 0.4 * ifNull(rating_max, 5)) AS unhappyThisWeek
        FROM ${source('signals', sql`time, rating, rating_max`)}`,
  );
  return said!;
}

/** What people did in two days, whole and by hour: one reading of the events. */
async function readDid(
  { events }: Needs['platform'],
  project: ProjectId,
  now: Date,
): Promise<Did & Pick<Today, 'activity'>> {
  const person = sql`if(o.person = e.person, o.canonical, e.person)`;
  const rows = await events.rows<{ hour: number; isNew: 0 | 1; events: number; people: number }>(
    project,
    sql`SELECT toUInt32(intDiv(toUnixTimestamp64Milli(time), ${int(hourMs)})) AS hour, time >= ${hoursBefore(now, 24)} AS isNew,
          count() AS events, uniqExact(${person}) AS people
        FROM ${source('events', sql`time, person`, [sql`time >= ${hoursBefore(now, 48)}`])} AS e
        LEFT ANY JOIN ${source('person_overrides', sql`person, canonical`)} AS o ON o.person = e.person
        GROUP BY GROUPING SETS ((hour), (isNew))`,
  );
  // The rows of the two days have no hour.
  const day = (isNew: 0 | 1) => rows.find((row) => row.hour === 0 && row.isNew === isNew);
  const did = { events: day(1)?.events ?? 0, people: day(1)?.people ?? 0 };
  const eventsEver = rows.length > 0 ? 1 : await anyEvent(events, project);
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  const last = Math.floor(now.getTime() / hourMs);
  const activity = Array.from({ length: 24 }, (_, i) => {
    const hour = last - 23 + i;
    const { events: some = 0, people = 0 } = byHour.get(hour) ?? {};
    return { hour: new Date(hour * hourMs).toISOString(), events: some, people };
  });
  return { ...did, peopleBefore: day(0)?.people ?? 0, eventsEver, activity };
}

/** One is enough to have some ever. */
async function anyEvent({ rows }: Platform['events'], project: ProjectId): Promise<0 | 1> {
  const found = await rows(project, sql`SELECT 1 FROM ${source('events', sql`time`)} LIMIT 1`);
  return found.length > 0 ? 1 : 0;
}

async function demoComesIn(
  { facts }: Needs['platform'],
  access: Needs['access'],
  project: ProjectId,
): Promise<boolean> {
  return (await access.isDemo(project)) && (await facts.waits(project, 'project.created'));
}

type Said = Pick<Seen, 'signalsEver' | 'signals' | 'signalsBefore' | 'unhappyThisWeek'>;
type Did = Omit<Seen, keyof Said>;
