import { createPod, leaveSeat, listPods, takeSeat, updatePod, type Pod } from '@tandem/contract';
import { change, type Called } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Writer } from '../platform/records.ts';
import * as actions from './actions.ts';
import { nowOf, readPod, readPods, type Now, type NowNeeds } from './reads.ts';

type Needs = Pick<Platform, 'records' | 'clock' | 'newId'> & NowNeeds;
/** What a change is told: who does it, the members of the workspace, the project's day. */
type Situation = Now & { readonly by: By };
type Act = (writer: Writer, situation: Situation) => Promise<void>;

export function podRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;

  /** Runs the change; gives the pod as it is then. */
  async function changed(call: Called, id: string, act: Act): Promise<Pod> {
    const now = await nowOf(needs, call.project);
    return change(needs, call, {
      act: (writer, by) => act(writer, { ...now, by }),
      show: (reader) => readPod(reader, now, id),
    });
  }

  return [
    route(listPods, async ({ project }) => {
      const now = await nowOf(needs, project);
      return { pods: await records.read(project, (reader) => readPods(reader, now)) };
    }),
    route(createPod, (call) => {
      const id = newId();
      const { name } = call.body;
      return changed(call, id, (writer, { by }) => actions.createPod(writer, by, { id, name }));
    }),
    route(updatePod, (call) => {
      const { id } = call.params;
      const edit = { id, ...call.body };
      return changed(call, id, (writer, { by }) => actions.updatePod(writer, by, edit));
    }),
    route(takeSeat, (call) => {
      const { id: pod, user } = call.params;
      return changed(call, pod, (writer, now) =>
        actions.takeSeat(writer, now.by, now.members, {
          pod,
          user,
          ...call.body,
          from: call.body.from ?? now.today,
        }),
      );
    }),
    route(leaveSeat, (call) => {
      const { id: pod, user } = call.params;
      return changed(call, pod, (writer, { by, today: on }) =>
        actions.leaveSeat(writer, by, { pod, user, on }),
      );
    }),
  ];
}
