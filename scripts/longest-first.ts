/**
 * The order of the test files: the long ones begin at once, and the short ones fill the cores beside
 * them. By Vitest's own order, which goes by a file's size, the two longest ran last and alone.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes more than a minute, the longest first. */
export const long = [
  'testing/loop/first.test.ts',
  'testing/loop/second.test.ts',
  'engage/exact.test.ts',
  'testing/loop/loop-postgres.test.ts',
  'e2e/accessibility.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- This one is of Vitest and awaited.
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => placeOf(a.moduleId) - placeOf(b.moduleId));
  }
}

/** Where a file stands; all short ones after the long ones, in the order they had. */
export function placeOf(file: string): number {
  const place = long.findIndex((end) => file.endsWith(end));
  return place === -1 ? long.length : place;
}
