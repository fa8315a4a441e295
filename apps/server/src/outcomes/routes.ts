import * as contract from '@tandem/contract';
import type { Outcome, ProjectId } from '@tandem/contract';
import { dayOf } from '@tandem/query';
import { change, given, type Called, type Change } from '../access/index.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { createOutcome, moveOutcome, signOutcome, updateOutcome } from './actions.ts';
import { listOutcomes, showOutcome } from './reads.ts';
import { reading } from './rules.ts';

export type Needs = Pick<Platform, 'records' | 'clock' | 'newId'> & {
  /** IANA name of the project's time zone. */
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};

export function outcomeRoutes(needs: Needs): readonly Route[] {
  const { records, clock, newId } = needs;

  const changed = (call: Called, id: string, act: Change<Outcome>['act']) =>
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
