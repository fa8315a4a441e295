/**
 * What people say of choosing: those who waste time browsing, and those who like to look around. A
 * text is a few sentences around one `core`, whose place in it is known exactly.
 */
import { pick, type Random } from '../random.ts';

/** Exact words of a text: UTF-16 units, from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number; readonly text: string };

/** Said by one interviewee and nobody else. */
export const sentence = "I waste too much time browsing; just show me what I'll love";

export const asking: readonly string[] = [
  'I scroll through two hundred jackets before I find the one',
  'show me the three things that suit me and I am happy',
  'you know my size and my taste by now, so please suggest something',
  'half an hour of filters and I still had nothing in my basket',
  'there is so much that I give up before I find what I like',
  'I would buy more if you put the right things in front of me',
  'why do I see the same bestsellers as everybody else?',
  'I wish the shop remembered what I like',
  'please pick for me, I have no patience for page after page',
  'I spend my lunch break browsing and leave with nothing',
  'a short list made for me would save me an evening',
  'just tell me what goes with the boots I bought',
  'I know what I like when I see it, but finding it takes forever',
  'looking for things costs me more time than wearing them',
  'could you not propose what fits how I walk?',
  'I want to open the shop and see my kind of things first',
  'every visit starts from zero, as if you had never met me',
  'I end up with ten open tabs and no decision',
  'a friend who knows the shelves would find it in a minute, the site cannot',
  'I would love a page with only what is right for me',
  'too much choice, too little help with choosing',
  'I keep hunting for pieces like the ones I already own',
];

export const against: readonly string[] = [
  'I like to browse, that is half of the fun',
  'please do not decide for me what I should like',
  'I enjoy looking through everything on a rainy Sunday',
  'suggestions make me feel watched',
  'I come to discover things, not to be shown more of the same',
  'a machine does not know what I need on the next trip',
  'leave the shelves as they are, I find my way',
  'I trust my own eye more than a list',
];

/** What they write to "did it solve it?". */
export const answerWords: Readonly<Record<'solved' | 'partly' | 'not_solved', readonly string[]>> =
  {
    solved: [
      'Third picture on the page, and it was the jacket. Ten minutes, not an evening.',
      'It knew the boots I wear. Thank you for reading what I wrote.',
      'Exactly what I had asked for.',
      'Found and ordered on the train.',
    ],
    partly: [
      'Good for me, no help when I look for my father.',
      'Better, but it keeps forgetting what I sent back.',
      'The first page is right; behind it the old two hundred jackets wait.',
      'It suits me, only the sizes are still a guess.',
    ],
    not_solved: [
      'It showed me a tent I bought in March.',
      'I still see forty jackets, only in another order.',
      'All three were sold out in my size.',
    ],
  };

const openers: readonly string[] = [
  'Hello,',
  'Honestly,',
  'A wish from a regular customer:',
  'I have ordered from you for years.',
  'Love the gear, but the shop tires me.',
  'After yesterday evening I have to write this.',
  'Small thing, but it matters to me.',
  'Dear team,',
  'Bought the Ember top again last week.',
  'Feedback, since you asked:',
  'My wife says the same:',
  'On the phone it is worse than on the laptop.',
  'Between two trips I have little time.',
  'For the record:',
];
const closers: readonly string[] = [
  'Thanks for reading.',
  'The clothes themselves are great.',
  'Other shops can do that.',
  'Is something like this planned?',
  'Otherwise I stay a happy customer.',
  'Maybe I am not the only one.',
  'I am on the site about once a month.',
  'Would be glad to hear from you.',
  'Keep up the repairs, by the way.',
  'That is all.',
  'Then I would order before the autumn hut tour.',
  'My old Skarn shell still holds.',
];

export type Text = { readonly text: string; readonly span: Span };

/** Sentences around the core, which begins with a capital letter where it begins a sentence. */
function around(before: string, core: string, after: string): Text {
  const words = /[.?!]$/.test(before) ? capital(core) : core;
  const start = before.length + 1;
  const stop = /[.?!]$/.test(core) ? '' : '.';
  const span = { start, end: start + words.length, text: words };
  return { text: `${before} ${words}${stop} ${after}`, span };
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const textOf = (random: Random, cores: readonly string[]): Text =>
  around(pick(random, openers), pick(random, cores), pick(random, closers));
