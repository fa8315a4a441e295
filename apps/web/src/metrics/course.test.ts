import { expect, test } from 'vitest';
import { courseOption, courseSentence, type Course } from './course.ts';

const point = (day: number, value: number | null) => ({
  day: `2026-03-0${day}`,
  value,
  low: value === null ? null : value - 1,
  high: value === null ? null : value + 1,
});
const course: Course = {
  name: 'Order value',
  unit: 'EUR',
  points: [point(1, 50), point(2, null), point(3, 54)],
  levels: [{ name: 'target', at: 55, isGoal: true }],
};
const linesOf = (of: Course) =>
  (courseOption(of, 'light').series as { name: string; data: unknown }[]).map(
    ({ name, data }) => [name, data] as const,
  );

test('the band lies between the ends of the interval, the target is a line', () => {
  expect(linesOf(course)).toEqual([
    ['low', [49, null, 53]],
    ['high', [2, null, 2]],
    ['Order value', [50, null, 54]],
    ['target', [55, 55, 55]],
  ]);
});

test('a day that is not over is a stretch of its own', () => {
  const lines = linesOf({
    ...course,
    points: [point(1, 50), point(2, 52), point(3, 54)],
    isLastOpen: true,
  });
  expect(lines.slice(2, 4)).toEqual([
    ['Order value', [50, 52, null]],
    ['Order value, so far today', [null, 52, 54]],
  ]);
});

test('the picture in a sentence', () => {
  expect(courseSentence(course)).toBe(
    'Order value from €50.00 on 1 Mar to €54.00 on 3 Mar, target €55.00.',
  );
  expect(courseSentence({ ...course, points: [] })).toBe('Order value: no values yet.');
});
