/** The closing line of a test run, from Vitest's JSON report. */

export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
};

/** `N passed, N failed, N skipped`; a file that never ran and a failed check count as failures. */
export function tally(report: Report | undefined, failedSteps: number, ok: boolean): string {
  if (report === undefined) return line(0, failedSteps + 1, 0);
  const unread = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unread + failedSteps;
  // Vitest also fails for an error outside of any test.
  const outside = !ok && report.numFailedTests + unread === 0 ? 1 : 0;
  return line(
    report.numPassedTests,
    failed + outside,
    report.numPendingTests + report.numTodoTests,
  );
}

const line = (passed: number, failed: number, skipped: number) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
