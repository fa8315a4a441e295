import * as contract from '@tandem/contract';
import type { ProjectId } from '@tandem/contract';
import { change, given, type Access, type Called } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { Problem } from '../platform/problem.ts';
import type { Writer } from '../platform/records.ts';
import { membersById, type Members } from '../pods/index.ts';
import { acknowledgeBrief, createBrief, sendBrief, updateBrief } from './briefs/actions.ts';
import { showBrief, showBriefs } from './briefs/reads.ts';
import { addAction, finishAction, forgetWords, makePack } from './packs/actions.ts';
import { readPackInput, showPack, showPacks, type PackNeeds } from './packs/reads.ts';

export type Needs = Pick<Platform, 'clock' | 'newId'> &
  PackNeeds & { readonly access: Pick<Access, 'membersOf'> };
/** What a change is told: who does it, and the members of the workspace. */
type Situation = { readonly by: By; readonly members: Members };
type Act = (writer: Writer, situation: Situation) => Promise<void>;

export function alignmentRoutes(needs: Needs): readonly Route[] {
  return [...briefRoutes(needs), ...packRoutes(needs)];
}

function briefRoutes(needs: Needs): readonly Route[] {
  const { records, newId } = needs;

  /** Runs the change; gives the brief as it is then. */
  async function changed(call: Called, id: string, act: Act) {
    const members = await membersById(needs.access, call.project);
    return change(needs, call, {
      act: (writer, by) => act(writer, { by, members }),
      show: (reader) => showBrief(reader, members, id),
    });
  }

  return [
    route(contract.listBriefs, async ({ project }) => {
      const members = await membersById(needs.access, project);
      return { briefs: await records.read(project, (reader) => showBriefs(reader, members)) };
    }),
    route(contract.getBrief, async ({ project, params }) => {
      const members = await membersById(needs.access, project);
      return records.read(project, (reader) => showBrief(reader, members, params.id));
    }),
    route(contract.createBrief, (call) => {
      const id = newId();
      return changed(call, id, (writer, { by }) =>
        createBrief(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.updateBrief, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, { by }) =>
        updateBrief(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.sendBrief, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, now) => sendBrief(writer, now, { id, ...call.body }));
    }),
    route(contract.acknowledgeBrief, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, { by }) =>
        acknowledgeBrief(writer, by, { id, ...call.body }),
      );
    }),
  ];
}

function packRoutes(needs: Needs): readonly Route[] {
  const { records, clock, newId } = needs;

  /** Runs the change; gives the pack as it is then. */
  async function changed(call: Called, id: string, act: Act) {
    const members = await membersById(needs.access, call.project);
    return change(needs, call, {
      act: (writer, by) => act(writer, { by, members }),
      show: (reader) => showPack(reader, members, id),
    });
  }

  return [
    route(contract.listPacks, async ({ project }) => {
      const members = await membersById(needs.access, project);
      return { packs: await records.read(project, (reader) => showPacks(reader, members)) };
    }),
    route(contract.makePack, async (call) => {
      const { project } = call;
      const id = newId();
      const members = await membersById(needs.access, project);
      const input = await readPackInput(needs, { project, members, now: clock.now() });
      await changed(call, id, (writer, { by }) => makePack(writer, by, { id, input }));
      // Words may have been taken away while it was being made.
      await forgetWords(needs, project);
      return records.read(project, (reader) => showPack(reader, members, id));
    }),
    route(contract.addPackAction, (call) => {
      const { id: pack } = call.params;
      checkInside(call.project, call.body.evidence);
      const action = { ...call.body, id: newId(), pack };
      return changed(call, pack, (writer, now) => addAction(writer, now, action));
    }),
    route(contract.finishPackAction, (call) => {
      const { id: pack, action } = call.params;
      return changed(call, pack, (writer, { by }) => finishAction(writer, by, { pack, action }));
    }),
  ];
}

function checkInside(project: ProjectId, address: string | null): void {
  if (address === null || address.startsWith(`/p/${project}/`)) return;
  throw new Problem('invalid', 'body.evidence: this address leads out of the project.', {
    hint: `Give one that begins with /p/${project}/, or say that it is an opinion.`,
  });
}
