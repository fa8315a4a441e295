/**
 * Erasing a person: a request on record and the fact `person.erased`, which every domain that keeps
 * something of people answers. The request is done when all have; what they could not do yet is
 * tried again, also after a restart.
 */
import { sql } from 'kysely';
import type { ProjectId } from '@tandem/contract';
import { emit } from '../../platform/facts.ts';
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
  /** Tells of a distinct id whether what it did at that time was erased. */
  erasedBefore(project: ProjectId): Promise<(distinctId: string, time: Date) => boolean>;
}

type Needs = Pick<Platform, 'records' | 'facts' | 'clock' | 'newId' | 'config'>;
const patienceMs = 5_000;
const nothingErased = () => false;

export function createErasure(platform: Needs): Erasure {
  const { records, facts, clock, newId, config } = platform;
  const answers = new Map<string, Answer>();
  const tombstones = new Map<ProjectId, Promise<ReadonlyMap<string, Date>>>();

  facts.on('person.erased', async ({ project, payload, id }) => {
    const row = await find(project, payload.request);
    if (row === undefined || row.done_at !== null) return;
    for (const domain of row.waiting_for) {
      const forget = answers.get(domain);
      if (forget === undefined) throw new Error(`no domain "${domain}" answers an erasure here`);
      await forget(project, payload);
      await answered(project, payload.request, domain);
    }
    await finish(project, payload, id);
  });

  const find = (project: ProjectId, request: string) =>
    records.read(project, (r) =>
      r.selectFrom('erasures').selectAll().where('id', '=', request).executeTakeFirst(),
    );

  const answered = (project: ProjectId, request: string, domain: string) =>
    records.write(project, (w) =>
      w
        .updateTable('erasures')
        .set({ waiting_for: sql`array_remove(waiting_for, ${domain})` })
        .where('id', '=', request)
        .execute(),
    );

  /** The facts themselves name the person too: nothing of them stays in the outbox. */
  async function finish(project: ProjectId, erased: Erased, fact: number): Promise<void> {
    await records.write(project, async (w) => {
      await w
        .updateTable('erasures')
        .set({ done_at: clock.now() })
        .where('id', '=', erased.request)
        .where('done_at', 'is', null)
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

  async function loadTombstones(project: ProjectId): Promise<ReadonlyMap<string, Date>> {
    const rows = await records.read(project, (r) =>
      r.selectFrom('erased_ids').select(['hash', 'erased_at']).execute(),
    );
    return new Map(rows.map((row) => [row.hash, row.erased_at]));
  }

  async function status(project: ProjectId, request: string) {
    const row = await find(project, request);
    if (row === undefined) {
      throw new Problem('not_found', 'There is no such erasure in this project.', {
        hint: 'The answer to the erasure names its request.',
      });
    }
    return { request, ...statusOf(row) };
  }

  return {
    answer: (domain, forget) => void answers.set(domain, forget),
    async erase(project, who) {
      const erased: Erased = { ...who, request: newId() };
      const now = clock.now();
      const hashes = who.people.map((own) => tombstoneOf(config.secret, project, own));
      await records.write(project, async (w) => {
        await w
          .insertInto('erasures')
          .values({
            id: erased.request,
            waiting_for: [...answers.keys()],
            requested_at: now,
            done_at: null,
          })
          .execute();
        await sql`INSERT INTO erased_ids (hash, erased_at)
          SELECT hash, ${now.toISOString()}::timestamptz FROM unnest(${hashes}::text[]) AS hash
          ON CONFLICT (project, hash) DO UPDATE SET erased_at = excluded.erased_at`.execute(w);
        await emit(w, 'person.erased', erased);
      });
      tombstones.delete(project);
      await Promise.race([facts.deliver(), pause(patienceMs)]);
      return status(project, erased.request);
    },
    status,
    async erasedBefore(project) {
      let loading = tombstones.get(project);
      if (loading === undefined) {
        loading = loadTombstones(project);
        tombstones.set(project, loading);
        loading.catch(() => tombstones.delete(project));
      }
      const known = await loading;
      if (known.size === 0) return nothingErased;
      return (distinctId, time) => {
        const erasedAt = known.get(
          tombstoneOf(config.secret, project, personOf(project, distinctId)),
        );
        return erasedAt !== undefined && time <= erasedAt;
      };
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
