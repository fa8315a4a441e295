import { expect, test } from 'vitest';
import { recommendations } from './index.ts';
import { answerWords } from './words.ts';

const end = '2026-03-02T15:20:00.000Z';
const large = { end, people: 3_000, askers: 1_503, against: 20 };
const atOnce = (writtenMs: number) => writtenMs;

test('told are those who asked, agreed and have it: after they wrote, at a visit of theirs', () => {
  const scenario = recommendations({ seed: 11, ...large });
  const { askers, launch } = scenario.truths();
  const known = new Map(askers.map((one) => [one.person, one]));
  const visits = Map.groupBy([...scenario.events()].flat(), ({ distinctId }) => distinctId);
  const answers = scenario.answers(atOnce);
  expect(answers.length).toBeGreaterThan(300);
  expect(new Set(answers.map(({ person }) => person)).size).toBe(answers.length);
  for (const { person, letters, toldAt, answer } of answers) {
    const asker = known.get(person)!;
    expect(asker.mayContact).toBe(true);
    expect(letters).toEqual(asker.letters.map(({ sourceId }) => sourceId));
    expect(toldAt >= launch && toldAt >= asker.letters[0]!.at).toBe(true);
    const own = visits.get(person)!;
    expect(own.some(({ timestamp }) => timestamp === toldAt)).toBe(true);
    const exposed = own.find(({ event }) => event === '$exposure');
    expect(exposed?.properties?.['value']).toBe(true);
    if (answer === null) continue;
    expect(answer.at > toldAt && answer.at < end).toBe(true);
    if (answer.words !== null) expect(answerWords[answer.says]).toContain(answer.words);
  }
});

test('of those who answer, the planted shares say solved, partly and not', () => {
  const said = [1, 2, 3].flatMap((seed) =>
    recommendations({ seed, ...large })
      .answers(atOnce)
      .flatMap(({ answer }) => answer?.says ?? []),
  );
  const share = (says: string) => said.filter((one) => one === says).length / said.length;
  // Three standard errors of the least favourable share.
  const margin = 3 * Math.sqrt(0.25 / said.length);
  expect(Math.abs(share('solved') - 0.62)).toBeLessThan(margin);
  expect(Math.abs(share('partly') - 0.24)).toBeLessThan(margin);
  expect(Math.abs(share('not_solved') - 0.14)).toBeLessThan(margin);
});

test('nobody is told before what they wrote is read; the same options, the same answers', () => {
  const scenario = () => recommendations({ seed: 4, ...large, people: 1_800 });
  const readMs = (writtenMs: number) => writtenMs + 20 * 86_400_000;
  const letters = new Map(
    scenario()
      .truths()
      .askers.map((one) => [one.person, one.letters]),
  );
  for (const { person, toldAt } of scenario().answers(readMs)) {
    expect(Date.parse(toldAt)).toBeGreaterThanOrEqual(
      readMs(Date.parse(letters.get(person)![0]!.at)),
    );
  }
  expect(scenario().answers(readMs)).toEqual(scenario().answers(readMs));
});
