/**
 * The recommendation engine of a hundred invented companies, through the whole path: how often the
 * interval has the planted effect in it, and how often it excludes zero.
 *
 *   npm run bench -- recommendation [companies] [people]
 */
import { effectOf, openLaboratory } from '../../apps/server/src/testing/recommendations.ts';
import { machine, median } from '../machine.ts';

const companies = Number(process.argv[2] ?? 100);
const people = Number(process.argv[3] ?? 1_300);
const planted = 0.147;
/** Shares of the companies. */
const bars = { covers: [0.9, 0.99], excludesZero: 0.8 } as const;

const { world, measure } = await openLaboratory(100);
try {
  const intervals: { readonly low: number; readonly high: number }[] = [];
  const naive: number[] = [];
  const hidden: string[] = [];
  for (let seed = 1; seed <= companies; seed += 1) {
    const { result, truths } = await measure(seed, people);
    const effect = effectOf(result);
    if (effect === undefined) hidden.push(`${seed}: ${result.invalid?.message}`);
    else intervals.push(effect);
    naive.push(truths.beforeAfter.amongTreated);
  }
  const share = (test: (interval: { readonly low: number; readonly high: number }) => boolean) =>
    intervals.filter(test).length / companies;
  const covers = share(({ low, high }) => low <= planted && planted <= high);
  const excludesZero = share(({ low }) => low > 0);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  console.log(machine());
  console.log(`${companies} companies of ${people} shoppers, planted +${percent(planted)}`);
  console.log(`  covered by        ${percent(covers)} (${bars.covers.map(percent).join(' to ')})`);
  console.log(
    `  zero excluded by  ${percent(excludesZero)} (at least ${percent(bars.excludesZero)})`,
  );
  const width = median(intervals.map(({ low, high }) => high - low));
  console.log(`  median width      ${percent(width)}`);
  console.log(`  before against after among those who had it, median ${percent(median(naive))}`);
  for (const why of hidden) console.log(`  no figure for company ${why}`);
  const [least, most] = bars.covers;
  if (covers < least || covers > most || excludesZero < bars.excludesZero) process.exitCode = 1;
} finally {
  await world.close();
}
