import * as contract from '@tandem/contract';
import type { BetPage } from '@tandem/contract';
import { change, given, type Called } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Reader, Writer } from '../platform/records.ts';
import { nowOf, type Now, type NowNeeds } from '../pods/index.ts';
import * as actions from './actions.ts';
import { dropFinding, keepFinding } from './findings/actions.ts';
import { readFindings } from './findings/reads.ts';
import { writeLearning } from './learnings/actions.ts';
import {
  countOverrides,
  evidenceAgeDays,
  listBetEvidence,
  listLearnings,
  listParts,
  showBet,
  showBets,
  type Needs as Showing,
} from './pages/reads.ts';
import { readAddressing } from './needs/reads.ts';
import { addItem, moveItem, updateItem } from './scope/actions.ts';

export type Needs = Showing & NowNeeds & Pick<Platform, 'records' | 'clock' | 'newId'>;
type Act = (writer: Writer, by: By, now: Now) => Promise<void>;

/** Runs the change; gives the page of the bet as it is then. */
async function changed(needs: Needs, call: Called, id: string, act: Act): Promise<BetPage> {
  const now = await nowOf(needs, call.project);
  await change(needs, call, { act: (writer, by) => act(writer, by, now), show: async () => {} });
  return showBet(needs, call.project, now, id);
}

export function betRoutes(needs: Needs): readonly Route[] {
  return [
    ...recordRoutes(needs),
    ...partRoutes(needs),
    ...findingRoutes(needs),
    ...endRoutes(needs),
  ];
}

function recordRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;
  return [
    route(contract.listBets, async ({ project }) => ({
      bets: await showBets(needs, project, await nowOf(needs, project)),
      overrides: await records.read(project, countOverrides),
    })),
    route(contract.getBet, async ({ project, params: { id } }) =>
      showBet(needs, project, await nowOf(needs, project), id),
    ),
    route(contract.listBetEvidence, async ({ project, params: { id } }) => ({
      items: await listBetEvidence(needs, project, id),
    })),
    route(contract.listBetParts, async ({ project }) => ({
      parts: await records.read(project, listParts),
    })),
    route(contract.createBet, (call) => {
      const id = newId();
      return changed(needs, call, id, (writer, by, now) =>
        actions.createBet(writer, by, now, { ...given(call.body), id, newId }),
      );
    }),
    route(contract.updateBet, (call) => {
      const { id } = call.params;
      return changed(needs, call, id, (writer, by, now) =>
        actions.updateBet(writer, by, now, { ...given(call.body), id }),
      );
    }),
    route(contract.moveBet, async (call) => {
      const { id } = call.params;
      const { project, body } = call;
      const age =
        body.move === 'build'
          ? await evidenceAgeDays(needs, project, await nowOf(needs, project), id)
          : null;
      const moving = { ...body, id, overrideId: newId(), evidenceAgeDays: age };
      return changed(needs, call, id, (writer, by, now) =>
        actions.moveBet(writer, by, now, moving),
      );
    }),
  ];
}

/** Answers and scope. */
function partRoutes(needs: Needs): readonly Route[] {
  const { newId } = needs;
  return [
    route(contract.answerBetQuestion, (call) => {
      const { id, question } = call.params;
      return changed(needs, call, id, (writer, by) =>
        actions.answerQuestion(writer, by, { id, question, ...call.body }),
      );
    }),
    route(contract.addScopeItem, (call) => {
      const { id: bet } = call.params;
      return changed(needs, call, bet, (writer, by) =>
        addItem(writer, by, { bet, id: newId(), ...call.body }),
      );
    }),
    route(contract.updateScopeItem, (call) => {
      const { id: bet, item: id } = call.params;
      return changed(needs, call, bet, (writer, by) =>
        updateItem(writer, by, { bet, id, ...call.body }),
      );
    }),
    route(contract.moveScopeItem, (call) => {
      const { id: bet, item: id } = call.params;
      return changed(needs, call, bet, (writer, by) =>
        moveItem(writer, by, { bet, id, newId, ...call.body }),
      );
    }),
  ];
}

function findingRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;
  const kept = (bet: string) => async (reader: Reader) => ({
    findings: await readFindings(reader, bet),
  });
  return [
    route(contract.listFindings, ({ project, params }) => records.read(project, kept(params.id))),
    route(contract.keepFinding, (call) => {
      const { id: bet } = call.params;
      return change(needs, call, {
        act: (writer, by) => keepFinding(writer, by, { id: newId(), bet, ...call.body }),
        show: kept(bet),
      });
    }),
    route(contract.dropFinding, (call) => {
      const { id: bet, finding } = call.params;
      return change(needs, call, {
        act: (writer, by) => dropFinding(writer, by, { bet, finding }),
        show: kept(bet),
      });
    }),
  ];
}

/** How it ends: verdict, learning, signatures. */
function endRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;
  return [
    route(contract.decideBet, (call) => {
      const { id } = call.params;
      return changed(needs, call, id, (writer, by) =>
        actions.decideBet(writer, by, { id, ...call.body }),
      );
    }),
    route(contract.writeLearning, (call) => {
      const { id: bet } = call.params;
      return changed(needs, call, bet, (writer, by) =>
        writeLearning(writer, by, { bet, id: newId(), ...call.body }),
      );
    }),
    route(contract.signBet, (call) => {
      const { id } = call.params;
      return changed(needs, call, id, (writer, by, now) =>
        actions.signBet(writer, by, now, { id, ...call.body }),
      );
    }),
    route(contract.readAddressing, ({ project, params: { id } }) =>
      records.read(project, (reader) => readAddressing(reader, id)),
    ),
    route(contract.listLearnings, async ({ project, query: { opportunity } }) => ({
      learnings: await records.read(project, (reader) => listLearnings(reader, opportunity)),
    })),
  ];
}
