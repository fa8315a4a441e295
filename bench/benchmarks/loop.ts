/**
 * The random commands of the tests for as long as one likes: a new seed for every 250 sequences,
 * the invariants of the domain after each block, and how many edges of the state machines were taken.
 *
 *   npm run bench -- loop [sequences] [the first seed]
 */
import { setTimeout } from 'node:timers/promises';
import { drive, shareOf } from '../../apps/server/src/testing/loop/drive.ts';
import { machine } from '../machine.ts';

const wanted = Number(process.argv[2] ?? 10_000);
const first = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 30));
/** So many take longer than the minute in which sign-in counts: the next world's members get in. */
const each = 250;
/** Of all edges, as soon as a thousand sequences were run. */
const bar = 0.9;

console.log(machine());
const taken = new Set<string>();
let [run, refusals, failed] = [0, 0, 0];
for (let seed = first; run < wanted; seed += 1) {
  const sequences = Math.min(each, wanted - run);
  const began = process.cpuUsage();
  try {
    const driven = await drive({ sequences, seed });
    for (const edge of driven.taken) taken.add(edge);
    refusals += driven.refusals;
  } catch (error) {
    failed += 1;
    console.log(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    // It may have ended early: sign-in lets ten in, and then nobody for a minute.
    await setTimeout(61_000);
  }
  run += sequences;
  const { user, system } = process.cpuUsage(began);
  const cpu = (user + system) / 1e6 / sequences;
  const { words } = shareOf(taken);
  console.log(
    `seed ${seed}: ${run} sequences so far, ${words}, ${cpu.toFixed(2)} CPU s a sequence`,
  );
}
const { share, missing, words } = shareOf(taken);
console.log(`${run} sequences of 30 commands, seeds from ${first}: ${words}, ${refusals} refusals`);
console.log(`  not taken: ${missing.join(', ') || 'none'}`);
if (failed > 0 || (run >= 1000 && share < bar)) process.exitCode = 1;
