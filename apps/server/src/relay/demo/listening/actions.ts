/** What people say becomes needs: words highlighted where they stand, for and against. */
import type { Highlight, Relation, Signal } from '@tandem/contract';
import type { AskerTruth, LetterTruth, RecommendationTruths } from '@tandem/simulator';
import {
  createOpportunity,
  moveOpportunity,
  signOpportunity,
  type Discovery,
} from '../../../discovery/index.ts';
import { createHighlight, linkHighlight } from '../../../evidence/index.ts';
import type { By } from '../../../platform/history.ts';
import type { Writer } from '../../../platform/records.ts';
import type { Voice } from '../../../voice/index.ts';
import { sentenceWith } from '../rules.ts';
import { once, type Stage, type Step } from '../steps/actions.ts';
import { partsOf } from './rules.ts';

export type Needs = {
  readonly voice: Pick<Voice, 'byIds' | 'list'>;
  readonly discovery: Pick<Discovery, 'criteria'>;
};

/** Words to highlight and what they stand for. */
export type Marked = {
  readonly signal: { readonly id: string; readonly text: string };
  readonly start: number;
  readonly end: number;
  readonly type: Highlight['type'];
  /** None: the words are typed and linked to nothing. */
  readonly link?: {
    readonly to: string;
    /** An opportunity unless told. */
    readonly kind?: string;
    readonly relation: Relation;
  };
};

/** Highlights the words and links them; the id of the highlight comes from `name`. */
export async function mark(
  stage: Stage,
  writer: Writer,
  by: By,
  { name, words }: { readonly name: string; readonly words: Marked },
): Promise<void> {
  const { signal, start, end, type, link } = words;
  const spot = { signal, start, end, type, isStated: true };
  const highlight = await createHighlight(writer, by, { id: stage.id(`words ${name}`), ...spot });
  if (link === undefined) return;
  const { to: id, kind = 'opportunity', relation } = link;
  const to = { kind, id };
  await linkHighlight(writer, by, { id: stage.id(`link ${name}`), highlight, to, relation });
}

/** The need that the whole demo is about, and who asked: first those who wrote before it was signed. */
export async function nameBrowsing(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  await once(stage, { name: 'browsing', who: 'tomas', at: calendar.at(4) }, async (writer, by) => {
    const browsing = { id: id('browsing'), statement: 'I waste too much time browsing' };
    await createOpportunity(writer, by, { ...browsing, parent: null });
    await moveOpportunity(writer, by, { id: id('browsing'), move: 'explore' });
  });
}

type Letters = {
  readonly truths: Pick<RecommendationTruths, 'askers' | 'against'>;
  /** By `source sourceId`. */
  readonly signals: ReadonlyMap<string, Signal>;
  /** Half-open, in days of the demo. */
  readonly from: number;
  readonly to: number;
};

/** Who read the letters of which half of the alphabet, so to say. */
const readers = ['tomas', 'aiko', 'maya'] as const;

/** What was written between two days is read at the end of the second one. */
export async function markLetters(stage: Stage, letters: Letters): Promise<void> {
  const { calendar } = stage;
  const from = calendar.at(letters.from, 0).toISOString();
  const to = calendar.at(letters.to, 0).toISOString();
  const all = [
    ...letters.truths.askers.flatMap((asker: AskerTruth) =>
      asker.letters.map((letter) => ({ letter, relation: 'asked_for' as const })),
    ),
    ...letters.truths.against.map((letter) => ({ letter, relation: 'contradicts' as const })),
  ].flatMap(({ letter, relation }) => {
    const signal = letters.signals.get(keyOf(letter));
    return signal === undefined || signal.time < from || signal.time >= to
      ? []
      : [{ letter, relation, signal }];
  });
  for (const [index, who] of readers.entries()) {
    const step: Step = { name: `letters ${letters.from} ${who}`, who, at: new Date(to) };
    const share = all.filter((_, place) => place % readers.length === index);
    await once(stage, step, async (writer, by) => {
      for (const { letter, relation, signal } of share) {
        const { start, end } = letter;
        const link = { to: stage.id('browsing'), relation };
        const type = relation === 'contradicts' ? 'objection' : 'pain';
        const words = { signal, start, end, type } as const;
        await mark(stage, writer, by, { name: keyOf(letter), words: { ...words, link } });
        for (const part of partsOf(letter.words)) {
          const also = { to: stage.id(part.name), relation };
          const name = `${keyOf(letter)} ${part.name}`;
          await mark(stage, writer, by, { name, words: { ...words, link: also } });
        }
      }
    });
  }
}

export const keyOf = ({ source, sourceId }: Pick<LetterTruth, 'source' | 'sourceId'>): string =>
  `${source} ${sourceId}`;

export async function signBoth(
  stage: Stage,
  { discovery }: Pick<Needs, 'discovery'>,
  need: string,
  by: readonly Omit<Step, 'name'>[],
): Promise<void> {
  const id = stage.id(need);
  for (const one of by) {
    const criteria = await discovery.criteria(stage.project, id);
    await once(stage, { ...one, name: `sign ${need} ${one.who}` }, (writer, author) =>
      signOpportunity(writer, author, { id, criteria }),
    );
  }
}

type Heard = {
  readonly name: string;
  readonly statement: string;
  readonly day: number;
  readonly words: readonly {
    readonly search: string;
    readonly most: number;
    readonly relation: Relation;
  }[];
  readonly isExplored: boolean;
};

/** Needs of others, found by reading: each in another state of the way to a decision. */
const heard: readonly Heard[] = [
  {
    name: 'sizes',
    statement: "I can't trust the size",
    day: 48,
    words: [
      { search: 'tight across the shoulders', most: 8, relation: 'supports' },
      { search: 'others sell as one smaller', most: 8, relation: 'supports' },
      { search: 'two sizes, two returns', most: 6, relation: 'supports' },
      { search: 'size chart was right', most: 3, relation: 'contradicts' },
    ],
    isExplored: true,
  },
  {
    name: 'delivery',
    statement: 'I cannot choose how it is delivered',
    day: 60,
    words: [{ search: 'greyed', most: 14, relation: 'supports' }],
    isExplored: true,
  },
  {
    name: 'repair',
    statement: 'Can I get it repaired?',
    day: 81,
    words: [{ search: 'be repaired', most: 3, relation: 'supports' }],
    isExplored: false,
  },
];

export async function nameOthers(stage: Stage, { voice }: Pick<Needs, 'voice'>): Promise<void> {
  const { calendar, id, project } = stage;
  for (const need of heard) {
    const found = await Promise.all(
      need.words.map(async ({ search, most, relation }) => {
        const { signals } = await voice.list(project, { search, limit: most });
        return signals.map((signal) => ({ signal, search, relation }));
      }),
    );
    const to = id(need.name);
    const step: Step = { name: need.name, who: 'aiko', at: calendar.at(need.day) };
    await once(stage, step, async (writer, by) => {
      await createOpportunity(writer, by, { id: to, statement: need.statement, parent: null });
      if (need.isExplored) await moveOpportunity(writer, by, { id: to, move: 'explore' });
    });
    await once(
      stage,
      { ...step, name: `${need.name} words`, at: calendar.at(88, 12) },
      async (writer, by) => {
        for (const { signal, search, relation } of found.flat()) {
          const span = sentenceWith(signal.text, search);
          if (span === undefined) continue;
          const type = relation === 'contradicts' ? 'praise' : 'pain';
          const words = { signal, ...span, type, link: { to, relation } } as const;
          await mark(stage, writer, by, { name: `${search} ${signal.id}`, words });
        }
      },
    );
  }
}
