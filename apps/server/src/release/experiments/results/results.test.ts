/** The whole path: chance divides people, their events come back, a result is said of them. */
import { createRelease, moveRelease } from '@tandem/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf } from '../../../people/index.ts';
import { openLab, persons, ship, type Deed, type Lab } from '../../../testing/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.world.close());

describe('the result', () => {
  test('by chance from the first person to the verdict; late events stand beside it', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project, { people: 300, days: 2 });
    const shown = await lab.expose(project, persons(400));
    const of = (arm: string) => shown.filter((one) => one.arm === arm).map(({ person }) => person);
    const [off, without] = [of('off'), of('on')];
    expect(off.length + without.length).toBe(400);
    const buy = (person: string, i: number, more: number): Deed => ({
      person,
      event: 'order',
      atHour: 2,
      properties: { total: 20 + (i % 10) + more },
    });
    await lab.send(project, [
      ...off.map((person, i) => buy(person, i, 0)),
      ...without.map((person, i) => buy(person, i, 5)),
    ]);
    lab.later(20);
    const early = await it.result();
    expect(early).toMatchObject({ invalid: null, winner: null, progress: { isEarly: true } });
    expect(early.headline?.sentence).toMatch(/^Early look, at 400 of 300 planned people/);
    lab.later(40);
    const full = await it.result();
    const [primary] = full.metrics;
    expect(primary).toMatchObject({
      role: 'primary',
      arms: [
        { variant: 'off', people: off.length, value: expect.closeTo(24.5, 0) },
        { variant: 'on', people: without.length, value: expect.closeTo(29.5, 0) },
      ],
    });
    expect(primary?.effects[0]).toMatchObject({ isFound: true, tone: 'better' });
    const relative = primary!.effects[0]!.relative!;
    expect(relative.low).toBeLessThan(5 / 24.5);
    expect(relative.high).toBeGreaterThan(5 / 24.5);
    expect(full).toMatchObject({ winner: 'on', progress: { people: 400, isEarly: false } });
    expect(full.headline?.sentence).toMatch(
      /^The variant “on” raised revenue per person by 2\d(\.\d)? %/,
    );
    const { days } = await it.days();
    expect(days.map(({ day, people }) => [day, people])).toEqual([
      ['2026-03-02', 400],
      ['2026-03-03', 400],
      ['2026-03-04', 400],
    ]);
    expect(days.at(-1)?.effects[0]?.relative?.value).toBeCloseTo(relative.value, 9);

    await it.move('stop');
    await expect(it.sign('sales', ship)).rejects.toMatchObject({ rule: 'signature.side' });
    await expect(it.sign('pm')).rejects.toMatchObject({ rule: 'experiment.verdict.missing' });
    expect((await it.sign('pm', ship)).state).toBe('stopped');
    await expect(it.sign('engineer')).rejects.toMatchObject({ rule: 'signature.two_sides' });
    const other = await it.sign('pmm', { kind: 'inconclusive', variant: null, reason: 'one week' });
    expect(other.signatures.map(({ side }) => side)).toEqual(['marketing']);
    const decided = await it.sign('pm', undefined);
    expect(decided).toMatchObject({ state: 'decided', verdict: { kind: 'inconclusive' } });

    await lab.send(project, [
      { person: off[0]!, event: 'order', atHour: -30, properties: { total: 500 } },
    ]);
    const after = await it.result();
    expect(after).toMatchObject({ isFinal: true, metrics: full.metrics });
    expect(after.wouldNowBe?.metric.arms[0]?.value).toBeGreaterThan(25);
  });

  test('what the people of each arm said since they were in it, and nothing from before', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project);
    const shown = await lab.expose(project, persons(40), { atHour: 2 });
    const [on, off] = ['on', 'off'].map((arm) => shown.find((one) => one.arm === arm)!.person);
    const said = (distinctId: string | undefined, text: string, hours: number) => ({
      source: 'widget',
      sourceId: text,
      text,
      distinctId,
      time: new Date(lab.now().getTime() + hours * 3_600_000).toISOString(),
    });
    await project.send('/api/v1/signals', {
      signals: [
        said(on, 'It showed me the stove I had been looking for.', 3),
        said(off, 'It takes me an evening to pick a jacket.', 3),
        said(off, 'A word from before it began.', 1),
      ],
    });
    lab.later(4);
    const { arms } = await it.words();
    const told = arms.map(({ variant, said: { people, words } }) => [
      variant,
      people,
      words.map(({ text }) => text),
    ]);
    const count = (arm: string) => shown.filter((one) => one.arm === arm).length;
    expect(told).toEqual([
      ['off', count('off'), ['It takes me an evening to pick a jacket.']],
      ['on', count('on'), ['It showed me the stove I had been looking for.']],
    ]);
  });

  test('a merged person counts once; who met two arms is named and left out', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project);
    const shown = await lab.expose(project, persons(60));
    const first = shown[0]!;
    const same = shown.find(({ person, arm }) => person !== first.person && arm === first.arm)!;
    const opposite = shown.findLast(({ arm }) => arm !== first.arm)!;
    const third = shown.findLast(({ person, arm }) => arm === first.arm && person !== same.person)!;
    const { overrides } = {
      overrides: [
        [same, first],
        [third, opposite],
      ] as const,
    };
    await lab.world.app.platform.events.append(
      project.id,
      'person_overrides',
      overrides.map(([gone, into]) => ({
        person: personOf(project.id, gone.person),
        canonical: personOf(project.id, into.person),
        precedence: 1,
      })),
    );
    lab.later(3);
    const result = await it.result();
    expect(result.progress.people).toBe(60 - 1 - 2);
    expect(result.tracking).toMatchObject({ inSeveral: 1, inNone: 0, isLost: false });
    expect(result.invalid).toBeNull();
  });

  test('people of a ring are in no arm and are named', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project);
    const { id } = await project.call(createRelease, {
      params: project.params,
      body: {
        name: 'First',
        flag: it.flag.id,
        rings: [{ name: 'Beta', share: 1, condition: { beta: true } }],
      },
    });
    const params = { ...project.params, id };
    await project.call(moveRelease, { params, body: { version: 1, move: 'start' } });
    await lab.expose(project, persons(60));
    const beta = await lab.expose(project, persons(7, 'beta'), { attributes: { beta: true } });
    expect(
      beta.every(({ arm, properties }) => arm === undefined && properties.value === true),
    ).toBe(true);
    lab.later(3);
    const result = await it.result();
    expect(result).toMatchObject({ progress: { people: 60 }, tracking: { inRings: 7 } });
  });

  test('a lost arm hides every figure, ends the experiment, and no verdict follows', async () => {
    const project = await lab.world.project();
    const it = await lab.running(project);
    const shown = await lab.expose(project, persons(3), { atHour: 1 });
    const { id } = it;
    await lab.send(
      project,
      persons(60, 'lost').map((person) => ({
        person,
        event: '$exposure',
        atHour: 1,
        properties: { flag: 'checkout', experiment: id, variation: 'off', value: false },
      })),
    );
    expect(shown).toHaveLength(3);
    lab.later(30);
    expect(await it.result()).toMatchObject({
      invalid: {
        rule: 'sample_ratio',
        message: expect.stringContaining('did not split as planned'),
      },
      metrics: [],
      headline: null,
      winner: null,
    });
    expect(await it.days()).toMatchObject({ days: [] });
    expect(await it.words()).toEqual({ arms: [] });
    await expect(it.sign('pm', ship)).rejects.toMatchObject({ rule: 'experiment.decide' });
    expect((await it.get()).state).toBe('running');
    const stopped = await it.move('stop');
    expect(stopped.state).toBe('invalid');
    expect(stopped.invalidBecause).toMatch(/did not split as planned/);
    expect(stopped.history.at(-1)).toMatchObject({
      move: 'invalidate',
      from: 'stopped',
      actor: 'Tandem',
    });
    await expect(it.sign('pm', ship)).rejects.toMatchObject({ rule: 'experiment.decide' });
    expect((await it.result()).metrics).toEqual([]);
    expect((await it.move('archive')).state).toBe('archived');
  });

  test('stopped early, no variant is shipped, unless the plan said so before', async () => {
    const project = await lab.world.project();
    const strict = await lab.running(project);
    await lab.expose(project, persons(20));
    lab.later(2);
    await strict.move('stop', 'a sale begins');
    await expect(strict.sign('pm', ship)).rejects.toMatchObject({
      rule: 'experiment.verdict.early',
    });
    const wrong = strict.sign('pm', { kind: 'ship', variant: 'off', reason: 'as it was' });
    await expect(wrong).rejects.toMatchObject({ hint: 'Name one of on.' });
    const primary = (await strict.get()).plan.primary;
    const loose = await lab.running(project, { primary, mayDecideEarly: true }, 'second');
    await lab.expose(project, persons(20), { key: 'second' });
    lab.later(2);
    await loose.move('stop', 'a sale begins');
    expect((await loose.sign('pm', ship)).verdict).toEqual(ship);
  });
});
