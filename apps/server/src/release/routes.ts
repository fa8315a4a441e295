import * as contract from '@tandem/contract';
import type { ProjectId } from '@tandem/contract';
import { actorOf } from '../access/index.ts';
import type { By } from '../platform/history.ts';
import { route, type Caller, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Reader, Writer } from '../platform/records.ts';
import type { Definitions } from './definitions/reads.ts';
import { createFlag, updateFlag } from './flags/actions.ts';
import { readFlag, readFlags } from './flags/reads.ts';
import { createRelease, moveRelease, updateRelease } from './releases/actions.ts';
import { listReleases, showRelease } from './releases/reads.ts';

type Needs = Pick<Platform, 'records' | 'clock' | 'newId'> & {
  readonly definitions: Pick<Definitions, 'changed'>;
};
type Caught = { readonly project: ProjectId; readonly caller: Caller };

export function releaseRoutes(needs: Needs): readonly Route[] {
  return [...flagRoutes(needs), ...ringRoutes(needs)];
}

/** Changes in one transaction, answers with what then is, and lets clients know. */
async function changed<T>(
  { records, clock, definitions }: Needs,
  { project, caller }: Caught,
  change: (writer: Writer, by: By) => Promise<void>,
  show: (reader: Reader) => Promise<T>,
): Promise<T> {
  const by = { actor: actorOf(caller), at: clock.now() };
  const after = await records.write(project, async (writer) => {
    await change(writer, by);
    return show(writer);
  });
  definitions.changed(project);
  return after;
}

function flagRoutes(needs: Needs): readonly Route[] {
  return [
    route(contract.listFlags, async ({ project }) => ({
      flags: await needs.records.read(project, readFlags),
    })),
    route(contract.createFlag, (call) => {
      const id = needs.newId();
      return changed(
        needs,
        call,
        (writer, by) => createFlag(writer, by, { id, ...call.body }),
        (reader) => readFlag(reader, id),
      );
    }),
    route(contract.updateFlag, (call) => {
      const { id } = call.params;
      return changed(
        needs,
        call,
        (writer, by) => updateFlag(writer, by, { ...given(call.body), id }),
        (reader) => readFlag(reader, id),
      );
    }),
  ];
}

function ringRoutes(needs: Needs): readonly Route[] {
  const show = (id: string) => (reader: Reader) => showRelease(reader, id);
  return [
    route(contract.listReleases, async ({ project }) => ({
      releases: await needs.records.read(project, listReleases),
    })),
    route(contract.getRelease, ({ project, params }) =>
      needs.records.read(project, show(params.id)),
    ),
    route(contract.createRelease, (call) => {
      const id = needs.newId();
      return changed(
        needs,
        call,
        (writer, by) => createRelease(writer, by, { id, ...call.body }),
        show(id),
      );
    }),
    route(contract.updateRelease, (call) => {
      const { id } = call.params;
      return changed(
        needs,
        call,
        (writer, by) => updateRelease(writer, by, { ...given(call.body), id }),
        show(id),
      );
    }),
    route(contract.moveRelease, (call) => {
      const { id } = call.params;
      return changed(
        needs,
        call,
        (writer, by) => moveRelease(writer, by, { id, ...call.body }),
        show(id),
      );
    }),
  ];
}

/** Without the fields that were left out: they stay as they are. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const given = <T extends object>(body: T): Given<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>;
