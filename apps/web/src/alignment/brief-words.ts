/** Briefs in words: pure. */
import type { Acknowledgement, Brief, Pack } from '@tandem/contract';

type Tone = 'plain' | 'accent' | 'warn' | 'support';

export const receiptStates: Readonly<Record<Acknowledgement['state'], readonly [string, Tone]>> = {
  pending: ['not read', 'plain'],
  read: ['read', 'accent'],
  acknowledged: ['agreed', 'accent'],
  committed: ['on it', 'accent'],
  done: ['done', 'support'],
  late: ['late', 'warn'],
};

/** What the brief is now, and how loud to say it. */
export function briefState(
  brief: Pick<Brief, 'sent' | 'acknowledgements'>,
): readonly [string, Tone] {
  const { sent, acknowledgements } = brief;
  if (sent === null) return ['draft', 'plain'];
  const late = acknowledgements.filter(({ state }) => state === 'late').length;
  if (late > 0) return [`${late} late`, 'warn'];
  const read = acknowledgements.filter(({ state }) => state !== 'pending').length;
  const isRead = read === acknowledgements.length;
  return [`read by ${read} of ${acknowledgements.length}`, isRead ? 'support' : 'accent'];
}

/** What this reader may say next of the newest text; undefined where nothing is asked of them. */
export function nextSaying(
  brief: Pick<Brief, 'acknowledgements' | 'sent'>,
  userId: string,
): { readonly move: 'acknowledge' | 'commit' | 'finish'; readonly words: string } | undefined {
  if (brief.sent === null) return undefined;
  const mine = brief.acknowledgements.find((one) => one.userId === userId);
  if (mine === undefined) return undefined;
  if (mine.state === 'pending' || mine.state === 'read') {
    return { move: 'acknowledge', words: 'I have read it and agree' };
  }
  if (mine.state === 'acknowledged') return { move: 'commit', words: 'Say what you will do' };
  if (mine.state === 'committed') return { move: 'finish', words: 'It is done' };
  return undefined;
}

export const sectionTitles: Readonly<
  Record<Pack['snapshot']['sections'][number]['name'], readonly [string, string]>
> = {
  evidence: ['Evidence', 'Nobody new spoke for or against a need.'],
  words: ['In their words', 'No new words were linked.'],
  results: ['Results that moved', 'Nothing moved beyond its noise.'],
  decisions: ['Decisions', 'Nothing was decided.'],
  actions: ['Actions', 'Nothing is open.'],
};
