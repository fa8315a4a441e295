/**
 * The seed of all tests that draw their cases: the same in each run, so that what lands is what was
 * tried. TANDEM_TEST_SEED names another; "random" draws one. `npm run bench -- loop` looks further.
 */
const usual = 20_260_601;

export function seedOf(given: string | undefined, random: () => number = Math.random): number {
  if (given === undefined || given === '') return usual;
  if (given === 'random') return Math.floor(random() * 2 ** 30);
  const seed = Number(given);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new Error(`TANDEM_TEST_SEED is a whole number or "random", not "${given}"`);
}
