import {
  declineReopening,
  getOpportunity,
  getToday,
  listLoops,
  moveOpportunity,
  readEvidence,
  readVerification,
  updateOpportunity,
  verifyOpportunity,
  type ClosureAnswer,
} from '@tandem/contract';
import { describe, expect, test } from 'vitest';
import { moveOpportunity as moveByDomain } from '../../discovery/index.ts';
import { launch, planRelease, wish } from '../../testing/askers.ts';
import { openPair } from '../../testing/bets.ts';

import { asksAgain, isOpen } from '../reopenings/rules.ts';
import { checksOf, newestAnswers, passVerification, type Facts } from './rules.ts';

const { world, pair } = await openPair();

const noon = (day: number) => new Date(Date.UTC(2026, 4, day, 12));

describe('rules', () => {
  const row = (person: string, state: string, day: number | null) => ({
    person,
    state,
    told_at: noon(1),
    answered_at: day === null ? null : noon(day),
  });
  test.each([
    ['nobody answered', [row('ann', 'told', null)], null, []],
    ['each once', [row('ann', 'solved', 2), row('bob', 'partly', 3)], null, ['solved', 'partly']],
    ['the newest', [row('ann', 'not_solved', 2), row('ann', 'solved', 5)], null, ['solved']],
    ['the newest first', [row('ann', 'solved', 5), row('ann', 'partly', 2)], null, ['solved']],
    ['after it was reopened', [row('ann', 'solved', 2), row('bob', 'partly', 4)], 3, ['partly']],
  ] as const)('%s', (_, rows, since, expected) => {
    const newest = newestAnswers(rows, since === null ? null : noon(since));
    expect(newest.map(({ state }) => state)).toEqual(expected);
  });

  const fine: Facts = {
    told: 9,
    counts: { solved: 3, partly: 1, not_solved: 2 },
    isAskedToReopen: false,
    owner: null,
  };
  const nobody = { solved: 0, partly: 0, not_solved: 0 };
  test.each([
    ['all holds', {}, 'maya', undefined],
    ['nobody was told', { told: 0, counts: nobody }, 'maya', 'opportunity.verify.answers'],
    ['nobody answered', { counts: nobody }, 'maya', 'opportunity.verify.answers'],
    [
      'as many say not',
      { counts: { ...nobody, solved: 2, not_solved: 2 } },
      'maya',
      'opportunity.verify.solved',
    ],
    ['only partly', { counts: { ...nobody, partly: 2 } }, 'maya', 'opportunity.verify.solved'],
    ['somebody waits', { isAskedToReopen: true }, 'maya', 'opportunity.verify.reopening'],
    ['the owner', { owner: { userId: 'maya', name: 'Maya' } }, 'maya', undefined],
    ['another', { owner: { userId: 'tom', name: 'Tomás' } }, 'maya', 'opportunity.verify.owner'],
    ['a key', {}, null, 'opportunity.verify.owner'],
  ] as const)('%s: %o', (_, given, viewer, rule) => {
    const pass = () => passVerification(checksOf({ ...fine, ...given }, viewer));
    if (rule === undefined) expect(pass).not.toThrow();
    else
      expect(pass).toThrow(expect.objectContaining({ detail: expect.objectContaining({ rule }) }));
  });

  test.each([
    ['asked', null, [], true],
    ['reopened before', null, [2], true],
    ['reopened since', null, [4], false],
    ['declined', 5, [], false],
  ] as const)('a request that is %s', (_, declined, reopened, open) => {
    const request = { asked_at: noon(3), declined_at: declined && noon(declined) };
    const at = reopened.map((day) => noon(day).toISOString());
    expect(isOpen(request, at)).toBe(open);
    expect(asksAgain('addressed', request, at)).toBe(!open);
    expect(asksAgain('exploring', request, at)).toBe(false);
  });
});

/** A need that was built and is on for everybody, and what those who asked for it answer. */
async function addressed(...askers: string[]) {
  const it = await launch(
    world,
    askers.map((id) => wish(id)),
  );
  const { params, id: project } = it.project;
  const path = { ...params, id: it.plan.opportunity };
  const by = { actor: { id: 't', name: 'Test', kind: 'key', role: null }, at: new Date() } as const;
  const move = (...moves: Parameters<typeof moveByDomain>[2]['move'][]) =>
    world.app.platform.records.write(project, async (writer) => {
      for (const one of moves) await moveByDomain(writer, by, { id: path.id, move: one });
    });
  await move('explore', 'validate', 'bet', 'address');
  return {
    ...it,
    path,
    move,
    say: async (who: string, answer: ClosureAnswer, words?: string) => {
      const message = (await it.message(who))!;
      await it.shown(message);
      await it.answer(message, answer, words);
    },
    read: (call = pair.pm.call) => call(readVerification, { params: path }),
    verify: async (call = pair.pm.call, reason = 'They say so') => {
      const { version } = await pair.pm.call(readVerification, { params: path });
      return call(verifyOpportunity, { params: path, body: { version, reason } });
    },
  };
}

describe('verified', () => {
  test('by its owner, once somebody answered; with the figures of that moment on record', async () => {
    const it = await addressed('ann', 'bob', 'cleo');
    await expect(it.verify()).rejects.toMatchObject({
      rule: 'opportunity.verify.answers',
      body: { hint: expect.stringContaining('Release it for those who asked') },
    });
    await it.say('ann', 'solved');
    await it.say('bob', 'partly');
    const { version, answered, told, answers, checks } = await it.read();
    expect({ answered, told }).toEqual({ answered: 2, told: 2 });
    expect(answers[0]).toMatchObject({ answer: 'solved', count: 1, share: { value: 0.5 } });
    const { actions } = await pair.pm.call(getToday, { params: it.project.params });
    expect(actions).toContainEqual(
      expect.objectContaining({
        title: 'Is it solved? “I waste my time looking for what fits”',
        why: '1 of 2 who asked and answered say so.',
      }),
    );
    expect(checks.every(({ isMet }) => isMet)).toBe(true);
    await expect(it.verify(it.project.call)).rejects.toMatchObject({
      rule: 'opportunity.verify.owner',
    });
    const old = { version: version - 1, reason: 'They say so' };
    await expect(
      pair.pm.call(verifyOpportunity, { params: it.path, body: old }),
    ).rejects.toMatchObject({ status: 409, rule: 'record.version', body: { version } });
    const owned = { version, owner: pair.pmm.userId };
    await pair.pm.call(updateOpportunity, { params: it.path, body: owned });
    await expect(it.verify()).rejects.toMatchObject({ rule: 'opportunity.verify.owner' });
    expect(await it.verify(pair.pmm.call)).toMatchObject({
      state: 'verified_solved',
      verified: { by: 'Tomás', reason: 'They say so', answered: 2, solved: 1 },
    });
    await expect(it.verify(pair.pmm.call)).rejects.toMatchObject({ rule: 'opportunity.verify' });
    const { history } = await it.project.call(getOpportunity, { params: it.path });
    expect(history.at(-1)).toMatchObject({
      move: 'verify',
      detail: { answered: 2, solved: 1, partly: 1, not_solved: 0 },
    });
  });

  test('what was answered before it was reopened counts no more; another release asks again', async () => {
    const it = await addressed('ann');
    await it.say('ann', 'solved');
    await it.verify();
    const reopen = { move: 'reopen', reason: 'It broke with the new shop' } as const;
    await pair.pm.call(moveOpportunity, { params: it.path, body: reopen });
    await it.move('bet', 'address');
    expect(await it.read()).toMatchObject({ answered: 0, told: 1, verified: null });
    await expect(it.verify()).rejects.toMatchObject({ rule: 'opportunity.verify.answers' });
  });

  test('only from addressed', async () => {
    const project = await world.project();
    const plan = await planRelease(project.call, project.params);
    const params = { ...project.params, id: plan.opportunity };
    await expect(
      pair.pm.call(verifyOpportunity, { params, body: { version: 1 } }),
    ).rejects.toMatchObject({ rule: 'opportunity.verify' });
  });
});

describe('"solved" closes the words they asked with', () => {
  const statesOf = async ({ project }: Awaited<ReturnType<typeof addressed>>) => {
    const { records } = world.app.platform;
    const asked = await records.read(project.id, (r) =>
      r.selectFrom('highlights').select('signal').distinct().execute(),
    );
    const signals = asked.map(({ signal }) => signal);
    await records.write(project.id, (writer) =>
      writer
        .insertInto('signal_states')
        .values(signals.map((signal) => ({ signal, state: 'linked' as const, merged_into: null })))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    const { params } = project;
    return async () =>
      (await project.call(readEvidence, { params, body: { signals } })).states
        .map(({ state }) => state)
        .toSorted();
  };

  test('those of two ids of one person together; "partly" leaves them open', async () => {
    const it = await addressed('ann', 'anon-7', 'bob');
    const states = await statesOf(it);
    await it.merge('ann', 'anon-7');
    await world.app.platform.facts.deliver();
    await it.say('bob', 'partly');
    expect(await states()).toEqual(['linked', 'linked', 'linked']);
    await it.say('ann', 'solved');
    await world.app.platform.facts.deliver();
    expect(await states()).toEqual(['closed', 'closed', 'linked']);
  });
});

describe('a request to reopen', () => {
  test('declined with a reason it is off the table, until the next asker says no', async () => {
    const it = await addressed('ann', 'bob', 'cleo');
    await it.say('ann', 'not_solved', 'Nothing for children.');
    const path = { ...it.path, release: it.plan.release };
    const decline = (version: number, reason = 'Children are another need') =>
      pair.pm.call(declineReopening, { params: path, body: { version, reason } });
    const declined = await decline(1);
    expect(declined.reopening).toMatchObject({
      version: 2,
      isOpen: false,
      words: 'Nothing for children.',
      declined: { by: 'Maya', reason: 'Children are another need' },
    });
    await expect(decline(1, 'Late')).rejects.toMatchObject({
      rule: 'record.version',
      body: { theirs: { declinedBy: 'Maya' }, yours: { reason: 'Late' } },
    });
    await expect(decline(2)).rejects.toMatchObject({ rule: 'reopening.decline' });
    await it.say('bob', 'not_solved', 'Still forty tents.');
    const { loops } = await it.project.call(listLoops, { params: it.project.params });
    expect(loops[0]!.reopening).toMatchObject({
      version: 3,
      isOpen: true,
      words: 'Still forty tents.',
      declined: null,
    });
    await it.say('cleo', 'not_solved');
    await expect(it.verify()).rejects.toMatchObject({ rule: 'opportunity.verify.solved' });
    const { version } = await it.read();
    const body = { move: 'reopen', reason: 'They are right', version } as const;
    await expect(
      pair.pm.call(moveOpportunity, { params: it.path, body: { ...body, version: version - 1 } }),
    ).rejects.toMatchObject({ rule: 'record.version' });
    await pair.pm.call(moveOpportunity, { params: it.path, body });
    await expect(decline(3)).rejects.toMatchObject({ rule: 'reopening.decline' });
    const { history } = await it.project.call(getOpportunity, { params: it.path });
    const moved = history.map(({ move }) => move).filter((move) => move.includes('reopen'));
    expect(moved).toEqual(['ask_to_reopen', 'decline_to_reopen', 'ask_to_reopen', 'reopen']);
  });

  test('there is none to decline where nobody said no', async () => {
    const it = await addressed('ann');
    const params = { ...it.path, release: it.plan.release };
    const body = { version: 1, reason: 'Why not' };
    await expect(pair.pm.call(declineReopening, { params, body })).rejects.toMatchObject({
      status: 404,
    });
  });
});
