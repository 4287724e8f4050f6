import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Count } from './test-count.ts';

/** Runs a tool to its end; `reportFile` is where a counting tool writes its JSON report. */
type Command = (reportFile?: string) => Promise<boolean>;

/** A named part of the test command; without `count` it is one check that passes or fails. */
export interface Step {
  name: string;
  commands: Command[];
  count?: (reportFile: string) => Count;
}

type Result = Count & { name: string; seconds: number };

const root = join(import.meta.dirname, '../..');

/**
 * A tool of `node_modules` by the file that npm's link would start, so that it runs on this very
 * Node and not on the system's.
 */
export function tool(packageName: string, entry: string, ...parameters: string[]): Command {
  const file = join(root, 'node_modules', packageName, entry);
  return (reportFile) =>
    new Promise((done) => {
      const child = spawn(
        process.execPath,
        [file, ...parameters, ...reportParameters(packageName, reportFile)],
        {
          cwd: root,
          stdio: ['ignore', 'inherit', 'inherit'],
          env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
        },
      );
      child.on('error', () => done(false));
      child.on('exit', (code) => done(code === 0));
    });
}

function reportParameters(packageName: string, reportFile: string | undefined): string[] {
  return packageName === 'vitest' && reportFile ? [`--outputFile.json=${reportFile}`] : [];
}

/**
 * Runs `before` and then the steps (all, or those named in `only`), each with a summary line, and
 * prints the sum of all as the last line.
 *
 * @returns the exit code: 0 when nothing failed
 */
export async function runSteps(
  steps: Step[],
  { only, before }: { only: string[]; before: () => Promise<unknown> },
): Promise<number> {
  const unknown = only.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}.`,
    );
    return 2;
  }
  const chosen = only.length === 0 ? steps : steps.filter((step) => only.includes(step.name));
  const folder = mkdtempSync(join(tmpdir(), 'miteinander-test-'));
  const results: Result[] = [];
  try {
    // What could not be generated shows in the steps that need it.
    await before().catch((error: unknown) => console.error(error));
    for (const step of chosen) {
      console.log(`\n── ${step.name} ──`);
      const result = await runStep(step, join(folder, `${step.name}.json`));
      console.log(summary(result));
      results.push(result);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const total = sum(results);
  console.log(`\n${results.map(summary).join('\n')}\n\n${inWords(total)}`);
  return total.failed === 0 ? 0 : 1;
}

async function runStep(step: Step, reportFile: string): Promise<Result> {
  const startedAt = performance.now();
  let isFine = true;
  for (const command of step.commands) isFine = (await command(reportFile)) && isFine;
  const counted = step.count?.(reportFile) ?? { passed: Number(isFine), failed: Number(!isFine), skipped: 0 };
  // A tool that fails without a failed test (no tests at all, a late error) must not pass.
  const failed = isFine ? counted.failed : Math.max(counted.failed, 1);
  return { name: step.name, ...counted, failed, seconds: (performance.now() - startedAt) / 1000 };
}

function sum(results: Count[]): Count {
  const of = (key: keyof Count) => results.reduce((total, result) => total + result[key], 0);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

function summary(result: Result): string {
  return `${result.name.padEnd(12)} ${inWords(result)} (${result.seconds.toFixed(1)} s)`;
}

function inWords({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
