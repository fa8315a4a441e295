import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { Chart } from '../charts/Chart.tsx';
import { useScheme } from '../theme/scheme.ts';
import { Choice } from '../ui/Choice.tsx';
import { useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import table from '../ui/table.module.css';
import { TableScroll } from '../ui/TableScroll.tsx';
import { courseOption, courseSentence, dayWords, type Course } from './course.ts';
import { formatRange, formatValue } from './metric-words.ts';

type Props = {
  readonly course: Course;
  readonly height?: number;
  /** Inside of a narrow panel: no words at the ends. */
  readonly isNarrow?: boolean;
};

const views = [
  ['chart', 'Chart'],
  ['table', 'Table'],
] as const;

/** The value by day with its interval, and the same as a table behind T. */
export function CourseChart({ course, height = 260, isNarrow = false }: Props) {
  const scheme = useScheme();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  useKeys({ t: () => setView(view === 'chart' ? 'table' : 'chart') });
  const isPhone = useMediaQuery('(max-width: 760px)') ?? false;
  const option = useMemo(
    () => courseOption(course, scheme, isNarrow || isPhone),
    [course, scheme, isNarrow, isPhone],
  );
  return (
    <div className={layout['col']}>
      <div className={layout['row']}>
        <span className={layout['meta']}>band: 95% interval</span>
        <span className={layout['push']}>
          <Choice label="Show as" value={view} options={views} onChange={setView} />
        </span>
      </div>
      {view === 'chart' ? (
        <Chart option={option} height={height} label={courseSentence(course)} />
      ) : (
        <CourseTable course={course} height={height} />
      )}
    </div>
  );
}

function CourseTable({ course, height }: { readonly course: Course; readonly height: number }) {
  const { unit, points } = course;
  return (
    <TableScroll label={`${course.name} by day`} style={{ maxHeight: height, overflowY: 'auto' }}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" className={table['n']}>
              Value
            </th>
            <th scope="col" className={table['n']}>
              95% interval
            </th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.day}>
              <td>{dayWords(point.day)}</td>
              <td className={table['n']}>
                {point.value === null ? 'none' : formatValue(point.value, unit)}
              </td>
              <td className={table['n']}>{point.value === null ? '' : formatRange(point, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
