import type { FunnelResult } from '@tandem/contract';
import { formatCount, formatShare } from '../ui/format.ts';
import table from '../ui/table.module.css';
import { TableScroll } from '../ui/TableScroll.tsx';
import { cx } from '../ui/cx.ts';
import { eventName } from './words.ts';

/** The funnel of each group, side by side: people at each step and how many get through. */
export function GroupTable({ result }: { readonly result: FunnelResult }) {
  return (
    <TableScroll label="The funnel of each group">
      <table className={cx(table['table'])}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            {result.steps.map(({ event }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a step is its place
              <th key={index} scope="col" className={table['n']}>
                {eventName(event)}
              </th>
            ))}
            <th scope="col" className={table['n']}>
              Got through
            </th>
          </tr>
        </thead>
        <tbody>
          {result.groups.map(({ value, people }) => (
            <tr key={value}>
              <td>{value === '' ? 'not known' : value}</td>
              {people.map((count, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a step is its place
                <td key={index} className={table['n']}>
                  {formatCount(count)}
                </td>
              ))}
              <td className={table['n']}>
                <b>{people[0] ? formatShare((people.at(-1) ?? 0) / people[0]) : 'none'}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
