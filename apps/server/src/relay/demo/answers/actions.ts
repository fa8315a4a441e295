/** Those who asked and have it are told, and say whether it solved it. */
import type { Signal } from '@tandem/contract';
import type { AnswerTold } from '@tandem/simulator';
import {
  declineReopening,
  replayReceipts,
  type Engage,
  type Receipt,
} from '../../../engage/index.ts';
import type { Voice } from '../../../voice/index.ts';
import { once, type Stage } from '../steps/actions.ts';

type Needs = {
  readonly voice: Pick<Voice, 'add' | 'byIds'>;
  readonly engage: Pick<Engage, 'loops' | 'lookUp'>;
};
type Telling = {
  readonly answers: readonly AnswerTold[];
  /** The letters, by `source sourceId`. */
  readonly signals: ReadonlyMap<string, Signal>;
  /** Half-open, in days of the demo: what happened then. */
  readonly from: number;
  readonly to: number;
};

/** What their clients reported between two days. */
export async function hearAnswers(
  stage: Stage,
  needs: Needs,
  { answers, signals, from, to }: Telling,
): Promise<void> {
  const { calendar, project, id } = stage;
  const [begin, end] = [calendar.at(from, 0), calendar.at(to, 0)];
  const letters = new Map([...signals.values()].map((one) => [one.sourceId, one.id]));
  const receipts = (await receiptsOf(stage, needs, { answers, letters }))
    .filter(({ at }) => at >= begin && at < end)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  // Who looks at the demo meanwhile has had it looked up before the letters were read.
  await needs.engage.lookUp(project, id('release'));
  let count = 0;
  const newId = () => id(`answer ${from} ${count++}`);
  // In nobody's name: the receipts carry those of the people themselves.
  const step = { name: `answers ${from}`, who: 'tomas', at: end } as const;
  await once(stage, step, (writer) =>
    replayReceipts(writer, { release: id('release'), receipts, newId }),
  );
}

/** Shown, and answered; what they wrote to it is a signal of theirs. */
async function receiptsOf(
  { project }: Stage,
  { voice }: Needs,
  { answers, letters }: { answers: readonly AnswerTold[]; letters: ReadonlyMap<string, string> },
): Promise<readonly Receipt[]> {
  const written = answers.filter(({ answer }) => typeof answer?.words === 'string');
  const added = await voice.add(
    project,
    written.map(({ person, answer }) => ({
      source: 'you asked',
      sourceId: `answer ${person}`,
      text: answer?.words ?? '',
      time: answer?.at,
      language: 'en',
      distinctId: person,
      audience: 'customer',
      properties: { answer: answer?.says },
    })),
  );
  const texts = new Map(
    written.map(({ person, answer }, index) => {
      return [person, { id: added[index]?.id ?? '', text: answer?.words ?? '' }] as const;
    }),
  );
  return answers.flatMap(({ person, letters: own, toldAt, answer }): Receipt[] => {
    const asked = own.flatMap((sourceId) => letters.get(sourceId) ?? []);
    const told = { at: new Date(toldAt), signals: asked };
    if (answer === null) return [told];
    const words = texts.get(person) ?? null;
    return [
      told,
      { at: new Date(answer.at), signals: asked, answer: { says: answer.says, words } },
    ];
  });
}

/** The first "no" asked for it; the pod has looked, and says why not. */
export async function decline(stage: Stage, { engage }: Pick<Needs, 'engage'>): Promise<void> {
  const { calendar, project, id } = stage;
  const [loop] = await engage.loops(project);
  const request = loop?.reopening;
  if (request?.isOpen !== true) return;
  const step = { name: 'declined', who: 'maya', at: calendar.at(88, 9) } as const;
  await once(stage, step, (writer, by) =>
    declineReopening(writer, by, {
      opportunity: id('browsing'),
      release: id('release'),
      version: request.version,
      reason:
        'What was bought already is left out since last week: we wait for what they say of that before we begin anew.',
    }),
  );
}
