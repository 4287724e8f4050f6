import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { playwrightCount, vitestCount } from '#scripts/support/test-count.ts';
import { runSteps, type Step } from '#scripts/support/test-steps.ts';

const step = (name: string, ...results: boolean[]): Step => ({
  name,
  commands: results.map((result) => () => Promise.resolve(result)),
});

/** Runs the steps and returns the exit code and the printed lines. */
async function run(steps: Step[], only: string[] = []) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const exitCode = await runSteps(steps, { only, before: () => Promise.resolve(true) });
  return { exitCode, lines: log.mock.calls.flatMap(([text]) => String(text).split('\n')) };
}

function report(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('the last line sums up every step, and a failed step does not stop the next', async () => {
  const unit = { ...step('unit', true), count: () => ({ passed: 40, failed: 0, skipped: 0 }) };
  const { exitCode, lines } = await run([step('format', false), step('lint', true), unit]);
  expect(lines.at(-1)).toBe('41 passed, 1 failed');
  expect(exitCode).toBe(1);
});

test('the last line tells of skipped tests only where there are some', async () => {
  const unit = { ...step('unit', true), count: () => ({ passed: 2, failed: 0, skipped: 3 }) };
  const { exitCode, lines } = await run([unit]);
  expect(lines.at(-1)).toBe('2 passed, 0 failed, 3 skipped');
  expect(exitCode).toBe(0);
});

test('a step of two tools fails with the first and still runs the second', async () => {
  const second = vi.fn(() => Promise.resolve(true));
  const { lines } = await run([{ name: 'lint', commands: [() => Promise.resolve(false), second] }]);
  expect(second).toHaveBeenCalledOnce();
  expect(lines.at(-1)).toBe('0 passed, 1 failed');
});

test('a tool that fails without a failed test, such as one that finds no tests, is a failure', async () => {
  const unit = { ...step('unit', false), count: () => ({ passed: 0, failed: 0, skipped: 0 }) };
  expect((await run([unit])).lines.at(-1)).toBe('0 passed, 1 failed');
});

test('named steps run alone', async () => {
  const { lines } = await run([step('format', false), step('lint', true)], ['lint']);
  expect(lines.at(-1)).toBe('1 passed, 0 failed');
});

test('a test file that cannot be loaded counts as a failure', () => {
  const file = report({
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  });
  expect(vitestCount(file)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test('browser tests whose set-up breaks count as a failure, and so do those without a report', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightCount(report({ stats, errors: [{}] }))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCount('/no/such/report.json')).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
