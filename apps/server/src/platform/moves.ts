/** What a record may do next, and how a refusal of it reads. */
import { movesFrom, type Machine } from '@tandem/contract';
import { Problem } from './problem.ts';

/**
 * A refusal by a rule of the product: `rule` names it for programs, `hint` is the way out.
 * Becomes a 409.
 */
export function refusal(
  rule: string,
  message: string,
  hint: string,
  detail: Readonly<Record<string, unknown>> = {},
): Problem {
  return new Problem('conflict', message, { hint, detail: { rule, ...detail } });
}

/** The state that the move leads to. Throws a refusal where it does not lead on from this state. */
export function nextState<S extends string, M extends string>(
  machine: Machine<S, M>,
  state: S,
  move: M,
): S {
  const { from, to } = machine.moves[move];
  if (from.includes(state)) return to;
  const open = movesFrom(machine, state).map(words);
  throw refusal(
    `${machine.object.replaceAll(' ', '_')}.${move}`,
    `This ${machine.object} is "${words(state)}"; "${words(move)}" leads on only from ${list(from)}.`,
    open.length === 0 ? 'It has ended: begin a new one.' : `From here: ${open.join(', ')}.`,
    { state, moves: movesFrom(machine, state) },
  );
}

const words = (name: string) => name.replaceAll('_', ' ');
const list = (states: readonly string[]) => states.map((one) => `"${words(one)}"`).join(' or ');

/**
 * Refuses a write that was made from an old version, with both texts, so that the page can offer to
 * merge them. `theirs` is what stands now, `yours` what was sent.
 */
export function checkVersion(
  given: number,
  current: { readonly version: number },
  texts: { readonly theirs: unknown; readonly yours: unknown },
): void {
  if (given === current.version) return;
  throw refusal(
    'record.version',
    `Somebody changed this meanwhile: yours began from version ${given}, now it is version ${current.version}.`,
    `Merge both texts and save again with version ${current.version}.`,
    { version: current.version, ...texts },
  );
}
