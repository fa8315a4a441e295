/** The loops of a project: who asked, who was told, what they answered, by release and opportunity. */
import { closureAnswers, type Loop, type ProjectId, type Signal } from '@tandem/contract';
import { readOpportunities } from '../../discovery/index.ts';
import { historyOfAll } from '../../platform/history.ts';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import { readReleases } from '../../release/index.ts';
import type { Voice } from '../../voice/index.ts';
import type { Lookups } from '../askers/actions.ts';
import { isOpen } from '../reopenings/rules.ts';
import { textOf } from '../texts/reads.ts';
import '../tables.ts';
import { countLoop } from './rules.ts';

export type Needs = {
  readonly records: RecordsDoor;
  readonly voice: Pick<Voice, 'byIds'>;
  readonly lookups: Lookups;
};
/** How many sentences of those who said no a page gets. */
const mostWords = 20;

export async function readLoops(
  { records, voice, lookups }: Needs,
  project: ProjectId,
  only?: string,
): Promise<Loop[]> {
  const releases = await records.read(project, (reader) => readReleases(reader));
  await lookups.refresh(
    project,
    releases.filter(({ state, opportunities }) => {
      const isMeant = only === undefined ? opportunities.length > 0 : opportunities.includes(only);
      return isMeant && state !== 'rolled_back';
    }),
  );
  const pairs = await records.read(project, (reader) => readPairs(reader, only));
  const spoken = pairs.flatMap(({ rows }) => rows.flatMap(({ words }) => words ?? []));
  const signals = await voice.byIds(project, spoken);
  return pairs.map(({ release, opportunity, rows, request, reopenedAt, text }) => ({
    release,
    opportunity,
    ...countLoop(rows),
    words: wordsOf(rows, signals),
    reopening:
      request === undefined
        ? null
        : {
            version: request.version,
            askedAt: request.asked_at.toISOString(),
            isOpen: isOpen(request, reopenedAt),
            words:
              signals.get(rows.find(({ id }) => id === request.closure)?.words ?? '')?.text ?? null,
            declined: declinedOf(request),
          },
    text,
  }));
}

const declinedOf = ({ declined_at, declined_by, decline_reason }: Declined) =>
  declined_at === null
    ? null
    : { by: declined_by ?? '', at: declined_at.toISOString(), reason: decline_reason ?? '' };
type Declined = {
  readonly declined_at: Date | null;
  readonly declined_by: string | null;
  readonly decline_reason: string | null;
};

type Row = Awaited<ReturnType<typeof readRows>>[number];

const readRows = (reader: Reader, only: string | undefined) =>
  reader
    .selectFrom('closures')
    .select(['id', 'release', 'opportunity', 'state', 'reason', 'told_at', 'answered_at', 'words'])
    .select('person')
    .where('merged_into', 'is', null)
    .$if(only !== undefined, (query) => query.where('opportunity', '=', only ?? ''))
    .orderBy('answered_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();

/** Each release with each opportunity whose askers it tells: all, or those of one opportunity. */
async function readPairs(reader: Reader, only: string | undefined) {
  const rows = await readRows(reader, only);
  const byPair = Map.groupBy(rows, (row) => `${row.release} ${row.opportunity}`);
  const requests = await reader.selectFrom('reopen_requests').selectAll().execute();
  const asked = requests.map(({ opportunity }) => opportunity);
  const histories = await historyOfAll(reader, [...new Set(asked)]);
  const named = only === undefined ? undefined : [only];
  const opportunities = new Map(
    (await readOpportunities(reader, named)).map((one) => [one.id, one]),
  );
  const pairs = [];
  for (const release of await readReleases(reader)) {
    const mine = release.opportunities.flatMap((id) => opportunities.get(id) ?? []);
    if (mine.length === 0) continue;
    const text = await textOf(reader, release);
    for (const { id, version, statement, state } of mine) {
      pairs.push({
        release: pick(release),
        opportunity: { id, version, statement, state },
        rows: byPair.get(`${release.id} ${id}`) ?? [],
        request: requests.find((one) => one.opportunity === id && one.release === release.id),
        reopenedAt: (histories.get(id) ?? [])
          .filter(({ move }) => move === 'reopen')
          .map(({ at }) => at),
        text,
      });
    }
  }
  return pairs;
}

const pick = ({ id, name, flagKey, state }: Loop['release']) => ({ id, name, flagKey, state });

/** Of those for whom it is not solved, the newest first; who said nothing has no words. */
function wordsOf(rows: readonly Row[], signals: ReadonlyMap<string, Signal>): Loop['words'] {
  return rows
    .flatMap(({ state, words, answered_at, person }) => {
      const answer = closureAnswers.find((one) => one === state);
      const signal = signals.get(words ?? '');
      if (answer === undefined || answer === 'solved' || signal === undefined) return [];
      const at = answered_at?.toISOString() ?? signal.time;
      return [{ answer, at, text: signal.text, personName: signal.personName, person }];
    })
    .toSorted((a, b) => Number(b.answer === 'not_solved') - Number(a.answer === 'not_solved'))
    .slice(0, mostWords);
}
