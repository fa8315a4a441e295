/** What a messaging framework must say before it is tested and approved: pure decisions. */
import type { Framework } from '@tandem/contract';
import { refusal } from '../platform/moves.ts';

type Text = Pick<
  Framework,
  | 'audience'
  | 'problem'
  | 'valueProposition'
  | 'pillars'
  | 'proofPoints'
  | 'forbiddenWords'
  | 'message'
>;

const needed = ['audience', 'problem', 'valueProposition'] as const;
const words = {
  audience: 'whom it speaks to',
  problem: "their problem in customers' words",
  valueProposition: 'the value proposition',
} as const;

export const missingOf = (text: Pick<Text, (typeof needed)[number]>): Framework['missing'] =>
  needed.filter((field) => text[field] === '');

/** "whom it speaks to, the value proposition": what is missing, in words. */
export const missingWords = (missing: Framework['missing']): string =>
  missing.map((field) => words[field]).join(', ');

/** Forbidden words that stand in what customers will read, whole words in any case. */
export function forbiddenIn(text: Omit<Text, 'audience' | 'problem'>): string[] {
  const read = [text.valueProposition, text.message, ...text.pillars, ...text.proofPoints].join(
    '\n',
  );
  return text.forbiddenWords.filter((word) => {
    const exact = word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\p{L}\p{N}])${exact}(?![\p{L}\p{N}])`, 'iu').test(read);
  });
}

export function checkEditable({ state }: Pick<Framework, 'state'>): void {
  if (state === 'draft' || state === 'tested') return;
  throw refusal(
    'framework.edit.state',
    `This framework is "${state}": what was approved stays as it was read.`,
    'Begin a revision: it counts once both sides approve it.',
  );
}

/** Only a complete draft can be understood, and only people can say whether it is. */
export function checkTested({ missing, clarity }: Pick<Framework, 'missing' | 'clarity'>): void {
  if (missing.length > 0) {
    throw refusal(
      'framework.test.complete',
      `The draft does not say ${missingWords(missing)}.`,
      'Write it, then ask people what they understood.',
      { missing },
    );
  }
  if (clarity !== null) return;
  throw refusal(
    'framework.test.clarity',
    'Nobody was asked yet whether this is clear.',
    'Store a clarity result: who read the draft, and how clear it was from 1 to 5.',
  );
}

export function checkForbidden({ forbiddenFound }: Pick<Framework, 'forbiddenFound'>): void {
  if (forbiddenFound.length === 0) return;
  throw refusal(
    'framework.approve.forbidden',
    `The texts use words that the framework forbids: ${forbiddenFound.join(', ')}.`,
    'Write them differently, or take the words off the list.',
    { forbidden: forbiddenFound },
  );
}
