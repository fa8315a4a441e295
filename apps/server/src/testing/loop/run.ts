/**
 * The same test in two files, so that two cores share it. TANDEM_TEST_SEED repeats another run,
 * TANDEM_TEST_SEQUENCES makes it longer or shorter; `npm run bench -- loop` is the long one.
 */
import { expect, test } from 'vitest';
import { drive, shareOf } from './drive.ts';

export const seed = Number(process.env['TANDEM_TEST_SEED']);
export const seedWords = `TANDEM_TEST_SEED=${seed}`;
/** So many, or what the environment says of all. */
export const sequencesOf = (usual: number): number =>
  Number(process.env['TANDEM_TEST_SEQUENCES'] ?? usual);

/** Of every machine's edges, how many each half takes at least. */
const enough = 0.9;
/** Too few sequences to reach what lies at the end of a long way. */
const aShortRun = 500;
const limitMs = 1_800_000;

export function runLoop({ half }: { readonly half: 0 | 1 }): void {
  const sequences = Math.ceil(sequencesOf(2000) / 2);
  test(`random commands keep the invariants (${seedWords})`, { timeout: limitMs }, async () => {
    console.log(`loop: ${sequences} sequences of 30 commands, ${seedWords} repeats them`);
    const driven = await drive({ sequences, seed: seed + half });
    const { share, missing, words } = shareOf(driven.taken);
    console.log(`loop: ${words}, ${driven.refusals} refusals, ${Math.round(driven.seconds)} s`);
    console.log(`loop: edges not taken: ${missing.join(', ') || 'none'}`);
    if (sequences >= aShortRun) expect(share).toBeGreaterThanOrEqual(enough);
  });
}
