import { expect, test } from 'vitest';
import { activitySentence, askAgainMs, beforeWords, hasBegun } from './rules.ts';

const action = {
  title: 'Send your first event',
  why: '',
  href: '/p/1/live',
  button: 'Show',
  since: null,
  done: false,
};
const nothing = {
  stations: [],
  actions: [action],
  comingIn: false,
  newSignals: [],
  newSignalsTotal: 0,
  activity: [],
};

test('a project has begun with its first event or its first words', () => {
  expect(hasBegun(nothing)).toBe(false);
  expect(hasBegun({ ...nothing, newSignalsTotal: 2 })).toBe(true);
  expect(hasBegun({ ...nothing, actions: [{ ...action, done: true }] })).toBe(true);
});

test('what grows is asked for again soon', () => {
  const begun = { ...nothing, newSignalsTotal: 2 };
  expect(askAgainMs(nothing)).toBe(2_000);
  expect(askAgainMs({ ...begun, comingIn: true })).toBe(2_000);
  expect(askAgainMs(begun)).toBe(30_000);
});

test('a figure is told beside the day before', () => {
  expect(beforeWords({ value: 120, previous: 100 })).toBe('+20%, 100 the day before');
  expect(beforeWords({ value: 5, previous: 0 })).toBe('none the day before');
  expect(beforeWords({ value: 5, previous: null })).toBe('');
});

test('a day of activity in one sentence', () => {
  const hours = [
    { hour: '2026-09-22T08:00:00Z', events: 10, people: 3 },
    { hour: '2026-09-22T09:00:00Z', events: 30, people: 5 },
  ];
  expect(activitySentence(hours, (instant) => instant.slice(11, 16))).toBe(
    '40 events in 24 hours, a bar for each; most, 30, at 09:00.',
  );
  expect(activitySentence([], String)).toBe('No events in the last 24 hours.');
});
