import { getRelease, listEvidence, writeLoopText } from '@tandem/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askFor, launch, planRelease, wish, type Wish } from '../testing/askers.ts';
import { openWorld, type World } from '../testing/world.ts';
import { expireClosures } from './jobs.ts';

let world: World;
let now = new Date();
const later = (ms: number) => (now = new Date(now.getTime() + ms));
beforeAll(async () => {
  world = await openWorld({ clock: { now: () => now } });
});
afterAll(() => world.close());
beforeEach(() => {
  now = new Date();
});

const launched = (wishes: readonly Wish[]) => launch(world, wishes);

describe('told once', () => {
  test('a lease, the paint, the receipt, an answer; nobody is told twice', async () => {
    const it = await launched([wish('ann'), wish('bob', { mayContact: false })]);
    const message = (await it.message('ann'))!;
    expect(message).toMatchObject({ body: '', action: null, quote: null });
    expect(await it.message('ann'), 'another tab').toBeNull();
    expect(await it.message('bob'), 'without consent').toBeNull();
    expect(await it.message('eve'), 'who never asked').toBeNull();
    expect((await it.loop()).told).toBe(0);
    expect(await it.showing(message)).toBe(true);
    await it.shown(message);
    await it.shown(message);
    expect(await it.showing(message), 'shown already').toBe(false);
    expect(await it.message('ann')).toBeNull();
    expect(await it.answer(message, 'partly')).toEqual({ answer: 'partly' });
    expect(await it.answer(message, 'solved'), 'the first counts').toEqual({ answer: 'partly' });
    expect(await it.loop()).toMatchObject({
      askers: 2,
      waiting: 0,
      told: 1,
      untold: [{ reason: 'no_consent', count: 1 }],
      answered: 1,
      answers: [
        { answer: 'solved', count: 0 },
        { answer: 'partly', count: 1, share: { value: 1, high: 1 } },
        { answer: 'not_solved', count: 0 },
      ],
    });
  });

  test('an answer needs a receipt first; made-up tokens open nothing', async () => {
    const it = await launched([wish('ann')]);
    const message = (await it.message('ann'))!;
    await expect(it.answer(message, 'solved')).rejects.toMatchObject({ status: 409 });
    const [closure] = message.token.split('.');
    const wrong = [`${closure}.1.AAAA`, `${closure}.2.${message.token.split('.')[2]}`, 'x', ''];
    for (const token of wrong) {
      await expect(it.shown({ token })).rejects.toMatchObject({ status: 400 });
    }
    const other = await launched([wish('ann')]);
    await expect(other.shown(message)).rejects.toMatchObject({ status: 400 });
  });

  test('a lost answer is asked for again by the same page; a lost page gives the turn back', async () => {
    const it = await launched([wish('ann')]);
    const asked = await it.asking('ann');
    const first = (await it.ask(asked)).message!;
    expect((await it.ask(asked)).message).toEqual(first);
    later(61_000);
    const second = (await it.message('ann'))!;
    expect(second.token).not.toBe(first.token);
    expect(await it.showing(first), 'the turn went on').toBe(false);
    expect(await it.showing(second)).toBe(true);
    // The first page painted before it lost its turn, and its receipt was slow.
    await it.shown(first);
    expect(await it.showing(second)).toBe(false);
    expect(await it.loop()).toMatchObject({ told: 1, waiting: 0 });
  });

  test('a receipt after the night still counts', async () => {
    const it = await launched([wish('ann')]);
    const message = (await it.message('ann'))!;
    later(2 * 86_400_000);
    await expireClosures(world.app.platform, it.project.id);
    expect(await it.loop()).toMatchObject({ waiting: 1, told: 0 });
    await it.shown(message);
    expect(await it.loop()).toMatchObject({ waiting: 0, told: 1 });
    later(15 * 86_400_000);
    await expireClosures(world.app.platform, it.project.id);
    expect(await it.answer(message, 'solved'), 'late, and welcome').toEqual({ answer: 'solved' });
  });

  test('two pages at once: one message', async () => {
    const it = await launched([wish('ann')]);
    const pages = await Promise.all(Array.from({ length: 8 }, () => it.asking('ann')));
    const told = await Promise.all(pages.map(it.ask));
    expect(told.filter(({ message }) => message !== null)).toHaveLength(1);
  });

  test('while the flag is not on there, paused, rolled back, or by old definitions: nothing', async () => {
    const it = await launched([wish('ann')]);
    const { project, plan } = it;
    const old = await it.asking('ann');
    expect((await it.ask({ ...old, flags: {} })).message).toBeNull();
    expect((await it.ask({ ...old, flags: { picks: 'other' } })).message).toBeNull();
    const message = (await it.ask(old)).message!;
    await plan.move('pause');
    expect(await it.ask(old)).toEqual({ message: null, isOutdated: true });
    expect(await it.showing(message), 'paused between lease and paint').toBe(false);
    const { version } = await it.definitions();
    const liar = { ...old, definitions: version, flags: { picks: true } };
    expect((await it.ask(liar)).message).toBeNull();
    await plan.move('restore');
    later(61_000);
    expect(await it.message('ann')).not.toBeNull();
    await plan.move('roll_back');
    const rolled = await project.call(getRelease, {
      params: { ...project.params, id: plan.release },
    });
    expect(rolled.state).toBe('rolled_back');
    later(61_000);
    const again = { ...liar, definitions: (await it.definitions()).version };
    expect((await it.ask(again)).message).toBeNull();
  });
});

describe('merges', () => {
  test('a clock that is set back keeps nobody from being told, and the lease from before paints no more', async () => {
    const it = await launched([wish('ann')]);
    const before = (await it.message('ann'))!;
    later(-86_400_000);
    const after = (await it.message('ann'))!;
    expect(await it.showing(before)).toBe(false);
    expect(await it.showing(after)).toBe(true);
    await it.shown(after);
    expect(await it.message('ann')).toBeNull();
  });

  test('who asked earlier and comes later takes nobody’s turn', async () => {
    const it = await launched([wish('ann')]);
    const first = (await it.message('ann'))!;
    later(-30_000);
    expect(await it.message('ann')).toBeNull();
    expect(await it.showing(first)).toBe(true);
  });

  test('two ids with a lease each, then a merge: one of them paints', async () => {
    const it = await launched([wish('ann'), wish('anon-7')]);
    const [one, two] = [(await it.message('ann'))!, (await it.message('anon-7'))!];
    await it.merge('ann', 'anon-7');
    const mine = [await it.showing(one), await it.showing(two)];
    expect(mine.filter(Boolean)).toHaveLength(1);
    await it.shown(mine[0] ? one : two);
    expect(await it.showing(mine[0] ? two : one)).toBe(false);
    for (const id of ['ann', 'anon-7']) expect(await it.message(id)).toBeNull();
    expect(await it.loop()).toMatchObject({ askers: 1, told: 1, waiting: 0 });
  });

  test('told under one id, merged, asked under the other: silence; the lease of the other leads on', async () => {
    const it = await launched([wish('ann'), wish('anon-7', { mayContact: false })]);
    const message = (await it.message('ann'))!;
    await it.shown(message);
    await it.merge('ann', 'anon-7');
    for (const id of ['ann', 'anon-7']) expect(await it.message(id)).toBeNull();
    expect(await it.answer(message, 'solved')).toEqual({ answer: 'solved' });
    await it.merge('ann', 'new-phone');
    expect(await it.message('new-phone')).toBeNull();
    expect(await it.loop()).toMatchObject({ askers: 1, told: 1, answered: 1 });
  });

  test('a device that becomes an asker is told; consent under either id is enough', async () => {
    const it = await launched([wish('ann', { mayContact: false }), wish('anon-7')]);
    expect(await it.message('phone')).toBeNull();
    await it.merge('ann', 'phone');
    await it.merge('ann', 'anon-7');
    expect(await it.message('phone')).not.toBeNull();
    expect(await it.loop()).toMatchObject({ askers: 1, waiting: 1, untold: [] });
  });

  test('asks, merges and more asks at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `anon-${i}`);
    const it = await launched(ids.map((id) => wish(id)));
    const asked = await Promise.all(ids.map((id) => it.asking(id)));
    const [told] = await Promise.all([
      Promise.all(asked.map(it.ask)),
      ...ids.map((id) => it.merge('ann', id)),
    ]);
    const leased = told.flatMap(({ message }) => message ?? []);
    const mine = await Promise.all(leased.map(it.showing));
    expect(mine.filter(Boolean).length).toBeLessThanOrEqual(1);
    await Promise.all(leased.filter((_, i) => mine[i]).map(it.shown));
    later(61_000);
    const last = await it.message('ann');
    expect(last === null).toBe(mine.some(Boolean));
    if (last !== null) await it.shown(last);
    expect(await it.loop()).toMatchObject({ askers: 1, told: 1, waiting: 0 });
  });
});

describe('answers', () => {
  test('the first "no" asks to reopen, with the words on top; words are a signal with a link', async () => {
    const it = await launched([wish('ann'), wish('bob'), wish('cleo')]);
    const { project } = it;
    for (const [id, answer, words] of [
      ['ann', 'solved', undefined],
      ['bob', 'not_solved', 'It showed me a tent I bought in March.'],
      ['cleo', 'not_solved', 'Nothing for children.'],
    ] as const) {
      const message = (await it.message(id))!;
      await it.shown(message);
      await it.answer(message, answer, words);
      await it.answer(message, answer, words);
      later(1000);
    }
    const loop = await it.loop();
    expect(loop.reopening).toMatchObject({
      isOpen: true,
      words: 'It showed me a tent I bought in March.',
    });
    expect(loop.words.map(({ text }) => text)).toEqual([
      'Nothing for children.',
      'It showed me a tent I bought in March.',
    ]);
    const share = loop.answers.find(({ answer }) => answer === 'not_solved')!.share!;
    expect(share.value).toBeCloseTo(2 / 3);
    expect([share.low, share.high].map((x) => x.toFixed(3))).toEqual(['0.208', '0.939']);
    const { items } = await project.call(listEvidence, {
      params: { ...project.params, id: it.plan.opportunity },
    });
    const answers = items.filter(({ relation }) => relation === 'answers');
    expect(answers.map(({ signal }) => signal.source)).toEqual(['you asked', 'you asked']);
  });

  test('stop is for ever, under every id that is or will be theirs', async () => {
    const it = await launched([wish('ann'), wish('phone')]);
    const message = (await it.message('ann'))!;
    await it.shown(message);
    await it.stop(message);
    await it.merge('ann', 'phone');
    expect(await it.message('phone')).toBeNull();
    const plan = await planRelease(it.project.call, it.project.params, 'second');
    await askFor(world.app, it.project, plan.opportunity, [wish('ann'), wish('tablet')]);
    await it.merge('ann', 'tablet');
    await plan.move('complete');
    for (const id of ['ann', 'phone', 'tablet']) expect(await it.message(id)).toBeNull();
  });

  test('what is said below their words is written per release, with a version', async () => {
    const it = await launched([wish('ann')]);
    const params = { ...it.project.params, id: it.plan.release };
    const action = { label: 'Show me', url: '/picks' };
    const body = { version: 0, body: 'Tell us where you are going.', action };
    await it.project.call(writeLoopText, { params, body });
    await expect(it.project.call(writeLoopText, { params, body })).rejects.toMatchObject({
      rule: 'record.version',
    });
    for (const url of ['javascript:alert(1)', '//evil.example', '/\\evil.example', '/\t/evil']) {
      const hostile = { ...body, version: 1, action: { label: 'x', url } };
      await expect(it.project.call(writeLoopText, { params, body: hostile })).rejects.toMatchObject(
        { status: 400 },
      );
    }
    expect(await it.message('ann')).toMatchObject({ body: body.body, action });
  });
});
