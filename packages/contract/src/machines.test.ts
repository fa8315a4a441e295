import { expect, test } from 'vitest';
import { betMachine, machines, movesFrom, statesOf } from './machines.ts';

test.each(machines.map((machine) => [machine.object, machine] as const))(
  '%s: every state can be reached from the first',
  (_, machine) => {
    const reached = new Set([machine.first]);
    for (const state of reached)
      for (const move of movesFrom(machine, state)) reached.add(machine.moves[move]!.to);
    expect([...reached].toSorted()).toEqual([...statesOf(machine)].toSorted());
  },
);

test('a move is offered only where it leads on from', () => {
  expect(movesFrom(betMachine, 'ready')).toEqual(['build', 'kill']);
  expect(movesFrom(betMachine, 'concluded')).toEqual([]);
});
