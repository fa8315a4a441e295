import { expect, test } from 'vitest';
import {
  activitySentence,
  answersSentence,
  askAgainMs,
  beforeWords,
  hasBegun,
  ofWords,
} from './rules.ts';

const action = {
  title: 'Send your first event',
  why: '',
  href: '/p/1/live',
  button: 'Show',
  station: 'understand' as const,
  since: null,
  done: false,
};
const nothing = {
  number: null,
  stations: [],
  answers: null,
  actions: [action],
  waiting: [],
  comingIn: false,
  evidence: { supports: 0, contradicts: 0 },
  newSignals: [],
  newHighlights: [],
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

test('the return stroke says what askers answered, and a figure of how many', () => {
  const said = (answers: Parameters<typeof answersSentence>[0]) =>
    answersSentence(answers)
      .map(({ text }) => text)
      .join(' ');
  const answers = { told: 214, answered: 61, solved: 49, partly: 8, notSolved: 4, href: '' };
  expect(said(answers)).toBe(
    '61 of 214 answered “did it solve it?” 49 yes, 8 partly, 4 no. Their words are back in Listen.',
  );
  expect(said({ ...answers, answered: 0 })).toBe('214 told, nobody answered yet');
  expect(ofWords({ of: 10, label: 'interviews' })).toBe('of 10 interviews');
  expect(ofWords({ of: null, label: 'open needs' })).toBe('open needs');
});
