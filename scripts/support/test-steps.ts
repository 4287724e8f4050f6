import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Count } from './test-count.ts';

/**
 * Runs a tool to its end; `reportFile` is where a counting tool writes its JSON report. What it says appears at once,
 * or, `inOnePiece`, at its end.
 */
type Command = (reportFile?: string, inOnePiece?: boolean) => Promise<boolean>;

/** A named part of the test command; without `count` it is one check that passes or fails. */
export interface Step {
  name: string;
  /** Leaves a core to others: neighbours of this kind run side by side. */
  isOneThread?: boolean;
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
  return (reportFile, inOnePiece = false) =>
    new Promise((done) => {
      const child = spawn(
        process.execPath,
        [file, ...parameters, ...reportParameters(packageName, reportFile)],
        {
          cwd: root,
          stdio: ['ignore', inOnePiece ? 'pipe' : 'inherit', inOnePiece ? 'pipe' : 'inherit'],
          env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
        },
      );
      const said: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (piece: Buffer) => said.push(piece));
      child.on('error', () => done(false));
      child.on('close', (code) => {
        process.stdout.write(Buffer.concat(said));
        done(code === 0);
      });
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
    for (const group of groupsOf(chosen)) {
      console.log(`\n── ${group.map(({ name }) => name).join(', ')} ──`);
      const running = group.map(async (step) => {
        const result = await runStep(step, join(folder, `${step.name}.json`), group.length > 1);
        console.log(summary(result));
        return result;
      });
      results.push(...(await Promise.all(running)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const total = sum(results);
  console.log(`\n${results.map(summary).join('\n')}\n\n${inWords(total)}`);
  return total.failed === 0 ? 0 : 1;
}

/** Neighbouring steps of one thread each together, every other step by itself. */
function groupsOf(steps: Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const [k, step] of steps.entries()) {
    if (step.isOneThread && steps[k - 1]?.isOneThread) groups.at(-1)!.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function runStep(step: Step, reportFile: string, inOnePiece: boolean): Promise<Result> {
  const startedAt = performance.now();
  let isFine = true;
  for (const command of step.commands) isFine = (await command(reportFile, inOnePiece)) && isFine;
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
