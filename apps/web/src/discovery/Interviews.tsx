import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { formatDays } from '../ui/when.ts';
import { useToday } from '../insights/use-question.ts';
import { kindWords } from './sprint-words.ts';
import type { SprintWhole } from './SprintPage.tsx';

type Props = {
  readonly sprint: SprintWhole;
  readonly open: string | undefined;
  readonly onRead: (id: string) => void;
};

export function Interviews({ sprint, open, onRead }: Props) {
  const today = useToday();
  if (sprint.interviews.length === 0) {
    return (
      <p className={`${layout['small']} ${layout['ink2']}`}>
        Nobody was heard yet. Ten to fifteen people are enough to know, and some of them should be
        no customers.
      </p>
    );
  }
  return (
    <table className={cx(table['table'], table['stack'])}>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Kind</th>
          <th scope="col">When</th>
          <th scope="col">We may</th>
          <th scope="col" aria-label="Transcript" />
        </tr>
      </thead>
      <tbody>
        {sprint.interviews.map(({ id, name, kind, day, mayQuote, mayContact, signal }) => (
          <tr key={id} className={cx(id === open && table['selected'])}>
            <td className={table['whole']}>
              <b style={{ fontWeight: 550 }}>{name || 'Removed on request'}</b>
            </td>
            <td>
              <Tag tone={kind === 'customer' ? 'plain' : 'accent'}>{kindWords[kind]}</Tag>
            </td>
            <td className={layout['ink2']}>{formatDays(day, day, today)}</td>
            <td className={layout['ink3']}>
              {[mayQuote && 'quote', mayContact && 'tell'].filter(Boolean).join(', ') || 'neither'}
            </td>
            <td className={table['n']}>
              {signal !== null && (
                <Button size="small" onClick={() => onRead(id)}>
                  Read
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
