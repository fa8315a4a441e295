import * as contract from '@tandem/contract';
import type { ProjectId } from '@tandem/contract';
import { change, given, type Access } from '../access/index.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { acknowledgeBrief, createBrief, sendBrief, updateBrief } from './briefs/actions.ts';
import { showBrief, showBriefs, type Members } from './briefs/reads.ts';
import { addAction, finishAction, forgetWords, makePack } from './packs/actions.ts';
import { readPackInput, showPack, showPacks, type PackNeeds } from './packs/reads.ts';

export type Needs = Pick<Platform, 'clock' | 'newId'> &
  PackNeeds & { readonly membersOf: Access['membersOf'] };

export function alignmentRoutes(needs: Needs): readonly Route[] {
  const members = async (project: ProjectId): Promise<Members> =>
    new Map((await needs.membersOf(project)).map((one) => [one.userId, one]));
  return [...briefRoutes(needs, members), ...packRoutes(needs, members)];
}

type MembersOf = (project: ProjectId) => Promise<Members>;

function briefRoutes(needs: Needs, membersOf: MembersOf): readonly Route[] {
  const { records, newId } = needs;
  return [
    route(contract.listBriefs, async ({ project }) => {
      const members = await membersOf(project);
      return { briefs: await records.read(project, (reader) => showBriefs(reader, members)) };
    }),
    route(contract.getBrief, async ({ project, params }) => {
      const members = await membersOf(project);
      return records.read(project, (reader) => showBrief(reader, members, params.id));
    }),
    route(contract.createBrief, async (call) => {
      const id = newId();
      const members = await membersOf(call.project);
      return change(needs, call, {
        act: (writer, by) => createBrief(writer, by, { ...given(call.body), id }),
        show: (reader) => showBrief(reader, members, id),
      });
    }),
    route(contract.updateBrief, async (call) => {
      const { id } = call.params;
      const members = await membersOf(call.project);
      return change(needs, call, {
        act: (writer, by) => updateBrief(writer, by, { ...given(call.body), id }),
        show: (reader) => showBrief(reader, members, id),
      });
    }),
    route(contract.sendBrief, async (call) => {
      const { id } = call.params;
      const members = await membersOf(call.project);
      return change(needs, call, {
        act: (writer, by) => sendBrief(writer, { by, members }, { id, ...call.body }),
        show: (reader) => showBrief(reader, members, id),
      });
    }),
    route(contract.acknowledgeBrief, async (call) => {
      const { id } = call.params;
      const members = await membersOf(call.project);
      return change(needs, call, {
        act: (writer, by) => acknowledgeBrief(writer, by, { id, ...call.body }),
        show: (reader) => showBrief(reader, members, id),
      });
    }),
  ];
}

function packRoutes(needs: Needs, membersOf: MembersOf): readonly Route[] {
  const { records, clock, newId } = needs;
  return [
    route(contract.listPacks, async ({ project }) => {
      const members = await membersOf(project);
      return { packs: await records.read(project, (reader) => showPacks(reader, members)) };
    }),
    route(contract.makePack, async (call) => {
      const id = newId();
      const members = await membersOf(call.project);
      const input = await readPackInput(needs, {
        project: call.project,
        members,
        now: clock.now(),
      });
      await change(needs, call, {
        act: (writer, by) => makePack(writer, by, { id, input }),
        show: async () => {},
      });
      // Words may have been taken away while it was being made.
      await forgetWords(needs, call.project);
      return records.read(call.project, (reader) => showPack(reader, members, id));
    }),
    route(contract.addPackAction, async (call) => {
      const { id: pack } = call.params;
      const members = await membersOf(call.project);
      const action = { ...call.body, id: newId(), pack };
      return change(needs, call, {
        act: (writer, by) => addAction(writer, { by, members }, action),
        show: (reader) => showPack(reader, members, pack),
      });
    }),
    route(contract.finishPackAction, async (call) => {
      const { id: pack, action } = call.params;
      const members = await membersOf(call.project);
      return change(needs, call, {
        act: (writer, by) => finishAction(writer, by, { pack, action }),
        show: (reader) => showPack(reader, members, pack),
      });
    }),
  ];
}
