import type { Brief } from '@tandem/contract';
import { roleNames } from '../access/roles.ts';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { receiptStates } from './brief-words.ts';

/** Who has read which text, and what they will do; who is late comes first. */
export function Receipts({ brief }: { readonly brief: Brief }) {
  const now = useNow();
  const order = ['late', 'pending', 'read', 'acknowledged', 'committed', 'done'];
  const all = brief.acknowledgements.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
  );
  return (
    <Card title="Who has read it">
      {brief.sent === null ? (
        <p className={cx(layout['small'], layout['ink2'])}>
          Nobody is asked before it is sent, to{' '}
          {brief.teams.map((role) => roleNames[role].toLowerCase()).join(' and ')}.
        </p>
      ) : all.length === 0 ? (
        <p className={cx(layout['small'], layout['ink2'])}>
          No member has one of these roles: invite them under Settings, Members.
        </p>
      ) : (
        <table className={cx(table['table'], table['stack'])}>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Says</th>
              <th scope="col">Text</th>
              <th scope="col">Since</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ userId, name, role, state, text, at, commitment }) => (
              <tr key={userId}>
                <td className={table['whole']}>
                  <b style={{ fontWeight: 550 }}>{name}</b>
                  <div className={layout['meta']}>
                    {commitment === null ? roleNames[role].toLowerCase() : `“${commitment}”`}
                  </div>
                </td>
                <td>
                  <Tag tone={receiptStates[state][1]}>{receiptStates[state][0]}</Tag>
                </td>
                <td className={layout['num']} data-label="text">
                  {text ?? '–'}
                </td>
                <td className={cx(layout['ink3'], layout['nowrap'])}>
                  {at === null ? '' : formatAgo(at, now)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
