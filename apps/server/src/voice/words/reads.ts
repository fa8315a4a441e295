/** What exactly the people behind a number said: theirs and nobody else's. */
import type { FunnelSet, ProjectId, WordsOfSet } from '@tandem/contract';
import { join, sql, uint, type Sql } from '@tandem/query';
import { saidIn, type Contrast, type Insights } from '../../insights/index.ts';
import { asSignal, type SignalRow } from '../../people/index.ts';
import type { Needs } from '../reads.ts';
import { rankWords, type Ranked, type Said } from './rules.ts';

export type WordsNeeds = Needs & { readonly insights: Pick<Insights, 'contrast'> };
export type WordsPage = { readonly limit: number; readonly offset: number };
type WordRow = SignalRow & {
  readonly person: string;
  readonly at: string;
  readonly target: number;
};

/** Beyond this many the ranking would not change, only take longer; the newest count. */
const maxCompared = 20_000;

export async function readFunnelWords(
  needs: WordsNeeds,
  project: ProjectId,
  { set, ...page }: WordsPage & { readonly set: FunnelSet },
): Promise<WordsOfSet> {
  return readWordsOf(needs, project, await needs.insights.contrast(project, set), page);
}

/** Words of the people of a set, the most telling first, against those of the others. */
export async function readWordsOf(
  { events, people }: Needs,
  project: ProjectId,
  contrast: Contrast,
  { limit, offset }: WordsPage,
): Promise<WordsOfSet> {
  const [counted, rows] = await Promise.all([
    events.rows<{ people: number }>(
      project,
      sql`SELECT countIf(is_target) AS people FROM ${contrast.members}`,
    ),
    events.rows<WordRow>(project, wordsSql(contrast)),
  ]);
  const theirs = rows.filter((row) => row.target === 1);
  const others = rows.filter((row) => row.target === 0);
  const { words, terms } = rankWords(theirs.map(asSaid), others.map(asSaid));
  const shown = words.slice(offset, offset + limit);
  const called = await people.names(project, [...new Set(shown.map(({ said }) => said.person))]);
  const rowOf = new Map(theirs.map((row) => [row.id, row]));
  function asWord({ said, marks }: Ranked) {
    const name = called.get(said.person)?.name ?? null;
    const signal = asSignal(rowOf.get(said.id)!, said.person, name);
    return { ...signal, marks: [...marks], minutesAfterStep: said.minutesAfterStep ?? null };
  }
  return {
    people: counted[0]?.people ?? 0,
    peopleWithWords: new Set(theirs.map((row) => row.person)).size,
    total: words.length,
    words: shown.map(asWord),
    terms: [...terms],
  };
}

const columns: Sql[] = [
  sql`id`,
  sql`source`,
  sql`source_id`,
  sql`text`,
  sql`author`,
  sql`rating`,
  sql`rating_max`,
  sql`language`,
  sql`time`,
  sql`url`,
  sql`audience`,
  sql`may_quote`,
  sql`may_contact`,
];

/** Of each side the newest. */
function wordsSql(contrast: Contrast): Sql {
  const list = join(
    columns.map((column) => sql`said.${column} AS ${column}`),
    ', ',
  );
  const later = contrast.isAfterwards === true ? sql` WHERE said.time >= behind.at` : sql``;
  return sql`SELECT ${list}, behind.person AS person, behind.at AS at, toUInt8(behind.is_target) AS target
    FROM ${saidIn(contrast, columns)} AS said
    INNER JOIN ${contrast.members} AS behind ON behind.person = said.person${later}
    ORDER BY time DESC, toString(id) LIMIT ${uint(maxCompared)} BY target`;
}

function asSaid(row: WordRow): Said {
  const minutes = (Date.parse(row.time) - Date.parse(row.at)) / 60_000;
  return {
    id: row.id,
    person: row.person,
    text: row.text,
    language: row.language,
    minutesAfterStep: Math.round(minutes * 10) / 10,
    ratingShare:
      row.rating === null || row.rating_max === null ? undefined : row.rating / row.rating_max,
  };
}
