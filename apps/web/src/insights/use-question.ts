/** The address of this page as words, and how to change a few of them. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useProject } from '../shell/session.ts';
import type { Search } from '../search.ts';
import { useNow } from '../ui/use-now.ts';
import { dayOf } from '../ui/when.ts';

export type SetWords = (words: Search, options?: { readonly replace?: boolean }) => void;

export function useWords(): readonly [Search, SetWords] {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback<SetWords>(
    (words, options) => {
      void navigate({
        to: '.',
        search: (before: Search) => ({ ...before, ...words }),
        replace: options?.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, set];
}

/** Today in the project's time zone. */
export function useToday(): string {
  return dayOf(useNow(), useProject().timeZone);
}
