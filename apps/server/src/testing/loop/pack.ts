/** Commands on the weekly pack: what changed, and what is done about it. */
import { addPackAction, finishPackAction, makePack, type Pack } from '@tandem/contract';
import {
  all,
  at,
  check,
  checkWording,
  dayOf,
  keep,
  params,
  some,
  type Commands,
  type Go,
} from './bag.ts';

const keepPack = (go: Go, made: Pack) => {
  for (const { id, doneAt } of made.actions)
    keep(go, 'pack action', { id, state: doneAt ?? 'open' });
  return keep(go, 'pack', { id: made.id });
};

export const packs: Commands = {
  async pack(go) {
    // It reads the whole project, all results of experiments with it.
    if (!go.dice.chance(20)) return;
    const made = await go.who.call(makePack, { params: params(go) });
    checkWording(go, made);
    keepPack(go, made);
  },
  async act(go) {
    const one = some(go, 'pack');
    if (one === undefined) return;
    const { project } = params(go);
    const owner = go.bag.players.pm.userId;
    const body = { title: 'Ask three of them', owner, dueOn: dayOf(go, 7) };
    const evidence = go.dice.chance(50) ? `/p/${project}/opportunities` : null;
    const made = await go.who.call(addPackAction, {
      params: at(go, one.id),
      body: { ...body, evidence },
    });
    go.bag.memory.set(`${made.actions.at(-1)?.id} of`, one.id);
    keepPack(go, made);
  },
  async finish(go) {
    const action = go.dice.pick(all(go, 'pack action'))?.id;
    const pack = go.bag.memory.get(`${action} of`) as string | undefined;
    if (action === undefined || pack === undefined) return;
    const inside = { params: { ...at(go, pack), action } };
    const made = keepPack(go, await go.who.call(finishPackAction, inside));
    check(go, made.id === pack, 'an action is finished in its own pack');
  },
};
