/** What people talk about when they are not stuck. */
import type { Language } from '../names.ts';

export type Mood = 'positive' | 'negative' | 'mixed';
type Texts = Readonly<Record<Mood, readonly string[]>>;
/** What one language has to say; slots in braces are filled by fill.ts. */
export type Phrasebook = Readonly<Record<TopicId, Texts>>;
export type Phrasebooks = Readonly<Record<Language, Phrasebook>>;

export const topics = [
  { id: 'delivery', weight: 12 },
  { id: 'sizing', weight: 13 },
  { id: 'returns', weight: 8 },
  { id: 'price', weight: 9 },
  { id: 'quality', weight: 11 },
  { id: 'search', weight: 6 },
  { id: 'account', weight: 5 },
  { id: 'service', weight: 8 },
  { id: 'repair', weight: 6 },
  { id: 'materials', weight: 6 },
  { id: 'stock', weight: 7 },
  { id: 'suggestions', weight: 6 },
  { id: 'outdoors', weight: 9 },
  { id: 'packaging', weight: 5 },
] as const;
export type TopicId = (typeof topics)[number]['id'];
