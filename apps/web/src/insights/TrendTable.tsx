import type { TrendsQuestion, TrendsResult } from '@tandem/contract';
import { useScheme } from '../theme/scheme.ts';
import { formatChange, formatCount } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { TableScroll } from '../ui/TableScroll.tsx';
import { bucketName, labelled, type Labelled } from './trend-picture.ts';

type Props = { readonly question: TrendsQuestion; readonly result: TrendsResult };

/** Totals of each line; people are counted once over the whole time, not summed. */
export function TotalsTable({ question, result }: Props) {
  const scheme = useScheme();
  const isCompared = result.series.some(({ period }) => period === 'previous');
  const before = (series: number, breakdown: string | null) =>
    result.series.find(
      (line) =>
        line.period === 'previous' && line.series === series && line.breakdown === breakdown,
    );
  return (
    <TableScroll label="Numbers of the trend">
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">Series</th>
            <th scope="col" className={table['n']}>
              Total
            </th>
            {isCompared && (
              <th scope="col" className={table['n']}>
                Before
              </th>
            )}
            {isCompared && (
              <th scope="col" className={table['n']}>
                Change
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {labelled(question, result, scheme)
            .filter(({ line }) => line.period === 'current')
            .map((one) => (
              <TotalRow
                key={`${one.line.series} ${one.line.breakdown}`}
                one={one}
                earlier={
                  isCompared ? (before(one.line.series, one.line.breakdown) ?? null) : undefined
                }
              />
            ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

type RowProps = {
  readonly one: Labelled;
  /** Null: the line had no period before; undefined: nothing is compared. */
  readonly earlier: TrendsResult['series'][number] | null | undefined;
};

function TotalRow({ one: { name, line, color }, earlier }: RowProps) {
  return (
    <tr>
      <td>
        <span className={layout['row']}>
          <i
            aria-hidden="true"
            style={{ width: 14, height: 3, borderRadius: 2, background: color }}
          />
          {name}
        </span>
      </td>
      <td className={table['n']}>
        <b>{formatCount(line.total)}</b>
      </td>
      {earlier !== undefined && (
        <>
          <td className={table['n']}>{earlier === null ? 'none' : formatCount(earlier.total)}</td>
          <td className={table['n']}>
            {(earlier && formatChange(line.total, earlier.total)) ?? 'new'}
          </td>
        </>
      )}
    </tr>
  );
}

/** The same numbers as the picture, interval by interval. */
export function BucketTable({ question, result }: Props) {
  const scheme = useScheme();
  const lines = labelled(question, result, scheme);
  return (
    <TableScroll
      label="Numbers of the trend, interval by interval"
      style={{ maxHeight: 360, overflow: 'auto' }}
    >
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              {question.interval.charAt(0).toUpperCase() + question.interval.slice(1)}
            </th>
            {lines.map(({ name }) => (
              <th key={name} scope="col" className={table['n']}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.buckets.map((bucket, index) => (
            <tr key={bucket}>
              <td>
                {bucketName(bucket, question.interval)}
                {index === result.buckets.length - 1 && result.lastIsIncomplete && (
                  <span className={layout['meta']}> so far</span>
                )}
              </td>
              {lines.map(({ name, line }) => (
                <td key={name} className={table['n']}>
                  {formatCount(line.values[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
