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
import { change, type Called } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
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
type Act = (writer: Writer, situation: Situation) => Promise<void>;

export function podRoutes(platform: Needs, { membersOf, timeZoneOf }: Lower): readonly Route[] {
  const { records, clock, newId } = platform;
  const today = async (project: ProjectId) => dayOf(clock.now(), await timeZoneOf(project));
  const members = async (project: ProjectId): Promise<Members> =>
    new Map((await membersOf(project)).map(({ userId, name, role }) => [userId, { name, role }]));

  /** Runs the change; gives the pod as it is then. */
  async function changed(call: Called, id: string, act: Act): Promise<Pod> {
    const now = { members: await members(call.project), today: await today(call.project) };
    return change(platform, call, {
      act: (writer, by) => act(writer, { ...now, by }),
      show: (reader) => readPod(reader, now, id),
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
