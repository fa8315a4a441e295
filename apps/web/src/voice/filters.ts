/** Address <-> what is listened to. */
import { highlightTypes, type Signal, type SignalTheme } from '@tandem/contract';
import type { Search } from '../search.ts';
import { addDays } from '../ui/when.ts';

export type SignalFilter = {
  readonly search?: string;
  readonly source?: string;
  readonly language?: string;
  readonly audience?: Signal['audience'];
  readonly ratingAtMost?: number;
  readonly ratingAtLeast?: number;
  readonly from?: string;
};

/** What it is about; "new" are those that nobody has done anything with. */
export function themeOf({ need, type, state }: Search): SignalTheme {
  const kind = highlightTypes.find((one) => one === type);
  return {
    ...(need ? { need } : {}),
    ...(kind ? { type: kind } : {}),
    ...(state === 'new' ? { state } : {}),
  };
}

const audiences = ['customer', 'prospect', 'public', 'internal'] as const;

/** `last` counts whole days up to today; here they begin at midnight UTC. */
export function filterOf(search: Search, today: string): SignalFilter {
  const { q, source, lang, who, max, min, last } = search;
  const audience = audiences.find((one) => one === who);
  const days = Number(last);
  return {
    ...(q ? { search: q } : {}),
    ...(source ? { source } : {}),
    ...(lang ? { language: lang } : {}),
    ...(audience ? { audience } : {}),
    ...(isRating(max) ? { ratingAtMost: Number(max) } : {}),
    ...(isRating(min) ? { ratingAtLeast: Number(min) } : {}),
    ...(days > 0 ? { from: `${addDays(today, 1 - days)}T00:00:00Z` } : {}),
  };
}

function isRating(text: string | undefined): boolean {
  return text !== undefined && text !== '' && Number.isFinite(Number(text));
}

export const noFilters: Search = {
  q: undefined,
  source: undefined,
  lang: undefined,
  who: undefined,
  max: undefined,
  min: undefined,
  last: undefined,
  need: undefined,
  type: undefined,
  state: undefined,
};

/** "en" -> "English", where the browser knows the name. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
