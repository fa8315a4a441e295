import * as contract from '@tandem/contract';
import { experimentMachine, type Experiment, type WithHistory } from '@tandem/contract';
import { change, given, type Called, type Change } from '../../access/index.ts';
import { route, type Route } from '../../platform/http.ts';
import type { NewId } from '../../platform/clock.ts';
import { nextState } from '../../platform/moves.ts';
import type { Reader } from '../../platform/records.ts';
import { createExperiment, moveExperiment, signExperiment, updateExperiment } from './actions.ts';
import { settle, type SettleNeeds } from './jobs.ts';
import { calculateFor } from './plans/reads.ts';
import { listExperiments, readExperiment, showExperiment } from './reads.ts';
import { analyse, daysOf, wordsOf, type Needs } from './results/reads.ts';

export type ExperimentNeeds = Needs & SettleNeeds & { readonly newId: NewId };

export function experimentRoutes(needs: ExperimentNeeds): readonly Route[] {
  const { records } = needs;
  const show = (id: string) => (reader: Reader) => showExperiment(reader, id);

  async function changed(call: Called, id: string, act: Change<WithHistory<Experiment>>['act']) {
    const after = await change(needs, call, { act, show: show(id) });
    needs.changed(call.project);
    return after;
  }

  return [
    route(contract.listExperiments, async ({ project }) => ({
      experiments: await records.read(project, listExperiments),
    })),
    route(contract.getExperiment, ({ project, params }) => records.read(project, show(params.id))),
    route(contract.createExperiment, (call) => {
      const id = needs.newId();
      const plan =
        call.body.plan ?? contract.experimentPlan.partial({ arms: true, control: true }).parse({});
      return changed(call, id, (writer, by) =>
        createExperiment(writer, by, { ...call.body, plan, id }),
      );
    }),
    route(contract.updateExperiment, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) =>
        updateExperiment(writer, by, { ...given(call.body), id }),
      );
    }),
    ...movingRoutes(needs, changed),
    route(contract.getExperimentResult, ({ project, params }) =>
      analyse(needs, project, params.id),
    ),
    route(contract.getExperimentDays, ({ project, params }) => daysOf(needs, project, params.id)),
    route(contract.getExperimentWords, ({ project, params }) => wordsOf(needs, project, params.id)),
    route(contract.calculateExperiment, ({ project, body }) => calculateFor(needs, project, body)),
  ];
}

type Changing = (
  call: Called,
  id: string,
  act: Change<WithHistory<Experiment>>['act'],
) => Promise<WithHistory<Experiment>>;

function movingRoutes(needs: ExperimentNeeds, changed: Changing): readonly Route[] {
  const { records } = needs;
  return [
    route(contract.moveExperiment, async (call) => {
      const { id } = call.params;
      const { move } = call.body;
      const before = await records.read(call.project, (reader) => readExperiment(reader, id));
      const looks = move === 'stop' && before.state === 'running';
      const isEarly = looks && (await analyse(needs, call.project, id)).progress.isEarly;
      const after = await changed(call, id, (writer, by) =>
        moveExperiment(writer, by, { ...call.body, id, isEarly }),
      );
      if (!looks) return after;
      await settle(needs, call.project, id);
      return records.read(call.project, (reader) => showExperiment(reader, id));
    }),
    route(contract.signExperiment, async (call) => {
      const { id } = call.params;
      const before = await records.read(call.project, (reader) => readExperiment(reader, id));
      // Refused before a look could end what still runs.
      nextState(experimentMachine, before.state, 'decide');
      const result = await settle(needs, call.project, id);
      return changed(call, id, (writer, by) =>
        signExperiment(writer, by, { ...call.body, id, result }),
      );
    }),
  ];
}
