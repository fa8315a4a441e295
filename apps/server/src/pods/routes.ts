import {
  createPod,
  leaveSeat,
  listPods,
  takeSeat,
  updatePod,
  type Pod,
  type ProjectId,
} from '@tandem/contract';
import { dayOf } from '@tandem/query';
import { actorOf } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { route, type Caller, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Writer } from '../platform/records.ts';
import * as actions from './actions.ts';
import { readPod, readPods, type Members, type MembersOf } from './reads.ts';

type Needs = Pick<Platform, 'records' | 'clock' | 'newId'>;
export type Lower = {
  readonly membersOf: MembersOf;
  /** IANA name of the project's time zone. */
  readonly timeZoneOf: (project: ProjectId) => Promise<string>;
};
/** What a change is told: who does it, the members of the workspace, the project's day. */
type Situation = { readonly by: By; readonly members: Members; readonly today: string };
type Change = (writer: Writer, situation: Situation) => Promise<void>;

export function podRoutes(platform: Needs, { membersOf, timeZoneOf }: Lower): readonly Route[] {
  const { records, clock, newId } = platform;
  const today = async (project: ProjectId) => dayOf(clock.now(), await timeZoneOf(project));
  const members = async (project: ProjectId): Promise<Members> =>
    new Map((await membersOf(project)).map(({ userId, name, role }) => [userId, { name, role }]));

  /** Runs the change as the caller in one transaction; gives the pod as it is then. */
  async function changed(
    { project, caller }: { readonly project: ProjectId; readonly caller: Caller },
    id: string,
    change: Change,
  ): Promise<Pod> {
    const by = { actor: actorOf(caller), at: clock.now() };
    const situation = { by, members: await members(project), today: await today(project) };
    return records.write(project, async (writer) => {
      await change(writer, situation);
      return readPod(writer, situation, id);
    });
  }

  return [
    route(listPods, async ({ project }) => {
      const now = { members: await members(project), today: await today(project) };
      return { pods: await records.read(project, (reader) => readPods(reader, now)) };
    }),
    route(createPod, (call) => {
      const id = newId();
      const { name } = call.body;
      return changed(call, id, (writer, { by }) => actions.createPod(writer, by, { id, name }));
    }),
    route(updatePod, (call) => {
      const { id } = call.params;
      const change = { id, ...call.body };
      return changed(call, id, (writer, { by }) => actions.updatePod(writer, by, change));
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
