import { betMachine, machines, movesFrom, statesOf } from '@tandem/contract';
import { expect, test } from 'vitest';
import { checkVersion, nextState } from './moves.ts';
import type { Problem } from './problem.ts';

function caught(work: () => unknown): Problem | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}

test.each(machines.map((machine) => [machine.object, machine] as const))(
  '%s: what is not an edge is refused by name, with the way out',
  (_, machine) => {
    for (const state of statesOf(machine)) {
      const open = movesFrom(machine, state);
      for (const [move, { to }] of Object.entries(machine.moves)) {
        const problem = caught(() => nextState(machine, state, move));
        if (open.includes(move)) expect(nextState(machine, state, move)).toBe(to);
        else {
          expect(problem?.code).toBe('conflict');
          expect(problem?.detail?.['rule']).toMatch(new RegExp(`\\.${move}$`));
          expect(problem?.hint).toBeTruthy();
        }
      }
    }
  },
);

test('a refusal is a sentence', () => {
  const problem = caught(() => nextState(betMachine, 'idea', 'build'));
  expect(problem?.message).toBe('This bet is "idea"; "build" leads on only from "ready".');
  expect(problem?.hint).toBe('From here: shape, kill.');
});

test('an old version is refused with both texts', () => {
  expect(caught(() => checkVersion(3, { version: 3 }, { theirs: 'a', yours: 'b' }))).toBe(
    undefined,
  );
  const problem = caught(() => checkVersion(2, { version: 3 }, { theirs: 'a', yours: 'b' }));
  expect(problem?.detail).toEqual({
    rule: 'record.version',
    version: 3,
    theirs: 'a',
    yours: 'b',
  });
});
