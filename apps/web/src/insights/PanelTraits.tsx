import type { UseQueryResult } from '@tanstack/react-query';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatRatio, formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import table from '../ui/table.module.css';
import { CausalLabel } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './panel.module.css';
import { tellingTraits, type Traits } from './telling.ts';
import { keyName } from './words.ts';

type Props = { readonly traits: UseQueryResult<Traits>; readonly passed: number };

/** What those who left have more often than those who went on. */
export function PanelTraits({ traits, passed }: Props) {
  if (traits.isError)
    return <TroubleNote error={traits.error} onRetry={() => void traits.refetch()} />;
  if (traits.data === undefined) return <SkeletonLines />;
  if (tellingTraits(traits.data).length === 0) {
    return (
      <EmptyState title="Nothing sets them apart">
        {formatCount(traits.data.compared)} values were compared with those who went on; none
        differs by more than chance.
      </EmptyState>
    );
  }
  return (
    <>
      <TraitTable traits={traits.data} passed={passed} most={50} />
      <p className={layout['meta']} style={{ marginTop: 14 }}>
        <CausalLabel design="observational" />
      </p>
      <p className={layout['meta']} style={{ marginTop: 6 }}>
        It says who leaves more often, not that this is why.
      </p>
    </>
  );
}

type TableProps = { readonly traits: Traits; readonly passed: number; readonly most: number };

export function TraitTable({ traits, passed, most }: TableProps) {
  return (
    <>
      <h3>Over-represented among those who left</h3>
      <div className={cx(layout['meta'], layout['num'])} style={{ margin: '1px 0 8px' }}>
        Against the {formatCount(passed)} who went on, corrected for {formatCount(traits.compared)}{' '}
        values
      </div>
      <table className={cx(table['table'], css['tight'])}>
        <thead>
          <tr>
            <th scope="col">Trait</th>
            <th scope="col" className={table['n']}>
              left
            </th>
            <th scope="col" className={table['n']}>
              went on
            </th>
            <th scope="col" className={table['n']}>
              ratio
            </th>
          </tr>
        </thead>
        <tbody>
          {tellingTraits(traits)
            .slice(0, most)
            .map((trait) => (
              <tr key={`${trait.on} ${trait.key} ${trait.value}`}>
                <td style={{ overflowWrap: 'anywhere' }}>
                  <span className={layout['ink3']}>{keyName(trait.key)}</span> {trait.value}
                </td>
                <td className={table['n']}>
                  <b>{formatShare(trait.lostShare, 0)}</b>
                </td>
                <td className={cx(table['n'], layout['ink3'])}>
                  {formatShare(trait.passedShare, 0)}
                </td>
                <td className={table['n']}>{formatRatio(trait.ratio)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}
