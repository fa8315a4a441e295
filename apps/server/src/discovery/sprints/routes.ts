import * as contract from '@tandem/contract';
import type { Call, Highlight, ProjectId, Sprint } from '@tandem/contract';
import { highlightTypes } from '@tandem/contract';
import { change, given, type Called } from '../../access/index.ts';
import type { Evidence } from '../../evidence/index.ts';
import { personOf } from '../../people/index.ts';
import { historyOf, type By } from '../../platform/history.ts';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { nowOf, type Now, type NowNeeds } from '../../pods/index.ts';
import type { Writer } from '../../platform/records.ts';
import type { Voice } from '../../voice/index.ts';
import { addInterview, createSprint, joinSprint, moveSprint, updateSprint } from './actions.ts';
import { readSprint, readSprints, whoTookPart } from './reads.ts';
import { checkRunning, nextEngineer } from './rules.ts';

export type SprintNeeds = NowNeeds &
  Pick<Platform, 'records' | 'clock' | 'newId'> & {
    readonly voice: Pick<Voice, 'add'>;
    readonly evidence: Pick<Evidence, 'highlights'>;
  };
type Act = (writer: Writer, by: By, now: Now) => Promise<void>;

export function sprintRoutes(needs: SprintNeeds): readonly Route[] {
  const { records, newId } = needs;

  async function changed(call: Called, id: string, act: Act): Promise<Sprint> {
    const now = await nowOf(needs, call.project);
    return change(needs, call, {
      act: (writer, by) => act(writer, by, now),
      show: (reader) => readSprint(reader, now, id),
    });
  }

  return [
    route(contract.listSprints, ({ project }) => list(needs, project)),
    route(contract.getSprint, async ({ project, params: { id } }) => {
      const now = await nowOf(needs, project);
      const [shown, history] = await records.read(project, async (reader) => [
        await readSprint(reader, now, id),
        await historyOf(reader, id),
      ]);
      return { ...shown, words: await wordsOf(needs, project, shown), history: [...history] };
    }),
    route(contract.createSprint, (call) => {
      const id = newId();
      const { lengthReason = null, opportunity = null, ...plan } = call.body;
      return changed(call, id, (writer, by) =>
        createSprint(writer, by, { id, lengthReason, opportunity, ...plan }),
      );
    }),
    route(contract.updateSprint, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by, now) =>
        updateSprint(writer, by, now, { ...given(call.body), id }),
      );
    }),
    route(contract.joinSprint, (call) => {
      const joining = { ...call.params, ...call.body };
      return changed(call, joining.id, (writer, by, now) => joinSprint(writer, by, now, joining));
    }),
    route(contract.addInterview, async (call) => {
      const { id: sprint } = call.params;
      const { transcript: _transcript, distinctId, ...held } = call.body;
      const id = newId();
      const signal = await transcribe(needs, call, id);
      const person = distinctId === undefined ? null : personOf(call.project, distinctId);
      return changed(call, sprint, (writer, by, now) =>
        addInterview(writer, by, now, { ...held, id, sprint, signal, person }),
      );
    }),
    route(contract.moveSprint, (call) => {
      const { id } = call.params;
      return changed(call, id, (writer, by, now) =>
        moveSprint(writer, by, now, { id, ...call.body }),
      );
    }),
  ];
}

async function list(needs: SprintNeeds, project: ProjectId) {
  const now = await nowOf(needs, project);
  return needs.records.read(project, async (reader) => {
    const engineers = [...now.members]
      .filter(([, { role }]) => role === 'engineer')
      .map(([userId, { name }]) => ({ userId, name }));
    return {
      sprints: await readSprints(reader, now),
      nextEngineer: nextEngineer(engineers, await whoTookPart(reader)),
    };
  });
}

const audiences = { customer: 'customer', prospect: 'prospect', outsider: 'public' } as const;

/** The transcript as a signal, where there is one; before it, that the sprint takes interviews. */
async function transcribe(
  needs: SprintNeeds,
  { project, params, body }: Called & Pick<Call<typeof contract.addInterview>, 'params' | 'body'>,
  interview: string,
): Promise<string | null> {
  const now = await nowOf(needs, project);
  checkRunning(await needs.records.read(project, (reader) => readSprint(reader, now, params.id)));
  const { transcript: text, kind, name: author, distinctId, mayQuote, mayContact } = body;
  if (text === undefined) return null;
  const said = { text, author, mayQuote, mayContact, audience: audiences[kind] };
  const [answer] = await needs.voice.add(project, [
    { ...said, source: 'interview', sourceId: interview, ...(distinctId && { distinctId }) },
  ]);
  if (answer?.status === 'added') return answer.id;
  throw new Problem('invalid', `body.transcript: ${answer?.reason ?? 'was refused'}`, {
    hint: 'Correct the transcript, or note the interview without it.',
  });
}

/** What was said in the interviews, by type in the order of the guide: jobs, pains, gains, forces. */
async function wordsOf({ evidence }: SprintNeeds, project: ProjectId, { interviews }: Sprint) {
  const signals = interviews.flatMap(({ signal }) => (signal === null ? [] : [signal]));
  const found: readonly Highlight[] = await evidence.highlights(project, signals);
  return highlightTypes.flatMap((type) => {
    const highlights = found.filter((one) => one.type === type);
    if (highlights.length === 0) return [];
    return [{ type, highlights, interviews: new Set(highlights.map((one) => one.signal)).size }];
  });
}
