import type { Pack, ProjectId, Side } from '@tandem/contract';
import { sideOfRole } from '@tandem/contract';
import { dayMs } from '@tandem/query';
import type { Evidence } from '../../evidence/index.ts';
import { readOpportunities } from '../../discovery/index.ts';
import type { Outcomes } from '../../outcomes/index.ts';
import type { Release } from '../../release/index.ts';
import { historyBetween, historyOfAll, type Happened } from '../../platform/history.ts';
import { noSuch } from '../../platform/problem.ts';
import type { Reader, RecordsDoor } from '../../platform/records.ts';
import type { Members } from '../../pods/index.ts';
import '../tables.ts';
import {
  addressOf,
  nothingCounted,
  type Decision,
  type NewWords,
  type OpenAction,
  type OpportunityNow,
  type PackInput,
  type ResultNow,
} from './rules.ts';

export type PackNeeds = {
  readonly records: RecordsDoor;
  readonly evidence: Pick<Evidence, 'counts' | 'items' | 'byIds'>;
  readonly outcomes: Pick<Outcomes, 'readings'>;
  readonly release: Pick<Release, 'experiments'>;
};
type Asked = { readonly project: ProjectId; readonly members: Members; readonly now: Date };

const weekMs = 7 * dayMs;

/** Everything that the pack of this moment is made from. */
export async function readPackInput(needs: PackNeeds, asked: Asked): Promise<PackInput> {
  const { project, members } = asked;
  const last = await needs.records.read(project, lastPack);
  const from = last?.until ?? new Date(asked.now.getTime() - weekMs);
  // After the clock was set back too: no time comes into two packs.
  const now = asked.now < from ? from : asked.now;
  const [happened, opportunities, results, actions] = await Promise.all([
    needs.records.read(project, (reader) => historyBetween(reader, from, now)),
    readOpportunitiesNow(needs, project),
    Promise.all([readEffects(needs, project), readOutcomes(needs, project)]),
    needs.records.read(project, (reader) => openActions(reader, members, from)),
  ]);
  const sideOf = sidesOf(members);
  return {
    project,
    number: (last?.number ?? 0) + 1,
    from: from.toISOString(),
    to: now.toISOString(),
    before: last?.counts ?? nothingCounted,
    opportunities,
    words: await newWords(needs, { project, happened, opportunities }),
    results: results.flat(),
    decisions: await needs.records.read(project, (reader) => decisions(reader, happened, sideOf)),
    actions,
    active: [...new Set(happened.map(({ actorId }) => sideOf(actorId)))].filter(
      (one) => one !== null,
    ),
  };
}

async function lastPack(reader: Reader) {
  return reader
    .selectFrom('packs')
    .select(['number', 'until', 'counts'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function readOpportunitiesNow(
  { records, evidence }: PackNeeds,
  project: ProjectId,
): Promise<readonly OpportunityNow[]> {
  const all = await records.read(project, readOpportunities);
  const ids = all.map(({ id }) => id);
  const counts = await evidence.counts(project, { kind: 'opportunity', ids });
  return all.map(({ id, statement }, i) => {
    const { people, contradicting } = counts[i]!;
    return { id, statement, people, against: contradicting };
  });
}

/** The effect that each experiment's sentence tells, on what it decides by, as far as any figure is given. */
async function readEffects(
  { release }: PackNeeds,
  project: ProjectId,
): Promise<readonly ResultNow[]> {
  return (await release.experiments(project)).flatMap(({ experiment, result }) => {
    const { headline, metrics, label } = result;
    const primary = metrics.find(({ role }) => role === 'primary');
    const effect = primary?.effects.find(({ variant }) => variant === headline?.variant);
    if (headline === null || !effect?.relative) return [];
    return {
      key: experiment.id,
      text: `${headline.sentence} (${label})`,
      href: addressOf(project, { object: 'experiment', record: experiment.id }),
      ...effect.relative,
    };
  });
}

/** What is measured for an outcome, as far as its interval is known: a figure, and no cause of it. */
async function readOutcomes(
  { outcomes }: PackNeeds,
  project: ProjectId,
): Promise<readonly ResultNow[]> {
  return (await outcomes.readings(project)).flatMap(({ outcome, metric, reading }) => {
    const { value, low, high } = reading.estimate;
    if (value === null || low === null || high === null) return [];
    const when = reading.reached === null ? '' : `, met since day ${reading.reached.day}`;
    const [now, from, to, target] = [value, low, high, reading.target].map(rounded);
    return {
      key: outcome.id,
      text: `${metric.name} is ${now} (${from} to ${to} ${metric.unit}), to reach ${target}${when}: “${outcome.sentence}” (observational)`,
      href: addressOf(project, { object: 'outcome', record: outcome.id }),
      value,
      low,
      high,
    };
  });
}

const rounded = (value: number): string => String(Number(value.toPrecision(4)));

type Said = {
  readonly project: ProjectId;
  readonly happened: readonly Happened[];
  readonly opportunities: readonly OpportunityNow[];
};

/** The words that were linked in this time, the newest first. */
async function newWords(
  { evidence }: PackNeeds,
  { project, happened, opportunities }: Said,
): Promise<readonly NewWords[]> {
  const fresh = new Set(
    happened
      .filter(({ object, move }) => object === 'opportunity' && move === 'evidence')
      .map(({ detail }) => String(detail['highlight'])),
  );
  const ids = opportunities.map(({ id }) => id);
  const items = await evidence.items(project, [{ kind: 'opportunity', ids }]);
  return ids.flatMap((opportunity) =>
    (items.get(opportunity) ?? [])
      .filter(({ highlight }) => fresh.has(highlight.id) && !highlight.isRedacted)
      .map(({ highlight, relation, signal }) => ({
        opportunity,
        highlight: highlight.id,
        text: highlight.text,
        voice: signal.person ?? signal.author,
        who: signal.mayQuote ? (signal.personName ?? signal.author ?? 'unnamed') : 'unnamed',
        isAgainst: relation === 'contradicts',
      })),
  );
}

/** Moves from one state to another are decisions; a receipt or a lease is none. */
const noDecision = new Set(['signal', 'acknowledgement', 'loop closure']);
/** Decided without a move: to go on against a gate, or to leave as it is what somebody wanted back. */
const standing = new Set(['override', 'decline_to_reopen']);

async function decisions(
  reader: Reader,
  happened: readonly Happened[],
  sideOf: (actorId: string) => Side | null,
): Promise<readonly Decision[]> {
  const moves = happened.filter(
    ({ object, to, from, move }) =>
      !noDecision.has(object) && ((from !== null && to !== null) || standing.has(move)),
  );
  const histories = await historyOfAll(reader, [...new Set(moves.map(({ record }) => record))]);
  return moves.map(({ actorId, ...entry }) => ({
    object: entry.object,
    record: entry.record,
    title: titleOf(histories.get(entry.record) ?? []) ?? entry.object,
    move: entry.move,
    actor: entry.actor,
    side: sideOf(actorId),
    reason: entry.reason,
    at: entry.at,
  }));
}

const titleFields = ['title', 'name', 'statement', 'sentence', 'hypothesis'] as const;

/** What a record was last called, as its own history tells. */
function titleOf(history: readonly { readonly detail: Readonly<Record<string, unknown>> }[]) {
  for (const { detail } of history.toReversed()) {
    for (const field of titleFields) {
      const value = detail[field];
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return undefined;
}

const sidesOf = (members: Members) => (actorId: string) => {
  const member = members.get(actorId);
  return member === undefined ? null : sideOfRole[member.role];
};

/** Open ones, and those that were done since the last pack. */
async function openActions(
  reader: Reader,
  members: Members,
  since: Date,
): Promise<readonly OpenAction[]> {
  const rows = await reader
    .selectFrom('pack_actions')
    .selectAll()
    .where((is) => is.or([is('done_at', 'is', null), is('done_at', '>=', since)]))
    .orderBy('due_on')
    .orderBy('id')
    .execute();
  return rows.map(({ title, owner, due_on, evidence, done_at }) => ({
    title,
    owner: members.get(owner)?.name ?? 'somebody who left',
    dueOn: due_on,
    evidence,
    isDone: done_at !== null,
  }));
}

/** The newest first: all, or the one of this id. */
export async function showPacks(reader: Reader, members: Members, only?: string): Promise<Pack[]> {
  const rows = await reader
    .selectFrom('packs')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .orderBy('number', 'desc')
    .execute();
  const actions = await reader
    .selectFrom('pack_actions')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('pack', '=', only ?? ''))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, snapshot, body, made_by }) => ({
    id,
    snapshot,
    text: body,
    madeBy: made_by,
    actions: actions
      .filter(({ pack }) => pack === id)
      .map((row) => ({
        id: row.id,
        pack: row.pack,
        title: row.title,
        owner: { userId: row.owner, name: members.get(row.owner)?.name ?? 'somebody who left' },
        dueOn: row.due_on,
        evidence: row.evidence,
        doneAt: row.done_at?.toISOString() ?? null,
      })),
  }));
}

export async function showPack(reader: Reader, members: Members, id: string): Promise<Pack> {
  const [found] = await showPacks(reader, members, id);
  if (found !== undefined) return found;
  throw noSuch('pack');
}
