import * as contract from '@tandem/contract';
import { change, given, type Called, type Change } from '../access/index.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Reader } from '../platform/records.ts';
import type { Definitions } from './definitions/reads.ts';
import { createFlag, updateFlag } from './flags/actions.ts';
import { readFlag, readFlags } from './flags/reads.ts';
import { moveRelease, planRelease, updateRelease, type CheckEntry } from './releases/actions.ts';
import { readReleases, showRelease } from './releases/reads.ts';

type Needs = Pick<Platform, 'records' | 'clock' | 'newId'> & {
  readonly definitions: Pick<Definitions, 'changed'>;
  readonly checkEntry: CheckEntry;
};

export function releaseRoutes(needs: Needs): readonly Route[] {
  return [...flagRoutes(needs), ...ringRoutes(needs)];
}

/** Changes a record and lets clients know. */
async function changed<T>(needs: Needs, call: Called, what: Change<T>): Promise<T> {
  const after = await change(needs, call, what);
  needs.definitions.changed(call.project);
  return after;
}

function flagRoutes(needs: Needs): readonly Route[] {
  return [
    route(contract.listFlags, async ({ project }) => ({
      flags: await needs.records.read(project, readFlags),
    })),
    route(contract.createFlag, (call) => {
      const id = needs.newId();
      return changed(needs, call, {
        act: (writer, by) => createFlag(writer, by, { id, ...call.body }),
        show: (reader) => readFlag(reader, id),
      });
    }),
    route(contract.updateFlag, (call) => {
      const { id } = call.params;
      return changed(needs, call, {
        act: (writer, by) => updateFlag(writer, by, { ...given(call.body), id }),
        show: (reader) => readFlag(reader, id),
      });
    }),
  ];
}

function ringRoutes(needs: Needs): readonly Route[] {
  const show = (id: string) => (reader: Reader) => showRelease(reader, id);
  return [
    route(contract.listReleases, async ({ project }) => ({
      releases: await needs.records.read(project, readReleases),
    })),
    route(contract.getRelease, ({ project, params }) =>
      needs.records.read(project, show(params.id)),
    ),
    route(contract.createRelease, (call) => {
      const id = needs.newId();
      return changed(needs, call, {
        act: (writer, by) => planRelease(writer, by, { id, ...call.body }),
        show: show(id),
      });
    }),
    route(contract.updateRelease, (call) => {
      const { id } = call.params;
      return changed(needs, call, {
        act: (writer, by) =>
          updateRelease(writer, by, { ...given(call.body), id }, needs.checkEntry),
        show: show(id),
      });
    }),
    route(contract.moveRelease, (call) => {
      const { id } = call.params;
      return changed(needs, call, {
        act: (writer, by) => moveRelease(writer, by, { id, ...call.body }),
        show: show(id),
      });
    }),
  ];
}
