/** The interviews of the sprint: whole transcripts, and in each the words that count, exactly. */
import type { Highlight, Interview } from '@tandem/contract';
import { day } from '../calendar.ts';
import { shopperAt } from './people.ts';
import type { RecommendationPlan } from './plan.ts';
import { capital, sentence, type Span } from './words.ts';

export type TellingWords = Span & {
  readonly type: Highlight['type'];
  /** What they say of wasting time while browsing; undefined: they say something else. */
  readonly relation: 'supports' | 'asked_for' | 'contradicts' | undefined;
};

export type InterviewTold = {
  readonly kind: Interview['kind'];
  readonly name: string;
  /** Of customers, under which they shop. */
  readonly distinctId: string | undefined;
  /** The day it was held, YYYY-MM-DD. */
  readonly day: string;
  readonly mayQuote: boolean;
  readonly mayContact: boolean;
  readonly transcript: string;
  readonly words: readonly TellingWords[];
};

type Told = {
  readonly kind: Interview['kind'];
  /** Customers have the name that they shop under. */
  readonly name?: string;
  /** What they wanted to get done. */
  readonly job: string;
  readonly says: string;
  readonly stance: 'wastes time' | 'likes to browse';
  readonly gain?: string;
};

const stories: readonly Told[] = [
  {
    kind: 'customer',
    job: 'I needed a shell before the Dolomites, with two small children around me',
    says: sentence,
    stance: 'wastes time',
    gain: 'if the first page were mine I would be done in five minutes',
  },
  {
    kind: 'customer',
    job: 'I wanted trousers like the pair that I had worn through',
    says: 'I went through six pages and bought nothing that evening',
    stance: 'wastes time',
  },
  {
    kind: 'prospect',
    name: 'Ines Delmas',
    job: 'I was looking for a first proper rain jacket',
    says: 'all of them look alike to me, I would need somebody to choose for me',
    stance: 'wastes time',
    gain: 'three good ones with a reason each, and I decide at once',
  },
  {
    kind: 'customer',
    job: 'every October I replace what broke in summer',
    says: 'I like to look through everything, it is my evening',
    stance: 'likes to browse',
  },
  {
    kind: 'outsider',
    name: 'Rosie Whitlock',
    job: 'I bought running shoes in a shop in town',
    says: 'the man there asked two questions and brought the right pair, no website does that',
    stance: 'wastes time',
  },
  {
    kind: 'customer',
    job: 'I had to dress the whole family for one week of snow',
    says: 'I gave up on the filters and asked my sister what to buy',
    stance: 'wastes time',
  },
  {
    kind: 'prospect',
    name: 'Lotte Bakker',
    job: 'I wanted a present for my father who hikes',
    says: 'I do not know what he would love, and your shop did not help me to find out',
    stance: 'wastes time',
  },
  {
    kind: 'customer',
    job: 'I was after a warm layer for the hut',
    says: 'it took me three evenings to find the top I now live in',
    stance: 'wastes time',
    gain: 'had you shown it first, I would have taken the leggings too',
  },
  {
    kind: 'outsider',
    name: 'Nils Ebert',
    job: 'I buy outdoor things second-hand, mostly',
    says: 'suggestions are advertising with a friendlier face',
    stance: 'likes to browse',
  },
  {
    kind: 'customer',
    job: 'I order for the mountain rescue, the same ten things each time',
    says: 'I search for what I bought last year and cannot find it again',
    stance: 'wastes time',
  },
  {
    kind: 'prospect',
    name: 'Javier Molina',
    job: 'I was comparing packs for a long walk',
    says: 'after an hour I had twelve tabs and went to bed',
    stance: 'wastes time',
  },
  {
    kind: 'customer',
    job: 'I wanted a fleece that goes with what I have',
    says: 'you have four years of my orders and still show me ski trousers',
    stance: 'wastes time',
    gain: 'a page that knows my wardrobe would be worth an order a month',
  },
];

/** Days after the beginning of the period on which the first and each following one is held. */
const firstDay = 6;

/** Held in the second and third week, before there is anything to show. */
export function interviewsOf(plan: RecommendationPlan): readonly InterviewTold[] {
  const lastDay = Math.min(firstDay + 13, (plan.launchMs - plan.startMs) / day - 1);
  return stories.map((story, index) => {
    const after = firstDay + Math.floor((index * (lastDay - firstDay)) / (stories.length - 1));
    const { transcript, words } = tell(story);
    // Customers are the last of the shoppers: none of them wrote in besides.
    const shopper = story.name === undefined ? shopperAt(plan, plan.people - 1 - index) : undefined;
    return {
      kind: story.kind,
      name: story.name ?? shopper?.name ?? '',
      distinctId: shopper?.userId,
      day: new Date(plan.startMs + after * day).toISOString().slice(0, 10),
      mayQuote: index % 4 !== 3,
      mayContact: story.kind !== 'outsider',
      transcript,
      words,
    };
  });
}

function tell({ job, says, stance, gain }: Told) {
  const words: TellingWords[] = [];
  let transcript = '';
  const ask = (question: string) => (transcript += `Q: ${question}\n`);
  const answer = (said: string, about: Pick<TellingWords, 'type' | 'relation'>) => {
    const text = capital(said);
    const start = transcript.length + 'A: '.length;
    words.push({ start, end: start + text.length, text, ...about });
    transcript += `A: ${text}.\n`;
  };
  ask('Tell me about the last time you looked for something to wear outdoors.');
  answer(job, { type: 'job', relation: undefined });
  ask('What happened then?');
  if (stance === 'wastes time') answer(says, { type: 'pain', relation: 'asked_for' });
  else answer(says, { type: 'objection', relation: 'contradicts' });
  if (gain !== undefined) {
    ask('What would have been different with some help?');
    answer(gain, { type: 'gain', relation: 'supports' });
  }
  ask('How did it end?');
  transcript += 'A: As it always does: late, with a cup of tea.';
  return { transcript, words };
}
