/** Commands that go a long way at once: to a need that is addressed, and to what comes after that. */
import {
  createBet,
  moveOpportunity,
  moveRelease,
  updateRelease,
  verifyOpportunity,
} from '@tandem/contract';
import {
  all,
  at,
  keep,
  params,
  refresh,
  some,
  why,
  type Commands,
  type Go,
  type Rec,
} from './bag.ts';
import { climb, keepBet, releaseOf } from './decide.ts';
import { validate } from './listen.ts';
import { asked, deliver } from './tell.ts';

const known = (go: Go, kind: string, id: string): Rec | undefined =>
  all(go, kind).find((one) => one.id === id);

async function betOn(go: Go, opportunity: string): Promise<string> {
  const { pm } = go.bag.players;
  const body = { title: 'What they ask for', opportunity };
  return keepBet(go, await pm.call(createBet, { params: params(go), body })).id;
}

/** From its ring to everybody, after somebody said how it is told. */
async function complete(go: Go, release: string): Promise<void> {
  const { call } = go.bag.players.pm;
  const inside = { params: at(go, release) };
  const announcement = { kind: 'none', reason: 'askers are told' } as const;
  const { version } = known(go, 'release', release)!;
  const said = await call(updateRelease, { ...inside, body: { version, announcement } });
  const body = { version: said.version, move: 'complete', reason: 'because' } as const;
  keep(go, 'release', await call(moveRelease, { ...inside, body }));
  await deliver(go);
}

export const reaching: Commands = {
  /** What people asked for: both sides sign it, a bet takes it along, everybody gets it. */
  async carry(go) {
    if (go.bag.memory.has('carried')) return;
    go.bag.memory.set('carried', true);
    const id = await asked(go);
    const need = await refresh(go, id);
    if (need.state === 'identified') await validate(go, id);
    if ((await refresh(go, id)).state !== 'validated') return;
    const bet = await betOn(go, id);
    await climb(go, bet, 'building');
    const release = await releaseOf(go, bet);
    if (release !== undefined) await complete(go, release);
    await climb(go, bet, 'launching');
    await refresh(go, id);
  },
  /** Its owner says that it is solved, by what those who asked answered. */
  async verify(go) {
    const one = some(go, 'opportunity', ['addressed']);
    if (one === undefined) return;
    const { version } = await refresh(go, one.id);
    const body = { version, ...why(go) };
    await go.who.call(verifyOpportunity, { params: at(go, one.id), body });
    await refresh(go, one.id);
  },
  async reopen(go) {
    const one = some(go, 'opportunity', ['addressed', 'verified_solved']);
    if (one === undefined || (one.state === 'addressed' && go.dice.chance(60))) return;
    const body = { move: 'reopen', ...why(go) } as const;
    keep(go, 'opportunity', await go.who.call(moveOpportunity, { params: at(go, one.id), body }));
  },
  /** What was reopened is explored once more, or another bet takes it along. */
  async takeUp(go) {
    const one = some(go, 'opportunity', ['reopened']);
    if (one === undefined) return;
    if (go.dice.chance(50)) {
      const inside = { params: at(go, one.id), body: { move: 'explore' } as const };
      return void keep(go, 'opportunity', await go.who.call(moveOpportunity, inside));
    }
    await climb(go, await betOn(go, one.id), 'building');
    await refresh(go, one.id);
  },
};
