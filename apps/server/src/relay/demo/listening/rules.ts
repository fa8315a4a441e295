/** Smaller needs within the large one, and by which words each is told. */

export type Part = {
  readonly name: string;
  readonly statement: string;
  /** Said in an interview: the need is named after it. */
  readonly interview: string;
  /** Said in letters. */
  readonly letters: readonly string[];
};

export const parts: readonly Part[] = [
  {
    name: 'alike',
    statement: 'All of them look alike to me',
    interview: 'look alike',
    letters: ['two hundred jackets', 'too much choice', 'ten open tabs', 'same bestsellers'],
  },
  {
    name: 'again',
    statement: 'I cannot find again what I bought last year',
    interview: 'bought last year',
    letters: ['already own', 'every visit starts from zero', 'boots I bought'],
  },
  {
    name: 'gift',
    statement: 'I do not know what somebody else would love',
    interview: 'father who hikes',
    letters: [],
  },
];

/** The parts that these words speak of. */
export const partsOf = (words: string): readonly Part[] =>
  parts.filter(({ letters }) =>
    letters.some((phrase) => words.toLowerCase().includes(phrase.toLowerCase())),
  );
