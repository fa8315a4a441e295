import * as contract from '@tandem/contract';
import { outcomeMachine, type Outcome, type WithHistory } from '@tandem/contract';
import { dayOf } from '@tandem/query';
import { change, given, type Called, type Change } from '../access/index.ts';
import { route, type Route } from '../platform/http.ts';
import { nextState } from '../platform/moves.ts';
import type { Platform } from '../platform/platform.ts';
import { createOutcome, moveOutcome, signOutcome, updateOutcome } from './actions.ts';
import { closeOutcome } from './measuring/actions.ts';
import { readBaseline, readReading, readResult, type MeasuringNeeds } from './measuring/reads.ts';
import { listOutcomes, readOutcome, showOutcome } from './reads.ts';
import { moveOfVerdict } from './measuring/rules.ts';
import { reading } from './rules.ts';

export type Needs = Pick<Platform, 'newId'> & MeasuringNeeds;

export function outcomeRoutes(needs: Needs): readonly Route[] {
  return [...agreeingRoutes(needs), ...measuringRoutes(needs)];
}

function agreeingRoutes(needs: Needs): readonly Route[] {
  const { records, clock, newId } = needs;

  const changed = (call: Called, id: string, act: Change<WithHistory<Outcome>>['act']) =>
    change(needs, call, { act, show: (reader) => showOutcome(reader, id) });

  return [
    route(contract.readGoalSentence, async ({ body }) => reading(body.sentence)),
    route(contract.listOutcomes, async ({ project }) => ({
      outcomes: await records.read(project, listOutcomes),
    })),
    route(contract.getOutcome, ({ project, params }) =>
      records.read(project, (reader) => showOutcome(reader, params.id)),
    ),
    route(contract.createOutcome, (call) => {
      const id = newId();
      return changed(call, id, (writer, by) =>
        createOutcome(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.updateOutcome, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) =>
        updateOutcome(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.moveOutcome, async (call) => {
      const { id } = call.params;
      const today = dayOf(clock.now(), await needs.timeZoneOf(call.project));
      const { startsOn = today, ...rest } = call.body;
      return changed(call, id, (writer, by) => moveOutcome(writer, by, { id, startsOn, ...rest }));
    }),
    route(contract.signOutcome, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) => signOutcome(writer, by, { id, ...call.body }));
    }),
  ];
}

function measuringRoutes(needs: Needs): readonly Route[] {
  return [
    route(contract.suggestBaseline, ({ project, body }) => readBaseline(needs, project, body)),
    route(contract.getOutcomeResult, ({ project, params }) =>
      readResult(needs, project, params.id),
    ),
    route(contract.closeOutcome, async (call) => {
      const { id } = call.params;
      const { project, body } = call;
      const outcome = await needs.records.read(project, (reader) => readOutcome(reader, id));
      nextState(outcomeMachine, outcome.state, moveOfVerdict[body.verdict]);
      const { reading: read } = await readReading(needs, project, outcome);
      const closing = { ...body, id, closing: needs.newId(), reading: read };
      return change(needs, call, {
        act: (writer, by) => closeOutcome(writer, by, closing),
        show: (reader) => showOutcome(reader, id),
      });
    }),
  ];
}
