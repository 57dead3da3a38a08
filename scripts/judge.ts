/** What a run of tests came to. A run that tried too little is a failed run: a pattern that finds nothing any more would be green for ever. */
export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages?: readonly string[] | null }[];
  }[];
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

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const firstLine = (text: string | undefined) =>
  (text ?? '')
    .replace(COLOURS, '')
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim()
    .slice(0, 200) ?? '';

/** What failed, a line each: file > test: the first line of its error. A file that could not be loaded is named by itself. */
export function failuresOf(report: Report | null, root: string): string[] {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${root}/`, '');
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
    return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName.trim()}: ${firstLine(failureMessages?.[0])}`);
  });
}

/** Whether the run as a whole may end well. */
export const isGood = (verdicts: readonly Verdict[]): boolean =>
  verdicts.length > 0 && verdicts.every(({ failed, skipped, missing }) => failed + skipped + missing === 0);
