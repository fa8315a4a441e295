/**
 * Erasing a person: a request on record and the fact `person.erased`, which every domain that keeps
 * something of people answers. The request is done when all have; what they could not do yet is
 * tried again, also after a restart.
 */
import { sql } from 'kysely';
import type { ProjectId } from '@tandem/contract';
import { emit, type Fact } from '../../platform/facts.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import '../tables.ts';
import { personOf } from '../rules.ts';
import { statusOf, tombstoneOf, type Status } from './rules.ts';

/** Who is to be forgotten: every person id that was theirs, and the ids that senders used. */
export type Erased = {
  readonly request: string;
  readonly person: string;
  readonly people: readonly string[];
  readonly distinctIds: readonly string[];
};
declare module '../../platform/facts.ts' {
  interface FactKinds {
    'person.erased': Erased;
  }
}
type Answer = (project: ProjectId, erased: Erased) => Promise<void>;

export interface Erasure {
  /** A domain that keeps something of people says here how it forgets; idempotent. */
  answer(domain: string, forget: Answer): void;
  /** Begins, and waits a moment for the domains: most requests are done when it returns. */
  erase(
    project: ProjectId,
    who: Omit<Erased, 'request'>,
  ): Promise<Status & { readonly request: string }>;
  status(project: ProjectId, request: string): Promise<Status & { readonly request: string }>;
  /**
   * Runs work that takes in data of people, and tells it of a distinct id whether what it did at that
   * time was erased. An erasure waits for the work that began before it.
   */
  whileTaking<T>(project: ProjectId, work: (wasErased: WasErased) => Promise<T>): Promise<T>;
  /** Resolves when all that was being taken in without knowing of the last erasure has ended. */
  settled(project: ProjectId): Promise<void>;
}

type Needs = Pick<Platform, 'records' | 'facts' | 'clock' | 'newId' | 'config'>;
const patienceMs = 5_000;

export function createErasure(platform: Needs): Erasure {
  const answers = new Map<string, Answer>();
  const tombstones = createTombstones(platform);
  const taking = new Map<ProjectId, Set<Promise<unknown>>>();
  platform.facts.on('person.erased', (fact) => answerAll(platform, answers, fact));

  return {
    answer: (domain, forget) => void answers.set(domain, forget),
    async erase(project, who) {
      const erased: Erased = { ...who, request: platform.newId() };
      await begin(platform, project, { erased, waitingFor: [...answers.keys()] });
      tombstones.forget(project);
      await Promise.race([platform.facts.deliver(), pause(patienceMs)]);
      return readStatus(platform, project, erased.request);
    },
    status: (project, request) => readStatus(platform, project, request),
    async whileTaking(project, work) {
      const running = taking.get(project) ?? new Set();
      taking.set(project, running);
      const mine = tombstones.of(project).then(({ wasErased }) => work(wasErased));
      running.add(mine);
      return mine.finally(() => running.delete(mine));
    },
    async settled(project) {
      // Another process, if there is one, learns of an erasure when its tombstones are read anew.
      if (platform.config.databaseUrl !== undefined) await pause(freshMs);
      const running = taking.get(project);
      if (running !== undefined) await Promise.allSettled(running);
    },
  };
}

/** The request, the tombstones and the fact: all of them or none. */
async function begin(
  { records, clock, config }: Needs,
  project: ProjectId,
  { erased, waitingFor }: { readonly erased: Erased; readonly waitingFor: string[] },
): Promise<void> {
  const now = clock.now();
  const hashes = erased.people.map((own) => tombstoneOf(config.secret, project, own));
  await records.write(project, async (w) => {
    await w
      .insertInto('erasures')
      .values({ id: erased.request, waiting_for: waitingFor, requested_at: now, done_at: null })
      .execute();
    await sql`INSERT INTO erased_ids (hash, erased_at)
      SELECT hash, ${now.toISOString()}::timestamptz FROM unnest(${hashes}::text[]) AS hash
      ON CONFLICT (project, hash) DO UPDATE SET erased_at = excluded.erased_at`.execute(w);
    await emit(w, 'person.erased', erased);
  });
}

async function answerAll(
  platform: Needs,
  answers: ReadonlyMap<string, Answer>,
  { project, payload, id }: Fact<'person.erased'>,
): Promise<void> {
  const row = await find(platform, project, payload.request);
  if (row === undefined || row.done_at !== null) return;
  for (const domain of row.waiting_for) {
    const forget = answers.get(domain);
    if (forget === undefined) throw new Error(`no domain "${domain}" answers an erasure here`);
    await forget(project, payload);
    await platform.records.write(project, (w) =>
      w
        .updateTable('erasures')
        .set({ waiting_for: sql`array_remove(waiting_for, ${domain})` })
        .where('id', '=', payload.request)
        .execute(),
    );
  }
  await finish(platform, project, { erased: payload, fact: id });
}

/** The facts themselves name the person too: nothing of them stays in the outbox. */
async function finish(
  { records, clock }: Needs,
  project: ProjectId,
  { erased, fact }: { readonly erased: Erased; readonly fact: number },
): Promise<void> {
  await records.write(project, async (w) => {
    await w
      .updateTable('erasures')
      .set({ done_at: clock.now() })
      .where('id', '=', erased.request)
      .execute();
    await sql`UPDATE facts SET payload = jsonb_build_object('request', ${erased.request}::text)
      WHERE id = ${fact}`.execute(w);
    await sql`UPDATE facts SET payload = jsonb_build_object('overrides', (
        SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(payload->'overrides') AS one
        WHERE NOT (one->>'person')::uuid = ANY(${[...erased.people]}::uuid[])))
      WHERE kind = 'person.merged' AND EXISTS (
        SELECT FROM jsonb_array_elements(payload->'overrides') AS one
        WHERE (one->>'person')::uuid = ANY(${[...erased.people]}::uuid[]))`.execute(w);
  });
}

const find = ({ records }: Needs, project: ProjectId, request: string) =>
  records.read(project, (r) =>
    r.selectFrom('erasures').selectAll().where('id', '=', request).executeTakeFirst(),
  );

async function readStatus(platform: Needs, project: ProjectId, request: string) {
  const row = await find(platform, project, request);
  if (row === undefined) {
    throw new Problem('not_found', 'There is no such erasure in this project.', {
      hint: 'The answer to the erasure names its request.',
    });
  }
  return { request, ...statusOf(row) };
}

/** How long a process goes by the tombstones that it read, where others may write some too. */
const freshMs = 2_000;
export type WasErased = (distinctId: string, time: Date) => boolean;
const nothingErased: WasErased = () => false;

/** What was erased as of so many requests: each adds its tombstones when it is made, and stays. */
type Tombstones = { readonly requests: number; readonly wasErased: WasErased };

/**
 * Kept, since every batch of events asks: until the next erasure of this process, or its age. What is
 * old is read in full only if another process has made a request since.
 */
function createTombstones({ records, config, clock }: Needs) {
  const isAlone = config.databaseUrl === undefined;
  const kept = new Map<ProjectId, { readonly of: Promise<Tombstones>; readonly at: number }>();

  async function load(project: ProjectId, known: Tombstones | undefined): Promise<Tombstones> {
    return records.read(project, async (r) => {
      const { requests } = await r
        .selectFrom('erasures')
        .select(sql<number>`count(*)::int`.as('requests'))
        .executeTakeFirstOrThrow();
      if (known?.requests === requests) return known;
      const rows = await r.selectFrom('erased_ids').select(['hash', 'erased_at']).execute();
      if (rows.length === 0) return { requests, wasErased: nothingErased };
      const erasedAt = new Map(rows.map((row) => [row.hash, row.erased_at]));
      return {
        requests,
        wasErased(distinctId, time) {
          const own = personOf(project, distinctId);
          const at = erasedAt.get(tombstoneOf(config.secret, project, own));
          return at !== undefined && time <= at;
        },
      };
    });
  }

  return {
    of(project: ProjectId): Promise<Tombstones> {
      const now = clock.now().getTime();
      const known = kept.get(project);
      if (known !== undefined && (isAlone || Math.abs(now - known.at) < freshMs)) return known.of;
      const loading = (async () => load(project, await known?.of))();
      kept.set(project, { of: loading, at: now });
      loading.catch(() => kept.delete(project));
      return loading;
    },
    forget: (project: ProjectId) => void kept.delete(project),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
