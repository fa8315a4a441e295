import * as contract from '@tandem/contract';
import type { Highlight, ProjectId } from '@tandem/contract';
import { change, given, type Called, type Change } from '../access/index.ts';
import { emit } from '../platform/facts.ts';
import { historyOf } from '../platform/history.ts';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import { noSuch, Problem } from '../platform/problem.ts';
import type { Voice } from '../voice/index.ts';
import { countEvidence } from './counting/rules.ts';
import { evidenceOf } from './counting/reads.ts';
import {
  createHighlight,
  linkHighlight,
  redactHighlights,
  removeHighlight,
  unlinkHighlight,
} from './highlights/actions.ts';
import { readSpans, withWords } from './highlights/reads.ts';
import { moveSignal, statesOf } from './signals/actions.ts';
import { listByTheme, readThemes } from './themes/reads.ts';

declare module '../platform/facts.ts' {
  interface FactKinds {
    'signal.redacted': { readonly signal: string };
  }
}

export type Needs = Pick<Platform, 'records' | 'clock' | 'newId' | 'facts'> & {
  readonly voice: Pick<Voice, 'byIds' | 'voiced' | 'add' | 'count' | 'list'>;
};

export function evidenceRoutes(needs: Needs): readonly Route[] {
  return [
    ...highlightRoutes(needs),
    ...signalRoutes(needs),
    route(contract.listThemes, ({ project, query }) => readThemes(needs, project, query)),
    route(contract.listThemeSignals, ({ project, query }) => listByTheme(needs, project, query)),
  ];
}

const act = (needs: Needs, call: Called, work: Change<void>['act']) =>
  change(needs, call, { act: work, show: async () => {} });

async function signalOf({ voice }: Needs, project: ProjectId, id: string) {
  const signal = (await voice.byIds(project, [id])).get(id);
  if (signal !== undefined) return signal;
  throw noSuch('signal');
}

async function shown(needs: Needs, project: ProjectId, id: string): Promise<Highlight> {
  const [span] = await needs.records.read(project, (reader) => readSpans(reader, { ids: [id] }));
  if (span === undefined) throw noSuch('highlight');
  return withWords(span, await needs.voice.byIds(project, [span.signal]));
}

function highlightRoutes(needs: Needs): readonly Route[] {
  const { newId } = needs;
  return [
    route(contract.createHighlight, async (call) => {
      const { link, ...body } = call.body;
      const signal = await signalOf(needs, call.project, body.signal);
      let id = newId();
      const spans = await change(needs, call, {
        act: async (writer, by) => {
          id = await createHighlight(writer, by, { ...body, id, signal });
          if (link === undefined) return;
          const { relation, note, ...to } = link;
          await linkHighlight(writer, by, { id: newId(), highlight: id, to, relation, note });
        },
        show: (reader) => readSpans(reader, { ids: [id] }),
      });
      return withWords(spans[0]!, new Map([[signal.id, signal]]));
    }),
    route(contract.linkHighlight, async (call) => {
      const { id: highlight } = call.params;
      const { relation, note, ...to } = call.body;
      await act(needs, call, (writer, by) =>
        linkHighlight(writer, by, { id: newId(), highlight, to, relation, note }),
      );
      return shown(needs, call.project, highlight);
    }),
    route(contract.unlinkHighlight, async (call) => {
      const { id: highlight, link } = call.params;
      await act(needs, call, (writer, by) => unlinkHighlight(writer, by, { highlight, link }));
      return shown(needs, call.project, highlight);
    }),
    route(contract.removeHighlight, async (call) => {
      let removed = false;
      await act(needs, call, async (writer, by) => {
        removed = await removeHighlight(writer, by, call.params.id);
      });
      return { removed };
    }),
    route(contract.listEvidence, async ({ project, params }) => {
      const items = await evidenceOf(needs, project, { kind: 'opportunity', id: params.id });
      return { counts: countEvidence(items), items: [...items] };
    }),
  ];
}

function signalRoutes(needs: Needs): readonly Route[] {
  const { records, voice } = needs;
  return [
    route(contract.readEvidence, async ({ project, body }) => {
      const signals = await voice.byIds(project, body.signals);
      const known = [...signals.keys()];
      return records.read(project, async (reader) => ({
        states: await statesOf(reader, known),
        highlights: (await readSpans(reader, { signals: known })).map((span) =>
          withWords(span, signals),
        ),
      }));
    }),
    route(contract.moveSignal, async (call) => {
      const { project, params, body } = call;
      const { id: signal } = params;
      const named = [signal, body.into ?? signal];
      const known = await voice.voiced(project, named);
      if (!named.every((id) => known.has(id))) throw noSuch('signal');
      let touched: string[] = [];
      const after = await change(needs, call, {
        act: async (writer, by) => {
          await moveSignal(writer, by, { ...given(body), signal });
          if (body.move !== 'redact') return;
          touched = await redactHighlights(writer, by, [signal]);
          await emit(writer, 'signal.redacted', { signal });
        },
        show: async (reader) => {
          const [state] = await statesOf(reader, [signal]);
          return { ...state!, history: [...(await historyOf(reader, signal))] };
        },
      });
      // The words themselves go when the fact is heard: now, or at the next start.
      if (body.move === 'redact') await needs.facts.deliver();
      return { ...after, touched };
    }),
    route(contract.createNote, async ({ project, body }) => {
      const { kind, ...said } = body;
      const [answer] = await voice.add(project, [{ ...said, source: kind }]);
      if (answer === undefined || answer.id === null || answer.status === 'refused') {
        throw new Problem('invalid', `body.${answer?.reason ?? 'text: was refused'}`, {
          hint: 'Correct the note and send it again.',
        });
      }
      const signal = await signalOf(needs, project, answer.id);
      return { signal, isNew: answer.status === 'added' };
    }),
  ];
}
