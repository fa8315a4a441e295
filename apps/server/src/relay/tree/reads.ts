/** What the opportunity tree needs of bets, releases and experiments, in one answer. */
import type { Answer, getTree, ProjectId } from '@tandem/contract';
import { readBets, readItems } from '../../bets/index.ts';
import type { Evidence } from '../../evidence/index.ts';
import type { RecordsDoor } from '../../platform/records.ts';
import { readExperiments, readReleases } from '../../release/index.ts';

type Needs = { readonly records: RecordsDoor; readonly evidence: Pick<Evidence, 'counts'> };

export async function readTree(
  { records, evidence }: Needs,
  project: ProjectId,
): Promise<Answer<typeof getTree>> {
  const { bets, items, releases, experiments } = await records.read(project, async (reader) => {
    const all = await readBets(reader);
    return {
      bets: all,
      items: await readItems(
        reader,
        all.map(({ id }) => id),
      ),
      releases: await readReleases(reader),
      experiments: await readExperiments(reader),
    };
  });
  const ids = items.map(({ id }) => id);
  const counts = await evidence.counts(project, { kind: 'scope_item', ids });
  return {
    bets: bets.map(({ id, number, title, state, opportunity, outcome }) => {
      const release = releases.find(({ bet }) => bet === id);
      return {
        id,
        number,
        title,
        state,
        opportunity,
        outcome,
        release: release === undefined ? null : { state: release.state, ring: release.ring },
      };
    }),
    solutions: items.map(({ id, bet, text, state }, place) => ({
      id,
      bet,
      text,
      state,
      counts: counts[place]!,
    })),
    tests: experiments.flatMap(({ id, bet, name, state, startedAt }) =>
      bet === null ? [] : [{ id, bet, name, state, startedAt }],
    ),
  };
}
