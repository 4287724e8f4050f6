import { readFileSync } from 'node:fs';

/** How many checks of a step came out how. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** Counts Vitest's JSON report; a file that could not even be loaded counts as one failure. */
export function vitestCount(reportFile: string): Count {
  const report = read<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  }>(reportFile);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloadable = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts Playwright's JSON report: what passed at the second try has passed, and its list names it as flaky; an error outside of any test (the set-up) counts as a failure. */
export function playwrightCount(reportFile: string): Count {
  const report = read<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  }>(reportFile);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

function read<Report>(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    // No report, or half of one: the tool did not come to its end.
    return undefined;
  }
}
