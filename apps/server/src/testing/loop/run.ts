/**
 * The same test in two files, so that two cores share it. TANDEM_TEST_SEED repeats a run,
 * TANDEM_TEST_SEQUENCES makes it longer: 2000 take about half an hour on two cores.
 */
import { expect, test } from 'vitest';
import { drive, edges } from './drive.ts';

const given = process.env['TANDEM_TEST_SEED'];
export const seed = Number(given ?? Math.floor(Math.random() * 2 ** 30));
export const seedWords = `TANDEM_TEST_SEED=${seed}`;
/** So many, or what the environment says of all. */
export const sequencesOf = (usual: number): number =>
  Number(process.env['TANDEM_TEST_SEQUENCES'] ?? usual);

/** Of every machine's edges, how many a whole run takes at least. */
const enough = 0.9;
/** Too few sequences to reach what lies at the end of a long way. */
const aShortRun = 500;
const limitMs = 1_800_000;

export function runLoop({ half }: { readonly half: 0 | 1 }): void {
  const sequences = Math.ceil(sequencesOf(160) / 2);
  test(`random commands keep the invariants (${seedWords})`, { timeout: limitMs }, async () => {
    console.log(`loop: ${sequences} sequences of 30 commands, ${seedWords} repeats them`);
    const { taken, seconds, refusals } = await drive({ sequences, seed: seed + half });
    const missing = edges.filter((edge) => !taken.has(edge));
    const share = 1 - missing.length / edges.length;
    const percent = `${Math.round(share * 100)} % of ${edges.length} edges`;
    console.log(`loop: ${percent}, ${refusals} refusals, ${Math.round(seconds)} s`);
    console.log(`loop: edges not taken: ${missing.join(', ') || 'none'}`);
    if (sequences >= aShortRun) expect(share).toBeGreaterThanOrEqual(enough);
  });
}
