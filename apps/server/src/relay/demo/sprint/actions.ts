/** The sprint in which both sides listened, with its interviews and what they led to. */
import type { Signal } from '@tandem/contract';
import type { InterviewTold } from '@tandem/simulator';
import { cast, type Access } from '../../../access/index.ts';
import {
  addInterview,
  createOpportunity,
  createSprint,
  joinSprint,
  moveSprint,
} from '../../../discovery/index.ts';
import { linkHighlight } from '../../../evidence/index.ts';
import { personOf } from '../../../people/index.ts';
import type { Voice } from '../../../voice/index.ts';
import { mark } from '../listening/actions.ts';
import { parts } from '../listening/rules.ts';
import { once, type Stage, type Step } from '../steps/actions.ts';

export type Needs = {
  readonly access: Pick<Access, 'membersOf'>;
  readonly voice: Pick<Voice, 'add' | 'byIds'>;
};

const first = 5;
const last = 20;
const guide = `Tell me about the last time you looked for something to wear outdoors.
What happened then?
What did you do when you did not find it?
How did it end? How did that feel?
(Never: "Would you use ...?", "What features do you want?")`;

const audiences = { customer: 'customer', prospect: 'prospect', outsider: 'public' } as const;

export async function holdSprint(
  stage: Stage,
  needs: Needs,
  interviews: readonly InterviewTold[],
): Promise<void> {
  const { calendar, project, id } = stage;
  const sprint = id('sprint');
  const known = await needs.access.membersOf(project);
  const members = new Map(known.map(({ userId, name, role }) => [userId, { name, role }]));
  const nowOf = (day: number) => ({ members, today: calendar.day(day) });
  await once(stage, { name: 'sprint', who: 'maya', at: calendar.at(4, 14) }, async (writer, by) => {
    await createSprint(writer, by, {
      id: sprint,
      name: 'Why does choosing take so long?',
      opportunity: id('browsing'),
      from: calendar.day(first),
      to: calendar.day(last),
      lengthReason: null,
      plannedShare: 0.15,
      guide,
    });
    for (const { userId: user } of [cast.maya, cast.tomas, cast.aiko, cast.jonas]) {
      await joinSprint(writer, by, nowOf(4), { id: sprint, user, daysSpent: 2.5 });
    }
    await moveSprint(writer, by, nowOf(4), { id: sprint, move: 'start' });
  });
  const transcripts = await transcribe(stage, needs, interviews);
  for (const [index, told] of interviews.entries()) {
    const who = index % 2 === 0 ? 'maya' : 'tomas';
    const step: Step = { name: `interview ${index}`, who, at: new Date(`${told.day}T15:00:00Z`) };
    const signal = transcripts[index]!;
    const { kind, name, day, mayQuote, mayContact, distinctId } = told;
    const person = distinctId === undefined ? null : personOf(project, distinctId);
    const held = { kind, name, day, mayQuote, mayContact, person, sprint, signal: signal.id };
    await once(stage, step, async (writer, by) => {
      const now = { members, today: day };
      await addInterview(writer, by, now, { id: id(step.name), ...held });
      for (const { relation, start, end, type } of told.words) {
        const link = relation && { link: { to: id('browsing'), relation } };
        const words = { signal, start, end, type, ...link };
        await mark(stage, writer, by, { name: `${step.name} ${start}`, words });
      }
    });
  }
  await once(stage, { name: 'synthesis', who: 'maya', at: calendar.at(last, 16) }, (writer, by) =>
    moveSprint(writer, by, nowOf(last), { id: sprint, move: 'synthesise' }),
  );
  await nameParts(stage, interviews);
}

/** Each transcript as a signal, in the order of the interviews. */
async function transcribe(
  { project, id }: Stage,
  { voice }: Needs,
  interviews: readonly InterviewTold[],
): Promise<readonly Pick<Signal, 'id' | 'text'>[]> {
  const answers = await voice.add(
    project,
    interviews.map(({ kind, name, day, transcript, distinctId, mayQuote, mayContact }, index) => ({
      source: 'interview',
      sourceId: id(`interview ${index}`),
      text: transcript,
      author: name,
      time: `${day}T14:00:00Z`,
      language: 'en',
      audience: audiences[kind],
      mayQuote,
      mayContact,
      ...(distinctId !== undefined && { distinctId }),
    })),
  );
  return answers.map((answer, index) => {
    if (answer.id === null) throw new Error(`interview ${index}: ${answer.reason}`);
    return { id: answer.id, text: interviews[index]?.transcript ?? '' };
  });
}

/** In the words of the interviews. */
async function nameParts(stage: Stage, interviews: readonly InterviewTold[]): Promise<void> {
  const { calendar, id } = stage;
  for (const { name, statement, interview: says } of parts) {
    const index = interviews.findIndex(({ words }) =>
      words.some(({ text }) => text.includes(says)),
    );
    const start = interviews[index]?.words.find(({ text }) => text.includes(says))?.start;
    const fromHighlight = id(`words interview ${index} ${start}`);
    const part = { id: id(name), statement, parent: id('browsing'), fromHighlight };
    await once(stage, { name, who: 'aiko', at: calendar.at(last, 17) }, async (writer, by) => {
      await createOpportunity(writer, by, part);
      const to = { kind: 'opportunity', id: part.id };
      const link = { id: id(`link ${name}`), highlight: fromHighlight, to };
      await linkHighlight(writer, by, { ...link, relation: 'supports' });
    });
  }
}

/** Once the need is signed by both sides. */
export async function concludeSprint(stage: Stage, needs: Needs): Promise<void> {
  const { calendar, project, id } = stage;
  const known = await needs.access.membersOf(project);
  const members = new Map(known.map(({ userId, name, role }) => [userId, { name, role }]));
  await once(stage, { name: 'conclusion', who: 'maya', at: calendar.at(22, 16) }, (writer, by) =>
    moveSprint(
      writer,
      by,
      { members, today: calendar.day(22) },
      { id: id('sprint'), move: 'validate' },
    ),
  );
}
