import * as contract from '@tandem/contract';
import type { Framework, ProjectId } from '@tandem/contract';
import { change, given, type Called, type Change } from '../access/index.ts';
import type { Evidence } from '../evidence/index.ts';
import { historyOf } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { Problem } from '../platform/problem.ts';
import {
  createFramework,
  moveFramework,
  recordClarity,
  reviseFramework,
  signFramework,
  updateFramework,
} from './actions.ts';
import { readFramework, readFrameworks } from './reads.ts';

export type Needs = Pick<Platform, 'records' | 'clock' | 'newId'> & {
  readonly evidence: Pick<Evidence, 'byIds'>;
};

export function storyRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;
  const changed = (call: Called, id: string, act: Change<Framework>['act']) =>
    change(needs, call, { act, show: (reader) => readFramework(reader, id) });

  return [
    route(contract.listFrameworks, async ({ project, query: { bet } }) => ({
      frameworks: await records.read(project, (reader) =>
        readFrameworks(reader, bet === undefined ? {} : { bets: [bet] }),
      ),
    })),
    route(contract.getFramework, async ({ project, params: { id } }) => {
      const { shown, history } = await records.read(project, async (reader) => ({
        shown: await readFramework(reader, id),
        history: await historyOf(reader, id),
      }));
      const quote = await quoteOf(needs, project, shown.problemHighlight);
      return { ...shown, quote: quote ?? null, history: [...history] };
    }),
    route(contract.createFramework, async (call) => {
      const id = newId();
      await checkQuote(needs, call.project, call.body.problemHighlight);
      return changed(call, id, (writer, by) =>
        createFramework(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.updateFramework, async (call) => {
      const { id } = call.params;
      await checkQuote(needs, call.project, call.body.problemHighlight);
      return changed(call, id, (writer, by) =>
        updateFramework(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.recordClarity, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) => recordClarity(writer, by, { id, ...call.body }));
    }),
    route(contract.moveFramework, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) => moveFramework(writer, by, { id, ...call.body }));
    }),
    route(contract.signFramework, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) => signFramework(writer, by, { id, ...call.body }));
    }),
    route(contract.reviseFramework, (call) => {
      const id = newId();
      const { id: from } = call.params;
      return changed(call, id, (writer, by) => reviseFramework(writer, by, { from, id }));
    }),
  ];
}

async function quoteOf({ evidence }: Needs, project: ProjectId, id: string | null | undefined) {
  return id ? (await evidence.byIds(project, [id])).get(id) : undefined;
}

async function checkQuote(needs: Needs, project: ProjectId, id?: string | null): Promise<void> {
  const quote = await quoteOf(needs, project, id);
  if (!id || quote?.isRedacted === false) return;
  throw new Problem('invalid', 'body.problemHighlight: there are no such words in this project.', {
    hint: 'Highlight what somebody said, and name that highlight.',
  });
}
