/** What a run of tests came to. A run that tried too little is a failed run: a pattern that finds nothing any more would be green for ever. */
export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};
export type Verdict = { readonly passed: number; readonly failed: number; readonly skipped: number; readonly missing: number };

/** `floor`: as many tests as there must be at least. `status`: of the process. No report at all is a failure. */
export function judge(report: Report | null, floor: number, status: number | null): Verdict {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that could not be loaded has no test that failed, and is a failure all the same.
  const failed = Math.max(report?.numFailedTests ?? 1, status === 0 ? 0 : 1);
  return { passed, failed, skipped, missing: Math.max(0, floor - passed - failed - skipped) };
}

/** Whether the run as a whole may end well. */
export const isGood = (verdicts: readonly Verdict[]): boolean =>
  verdicts.length > 0 && verdicts.every(({ failed, skipped, missing }) => failed + skipped + missing === 0);
