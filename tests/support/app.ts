import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

/** How long the application may take from its start until `/readyz` answers. */
const startLimitSeconds = 60;

/** One running instance of the built application. */
export interface App {
  /** Its address without a slash at the end. */
  baseUrl: string;
  /** What it has written so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Builds what `startApp` starts. */
export async function buildApp(): Promise<void> {
  const build = runScript('build.ts', process.env);
  const log = collect(build);
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The build failed:\n${log()}`);
}

/**
 * Starts an instance of the built application on a free port and waits until it is ready. Two on the
 * same `databaseUrl` are two instances of one town.
 */
export async function startApp({
  databaseUrl,
  env = {},
}: {
  databaseUrl: string;
  env?: Record<string, string>;
}): Promise<App> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const { PATH, HOME, TMPDIR } = process.env;
  const child = runScript('start.ts', {
    // Nothing else of the developer's shell: with an SMTP_URL from there the tests would send mail.
    ...{ PATH, HOME, TMPDIR },
    NODE_ENV: 'production',
    // The server's own zone must not matter to what people of Dortmund see.
    TZ: 'Pacific/Auckland',
    HOST: '127.0.0.1',
    PORT: String(port),
    ORIGIN: baseUrl,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
    DEMO: 'on',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'warn',
    ...env,
  });
  const app = { baseUrl, log: collect(child), stop: () => stop(child) };
  await untilReady(child, app).catch(async (error: unknown) => {
    await app.stop();
    throw error;
  });
  return app;
}

function runScript(script: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [join(root, 'scripts', script)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function untilReady(child: ChildProcess, { baseUrl, log }: App): Promise<void> {
  const deadline = performance.now() + startLimitSeconds * 1000;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error(`The application ended at once:\n${log()}`);
    const answer = await fetch(`${baseUrl}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(50);
  }
  throw new Error(`The application was not ready after ${startLimitSeconds} seconds:\n${log()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(patience);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (text += String(part)));
  return () => text;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
