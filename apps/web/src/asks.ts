/**
 * What a page asks first, asked while its code is still on the way. Equal calls are one query, so
 * the page finds its own questions under way or answered; one it asks otherwise is asked twice.
 */
import { getMe } from '@tandem/contract';
import type {
  FetchInfiniteQueryOptions,
  FetchQueryOptions,
  QueryClient,
  QueryKey,
} from '@tanstack/react-query';
import { answerTo } from './api.ts';
import type { Search } from './search.ts';
import { dayOf } from './ui/when.ts';

/** A page that is about to open. */
export type Opening = {
  readonly params: { readonly project: number };
  /** The id in the address, on the page of one record. */
  readonly id: string;
  readonly search: Search;
  /** Today in the project's time zone. */
  readonly today: string;
  /** The answer, or undefined where there is none: the page asks again and says so. */
  readonly ask: <T, K extends QueryKey>(
    question: FetchQueryOptions<T, Error, T, K>,
  ) => Promise<T | undefined>;
  readonly askPages: <T, K extends QueryKey, P>(
    question: FetchInfiniteQueryOptions<T, Error, T, K, P>,
  ) => void;
};

type Loading = {
  readonly context: { readonly queries: QueryClient };
  readonly location: { readonly pathname: string; readonly search: object };
};

/** The loader of a page: asks, and keeps nobody waiting. */
export function asks(first: (opening: Opening) => unknown) {
  return ({ context: { queries }, location }: Loading): void => {
    // `/p/{project}/{page}/{id}`
    const [, , project, , id] = location.pathname.split('/');
    const me = queries.getQueryData(answerTo(getMe, {}).queryKey);
    const { timeZone } = me?.projects.find((one) => String(one.id) === project) ?? {};
    first({
      params: { project: Number(project) },
      id: id ?? '',
      search: location.search as Search,
      today: dayOf(new Date(), timeZone),
      ask: (question) => queries.fetchQuery(question).catch(() => undefined),
      askPages: (question) => void queries.prefetchInfiniteQuery(question),
    });
  };
}
