/** The server, as typed calls; the queries of every page are made here and nowhere else. */
import { createClient, ProblemError, type Call, type Endpoint } from '@tandem/contract';
import { queryOptions, QueryClient } from '@tanstack/react-query';

export const call = createClient<AbortSignal>({
  baseUrl: '',
  fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
});

/** The query of an endpoint: its key is the call itself, so that equal questions are asked once. */
export function answerTo<const E extends Endpoint>(endpoint: E, input: Call<E>) {
  return queryOptions({
    queryKey: [endpoint.path, endpoint.method, input] as const,
    queryFn: ({ signal }) => call(endpoint, input, signal),
  });
}

/** Only what may pass by itself is tried again; a refusal never is. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status === 503 || error.status === 429;
}

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
    },
  });
}
