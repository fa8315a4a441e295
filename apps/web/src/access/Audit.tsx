import { listAudit, type Answer } from '@tandem/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { call } from '../api.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import table from '../ui/table.module.css';
import { TableScroll } from '../ui/TableScroll.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatMoment } from '../ui/when.ts';
import { actionWords, detailWords } from './audit-words.ts';
import { SettingsPage } from './SettingsPage.tsx';

type AuditAnswer = Answer<typeof listAudit>;
const pageSize = 100;

/** Who did what. Each entry holds the hash of the one before, so that none can be changed unseen. */
export function Audit() {
  const me = useMe();
  const pages = useInfiniteQuery({
    queryKey: [listAudit.path, me.workspace.id],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listAudit,
        {
          params: { workspace: me.workspace.id },
          query: { limit: pageSize, ...(pageParam === undefined ? {} : { before: pageParam }) },
        },
        signal,
      ),
    getNextPageParam: (page) =>
      page.entries.length < pageSize ? undefined : page.entries.at(-1)?.sequence,
  });
  const chain = pages.data?.pages[0]?.chain;
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <SettingsPage title="Audit log" tag={chain && <Chain chain={chain} />}>
      <Card>
        {pages.isError && <TroubleNote error={pages.error} onRetry={() => void pages.refetch()} />}
        {pages.isPending && <SkeletonLines />}
        <Entries entries={entries} />
        {pages.hasNextPage && (
          <div style={{ marginTop: 12 }}>
            <Button
              size="small"
              disabled={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              Earlier
            </Button>
          </div>
        )}
      </Card>
    </SettingsPage>
  );
}

function Chain({ chain }: { readonly chain: AuditAnswer['chain'] }) {
  if (chain.valid) {
    return (
      <Tag tone="support">
        <IconLink size={13} aria-hidden="true" />
        {formatCount(chain.length)} entries, chain unbroken
      </Tag>
    );
  }
  return (
    <Tag tone="danger">
      <IconLinkOff size={13} aria-hidden="true" />
      Chain broken at entry {chain.brokenAt ?? 'unknown'}
    </Tag>
  );
}

function Entries({ entries }: { readonly entries: AuditAnswer['entries'] }) {
  const now = useNow();
  const { timeZone } = useProject();
  return (
    <TableScroll label="Entries of the audit log">
      <table className={`${table['table']} ${table['stack']}`}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col" className={layout['wideOnly']}>
              Detail
            </th>
            <th scope="col" className={`${table['n']} ${layout['wideOnly']}`}>
              Hash
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.sequence}>
              <td className={`${layout['num']} ${layout['nowrap']} ${layout['ink3']}`}>
                {formatMoment(entry.at, now, timeZone)}
              </td>
              <td>{entry.actor}</td>
              <td className={table['whole']}>
                <b style={{ fontWeight: 550 }}>{actionWords(entry.action)}</b>{' '}
                {!entry.actor.includes(entry.subject) && (
                  <span className={layout['ink2']}>{entry.subject}</span>
                )}
              </td>
              <td className={layout['wideOnly']}>
                <span className={layout['meta']}>{detailWords(entry.detail)}</span>
              </td>
              <td
                className={`${table['n']} ${layout['wideOnly']} ${layout['ink3']}`}
                title={entry.hash}
              >
                {entry.hash.slice(0, 8)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
