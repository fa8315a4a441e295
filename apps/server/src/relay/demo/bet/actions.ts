/** The bet on it: why, what, say, ship, and how it will be judged; from an idea until it is measured. */
import { betQuestions } from '@tandem/contract';
import type { InterviewTold } from '@tandem/simulator';
import { cast } from '../../../access/index.ts';
import {
  addItem,
  answerQuestion,
  createBet,
  medianAgeDays,
  moveBet,
  moveItem,
  readBet,
  readQuestions,
  updateBet,
} from '../../../bets/index.ts';
import { linkHighlight, type Evidence } from '../../../evidence/index.ts';
import type { Writer } from '../../../platform/records.ts';
import type { By } from '../../../platform/history.ts';
import {
  createFramework,
  moveFramework,
  readFramework,
  recordClarity,
  signFramework,
} from '../../../story/index.ts';
import { once, type Stage, type Step } from '../steps/actions.ts';

/** Words that a part rests on, found by what is said in the interviews. */
type Resting = { readonly says: readonly string[] };

const sentence = "just show me what I'll love";

const scope: readonly (Resting & { readonly name: string; readonly text: string })[] = [
  {
    name: 'row',
    text: 'A first page with what suits me',
    says: [sentence, 'page that knows', 'page were mine'],
  },
  {
    name: 'reasons',
    text: 'Three picks, each with a reason',
    says: ['good ones with a reason', 'choose for me'],
  },
  {
    name: 'again',
    text: 'What I bought before, found again',
    says: ['bought last year', 'years of my orders'],
  },
  { name: 'trip', text: 'Ask where I am going', says: ['asked two questions'] },
  { name: 'share', text: 'Share my picks with a friend', says: [] },
];
const cutItem = { name: 'magazine', text: 'A magazine for each season' };

const answers: Readonly<Record<keyof typeof betQuestions, Resting & { readonly answer: string }>> =
  {
    real_problem: {
      answer:
        'Yes: ten of twelve interviews tell of an evening lost, customers and others alike, and letters say it every week.',
      says: [sentence, 'six pages', 'twelve tabs', 'three evenings', 'filters'],
    },
    why_this: {
      answer:
        'Today they ask a sister or a man in a shop. A page that knows what they wear saves them the evening.',
      says: ['asked two questions', 'be done in five minutes', 'decide at once'],
    },
  };

/** Ids of the highlights of these words, as the sprint made them. */
function highlightsOf(
  { id }: Stage,
  interviews: readonly InterviewTold[],
  { says }: Resting,
): readonly string[] {
  return interviews.flatMap(({ words }, index) =>
    words
      .filter(({ text }) => says.some((part) => text.includes(part)))
      .map(({ start }) => id(`words interview ${index} ${start}`)),
  );
}

export type Needs = { readonly evidence: Pick<Evidence, 'items'> };
type Telling = { readonly stage: Stage; readonly interviews: readonly InterviewTold[] };

const membersOf = () => new Map(Object.values(cast).map(({ userId, ...rest }) => [userId, rest]));

/** Who proposes it. Release and experiment name it, so it is there before them. */
export async function proposeBet(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  const now = { members: membersOf(), today: calendar.day(22) };
  await once(stage, { name: 'bet', who: 'tomas', at: calendar.at(22, 17) }, async (writer, by) => {
    const names = Object.keys(betQuestions).values();
    await createBet(writer, by, now, {
      id: id('bet'),
      newId: () => id(`question ${names.next().value}`),
      title: "Show me what I'll love",
      kind: 'flag',
      opportunity: id('browsing'),
      pod: id('pod'),
      appetiteDays: 42,
      hypothesis:
        'If the first page shows what suits this person, orders are worth more, because less time goes into searching.',
      assumptions: [
        'Four orders tell enough of a taste.',
        'Nobody feels watched by three picks with a reason.',
      ],
    });
  });
}

/** What is in it and what is not; the outcome comes when it is agreed. */
export async function shapeBet({ stage, interviews }: Telling): Promise<void> {
  const { calendar, id } = stage;
  const bet = id('bet');
  const shape = { name: 'bet shape', who: 'tomas', at: calendar.at(22, 17) } as const;
  await once(stage, shape, (writer, by) =>
    move(writer, by, { stage, name: 'shape', evidenceAgeDays: null }),
  );
  await once(stage, { name: 'scope', who: 'aiko', at: calendar.at(23, 15) }, async (writer, by) => {
    for (const item of [...scope, cutItem]) {
      await addItem(writer, by, { bet, id: id(`scope ${item.name}`), text: item.text });
    }
    for (const item of scope) {
      const to = { kind: 'scope_item', id: id(`scope ${item.name}`) };
      await rest(writer, by, { stage, to, words: highlightsOf(stage, interviews, item) });
    }
  });
  await once(stage, { name: 'cut', who: 'maya', at: calendar.at(25) }, (writer, by) =>
    moveItem(writer, by, {
      bet,
      id: id(`scope ${cutItem.name}`),
      version: 1,
      move: 'cut',
      reason: 'Nobody asked for it; it would be one more thing to look through.',
      because: highlightsOf(stage, interviews, { says: ['six pages'] }),
      newId: () => id('cut because'),
    }),
  );
  await once(
    stage,
    { name: 'answers', who: 'tomas', at: calendar.at(25, 14) },
    async (writer, by) => {
      const known = await readQuestions(writer, [bet]);
      for (const { id: question, name, version } of known) {
        const { answer, ...resting } = answers[name];
        await answerQuestion(writer, by, { id: bet, question: name, version, answer });
        const to = { kind: 'bet_question', id: question };
        await rest(writer, by, { stage, to, words: highlightsOf(stage, interviews, resting) });
      }
    },
  );
}

type Rest = {
  readonly stage: Stage;
  readonly to: { readonly kind: string; readonly id: string };
  readonly words: readonly string[];
};

async function rest(writer: Writer, by: By, { stage, to, words }: Rest): Promise<void> {
  for (const highlight of words) {
    const id = stage.id(`link ${to.id} ${highlight}`);
    await linkHighlight(writer, by, { id, highlight, to, relation: 'supports' });
  }
}

/** What it says: in an interviewee's words, understood by nine people, approved by both sides. */
export async function writeStory({ stage, interviews }: Telling): Promise<void> {
  const { calendar, id } = stage;
  const framework = id('framework');
  const [problemHighlight = null] = highlightsOf(stage, interviews, { says: [sentence] });
  await once(stage, { name: 'story', who: 'tomas', at: calendar.at(22, 18) }, (writer, by) =>
    createFramework(writer, by, {
      id: framework,
      bet: id('bet'),
      audience: 'People who know what they like when they see it, and have little time to look.',
      problem: "I waste too much time browsing; just show me what I'll love",
      problemHighlight,
      valueProposition: 'The few things that suit you, first. Everything else stays where it is.',
      pillars: [
        'Made of what you wear',
        'Three picks, each with a reason',
        'Browse whenever you like',
      ],
      proofPoints: ['Ten of twelve people we listened to lost an evening searching.'],
      forbiddenWords: ['algorithm', 'AI'],
      message: "Just show me what I'll love",
    }),
  );
  await once(stage, { name: 'clarity', who: 'aiko', at: calendar.at(25, 11) }, (writer, by) =>
    recordClarity(writer, by, {
      id: framework,
      version: 1,
      score: 4.3,
      people: 9,
      note: 'Two read "love" as a dating site until they saw the boots.',
    }),
  );
  await once(stage, { name: 'story tested', who: 'tomas', at: calendar.at(25, 16) }, (writer, by) =>
    moveFramework(writer, by, { id: framework, version: 2, move: 'test' }),
  );
  for (const [who, hour] of [
    ['tomas', 9],
    ['maya', 11],
  ] as const) {
    const step: Step = { name: `story signed ${who}`, who, at: calendar.at(26, hour) };
    await once(stage, step, async (writer, by) => {
      const { version } = await readFramework(writer, framework);
      await signFramework(writer, by, { id: framework, version });
    });
  }
}

/** Through every gate until it is measured. */
export async function carryBet(stage: Stage, { evidence }: Needs): Promise<void> {
  const { calendar, id, project } = stage;
  const { launch } = calendar;
  const bet = id('bet');
  const now = { members: membersOf(), today: calendar.day(24) };
  await once(
    stage,
    { name: 'bet outcome', who: 'maya', at: calendar.at(24, 15) },
    async (writer, by) => {
      const { version } = await readBet(writer, bet);
      await updateBet(writer, by, now, { id: bet, version, outcome: id('outcome') });
    },
  );
  const need = { kind: 'opportunity', ids: [id('browsing')] };
  const words = (await evidence.items(project, [need])).get(id('browsing')) ?? [];
  const moves = [
    { name: 'ready', who: 'maya', at: calendar.at(26, 16) },
    { name: 'build', who: 'jonas', at: calendar.at(27) },
    { name: 'launch', who: 'maya', at: calendar.at(launch - 1, 15) },
    { name: 'measure', who: 'samir', at: calendar.at(launch, 9) },
  ] as const;
  for (const one of moves) {
    await once(stage, { ...one, name: `bet ${one.name}` }, (writer, by) =>
      move(writer, by, { stage, name: one.name, evidenceAgeDays: medianAgeDays(words, one.at) }),
    );
  }
}

type Moving = {
  readonly stage: Stage;
  readonly name: 'shape' | 'ready' | 'build' | 'launch' | 'measure';
  readonly evidenceAgeDays: number | null;
};

async function move(writer: Writer, by: By, { stage, name, evidenceAgeDays }: Moving) {
  const { calendar, id } = stage;
  const { version } = await readBet(writer, id('bet'));
  const now = { members: membersOf(), today: calendar.day(24) };
  const overrideId = id('override');
  await moveBet(writer, by, now, {
    id: id('bet'),
    version,
    move: name,
    overrideId,
    evidenceAgeDays,
  });
}
