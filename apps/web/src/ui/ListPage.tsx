import { IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useKeys } from './keys.ts';
import { Page, type PageProps } from './Page.tsx';
import { SkeletonLines } from './Skeleton.tsx';
import { TroubleNote } from './TroubleNote.tsx';

type Props = Pick<PageProps, 'title' | 'chips' | 'panel' | 'children'> & {
  /** Of the loop, as the navigation calls it. */
  readonly station: string;
  /** All that the list is made of. */
  readonly asked: readonly Pick<UseQueryResult, 'error' | 'isPending' | 'refetch'>[];
  readonly isEmpty: boolean;
  /** Counts, where there is something. */
  readonly facts: ReactNode;
  /** Begins one more: the page's main action unless the empty state holds it, and the key N. */
  readonly begin: { readonly label: string; readonly act: () => void } | undefined;
  /** In the place of a list that is empty: what to do next. */
  readonly empty: ReactNode;
};

/** A page that lists records of one kind and begins another: what all of them do alike. */
export function ListPage(props: Props) {
  const { station, asked, isEmpty, facts, begin, empty, children, ...page } = props;
  const error = asked.find((one) => one.error !== null)?.error ?? null;
  const isPending = error === null && asked.some((one) => one.isPending);
  useKeys(begin === undefined ? {} : { n: begin.act });
  return (
    <Page
      {...page}
      crumbs={[station, page.title]}
      facts={!isEmpty && !isPending && error === null && facts}
      actions={
        begin && (
          <Button
            kind={isEmpty ? 'quiet' : 'main'}
            shortcut="N"
            icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={begin.act}
          >
            {begin.label}
          </Button>
        )
      }
    >
      {error !== null && (
        <TroubleNote
          error={error}
          onRetry={() => void Promise.all(asked.map((one) => one.refetch()))}
        />
      )}
      {isPending && <SkeletonLines widths={[90, 84, 92, 80]} />}
      {isEmpty && empty}
      {children}
    </Page>
  );
}
