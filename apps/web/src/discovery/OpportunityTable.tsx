import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { stateWords } from './states.ts';
import css from './tree.module.css';
import type { Opening } from './Tree.tsx';
import type { Need } from './tree.ts';

type Props = Opening & { readonly needs: readonly Need[] };

/** The same needs as figures side by side. */
export function OpportunityTable({ needs, open, onOpen }: Props) {
  return (
    <table className={cx(table['table'], table['rows'], table['stack'])}>
      <thead>
        <tr>
          <th scope="col">In customers’ words</th>
          <th scope="col">State</th>
          <th scope="col" className={table['n']}>
            People
          </th>
          <th scope="col" className={table['n']}>
            Against
          </th>
          <th scope="col" className={table['n']}>
            Asked
          </th>
          <th scope="col" className={table['n']}>
            Newest words
          </th>
          <th scope="col" className={css['last']}>
            In bet
          </th>
        </tr>
      </thead>
      <tbody>
        {needs.map((need) => (
          <Row
            key={need.opportunity.id}
            need={need}
            isOpen={need.opportunity.id === open}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<Opening, 'onOpen'> & { readonly need: Need; readonly isOpen: boolean };

function Row({ need: { opportunity, depth, answers }, isOpen, onOpen }: RowProps) {
  const now = useNow();
  const { id, statement, state, counts } = opportunity;
  const [words, tone] = stateWords[state];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the button inside has the keys
    <tr className={isOpen ? table['selected'] : undefined} onClick={() => onOpen(id)}>
      <td className={table['whole']} style={{ paddingLeft: depth * 20 }}>
        <button type="button" className={css['rowName']} aria-pressed={isOpen}>
          “{statement}”
        </button>
      </td>
      <td>
        <Tag tone={tone}>{words}</Tag>
      </td>
      <td className={table['n']} data-label="people">
        {counts.people}
      </td>
      <td
        className={cx(table['n'], counts.contradicting > 0 && css['against'])}
        data-label="against"
      >
        {counts.contradicting}
      </td>
      <td className={table['n']} data-label="asked">
        {counts.asked}
      </td>
      <td className={table['n']}>{counts.lastAt === null ? '' : formatAgo(counts.lastAt, now)}</td>
      <td className={cx(layout['nowrap'], css['last'])}>
        {answers.map(({ bet }) => `B-${bet.number}`).join(', ')}
      </td>
    </tr>
  );
}
