import * as contract from '@tandem/contract';
import { change, given, type Access, type Called, type Change } from '../access/index.ts';
import { historyOf } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { noSuch } from '../platform/problem.ts';
import {
  createOpportunity,
  moveOpportunity,
  signOpportunity,
  updateOpportunity,
} from './opportunities/actions.ts';
import { showOpportunities, showOpportunity, type Needs } from './opportunities/reads.ts';
import { checkReason } from './opportunities/rules.ts';

export function discoveryRoutes(
  needs: Needs &
    Pick<Platform, 'records' | 'clock' | 'newId'> & {
      readonly access: Pick<Access, 'membersOf'>;
    },
): readonly Route[] {
  const { records, newId, access } = needs;
  async function checkOwner({ project }: Called, owner: string | null | undefined): Promise<void> {
    if (owner === undefined || owner === null) return;
    const members = await access.membersOf(project);
    if (!members.some(({ userId }) => userId === owner)) throw noSuch('member');
  }
  async function changed(call: Called, id: string, act: Change<void>['act']) {
    await change(needs, call, { act, show: async () => {} });
    return showOpportunity(needs, call.project, id);
  }

  return [
    route(contract.listOpportunities, async ({ project }) => ({
      opportunities: await showOpportunities(needs, project),
    })),
    route(contract.getOpportunity, async ({ project, params: { id } }) => {
      const shown = await showOpportunity(needs, project, id);
      const history = await records.read(project, (reader) => historyOf(reader, id));
      return { ...shown, history: [...history] };
    }),
    route(contract.createOpportunity, async (call) => {
      const id = newId();
      await checkOwner(call, call.body.owner);
      return changed(call, id, (writer, by) =>
        createOpportunity(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.updateOpportunity, async (call) => {
      const { id } = call.params;
      await checkOwner(call, call.body.owner);
      return changed(call, id, (writer, by) =>
        updateOpportunity(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.moveOpportunity, (call) => {
      const { id } = call.params;
      const { move, reason } = call.body;
      checkReason(move, reason);
      return changed(call, id, (writer, by) => moveOpportunity(writer, by, { ...call.body, id }));
    }),
    route(contract.signOpportunity, async (call) => {
      const { id } = call.params;
      const { criteria } = await showOpportunity(needs, call.project, id);
      const signature = { ...call.body, id, criteria };
      return changed(call, id, (writer, by) => signOpportunity(writer, by, signature));
    }),
  ];
}
