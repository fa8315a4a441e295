import * as contract from '@tandem/contract';
import type { ProjectId } from '@tandem/contract';
import { change, given, nameOf, type Access, type Called, type Change } from '../access/index.ts';
import { personOf, resolveIn } from '../people/index.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { readRelease, readVersion } from '../release/index.ts';
import { createEntry, moveEntry, updateEntry } from './entries/actions.ts';
import { publicEntries, readReach, showEntries, showEntry } from './entries/reads.ts';
import { setVerification } from './identity/actions.ts';
import { readGeneration } from './identity/reads.ts';
import { identitySecret } from './identity/rules.ts';
import { readLoops } from './loops/reads.ts';
import type { Needs as MessageNeeds } from './messages/actions.ts';
import { messageRoutes } from './messages/routes.ts';
import { declineReopening } from './reopenings/actions.ts';
import { writeText } from './texts/actions.ts';
import { textOf } from './texts/reads.ts';
import { verifyOpportunity } from './verification/actions.ts';
import { readVerification, type Asking } from './verification/reads.ts';

export type Needs = MessageNeeds &
  Pick<Platform, 'events'> & { readonly access: Pick<Access, 'audit' | 'membersOf'> };

export function engageRoutes(needs: Needs): readonly Route[] {
  return [
    ...messageRoutes(needs),
    ...feedRoutes(needs),
    ...entryRoutes(needs),
    ...loopRoutes(needs),
    ...endRoutes(needs),
    ...identityRoutes(needs),
  ];
}

/** What a page of the customer's reads with the public key. */
function feedRoutes({ records }: Needs): readonly Route[] {
  return [
    route(contract.readChangelog, async ({ project }) => ({
      entries: await records.read(project, (reader) => publicEntries(reader, undefined)),
    })),
    route(contract.askChangelog, ({ project, body }) =>
      records.read(project, async (reader) => {
        if ((await readVersion(reader)) !== body.definitions) {
          return { entries: [], isOutdated: true };
        }
        const { people } = await resolveIn(reader, personOf(project, body.distinctId));
        const on = new Set(Object.keys(body.flags));
        return { entries: await publicEntries(reader, { people, on }), isOutdated: false };
      }),
    ),
  ];
}

function entryRoutes(needs: Needs): readonly Route[] {
  const { records, events, newId } = needs;
  const show = async (project: ProjectId, id: string) => {
    const reach = await readReach(events, project);
    return records.read(project, (reader) => showEntry(reader, reach, id));
  };
  async function changed(call: Called, id: string, act: Change<void>['act']) {
    await change(needs, call, { act, show: async () => {} });
    return show(call.project, id);
  }
  return [
    route(contract.listEntries, async ({ project }) => {
      const reach = await readReach(events, project);
      return { entries: await records.read(project, (reader) => showEntries(reader, reach)) };
    }),
    route(contract.getEntry, ({ project, params }) => show(project, params.id)),
    route(contract.createEntry, (call) => {
      const id = newId();
      return changed(call, id, (writer, by) => createEntry(writer, by, { ...call.body, id }));
    }),
    route(contract.updateEntry, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) =>
        updateEntry(writer, by, { ...given(call.body), id }),
      );
    }),
    route(contract.moveEntry, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by) => moveEntry(writer, by, { ...call.body, id }));
    }),
  ];
}

function loopRoutes(needs: Needs): readonly Route[] {
  return [
    route(contract.listLoops, async ({ project, query }) => ({
      loops: await readLoops(needs, project, query.opportunity),
    })),
    route(contract.writeLoopText, (call) => {
      const { id: release } = call.params;
      return change(needs, call, {
        act: async (writer, by) => {
          await readRelease(writer, release);
          await writeText(writer, by, { ...call.body, release });
        },
        show: async (reader) => textOf(reader, await readRelease(reader, release)),
      });
    }),
  ];
}

/** Whether it is solved, and whether it is taken up once more. */
function endRoutes(needs: Needs): readonly Route[] {
  const { records, access } = needs;
  type Opened = Called & { readonly params: { readonly id: string } };
  const asking = async ({ project, caller, params: { id } }: Opened): Promise<Asking> => ({
    id,
    members: await access.membersOf(project),
    viewer: caller.kind === 'user' ? caller.id : null,
  });
  return [
    route(contract.readVerification, async (call) => {
      const asked = await asking(call);
      return records.read(call.project, (reader) => readVerification(reader, asked));
    }),
    route(contract.verifyOpportunity, async (call) => {
      const asked = await asking(call);
      return change(needs, call, {
        act: (writer, by) => verifyOpportunity(writer, by, { ...call.body, ...asked }),
        show: (reader) => readVerification(reader, asked),
      });
    }),
    route(contract.declineReopening, async (call) => {
      const { id: opportunity, release } = call.params;
      await change(needs, call, {
        act: (writer, by) => declineReopening(writer, by, { opportunity, release, ...call.body }),
        show: async () => {},
      });
      const loops = await readLoops(needs, call.project, opportunity);
      return loops.find((one) => one.release.id === release)!;
    }),
  ];
}

function identityRoutes({ records, secret, access }: Needs): readonly Route[] {
  return [
    route(contract.readIdentityVerification, async ({ project }) => ({
      isOn: (await records.read(project, readGeneration)) !== undefined,
      secret: null,
    })),
    route(contract.setIdentityVerification, async ({ project, body, caller }) => {
      const generation = await records.write(project, async (writer) => {
        await setVerification(writer, body.isOn);
        return readGeneration(writer);
      });
      await access.audit(project, {
        action: body.isOn ? 'identity.verified' : 'identity.unverified',
        actor: nameOf(caller),
        subject: `project ${project}`,
        detail: {},
      });
      return {
        isOn: generation !== undefined,
        secret: generation === undefined ? null : identitySecret(secret, project, generation),
      };
    }),
  ];
}
