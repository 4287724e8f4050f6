import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { giveToOwner } from '#lib/server/data-folder.server.ts';

/** What a data folder remembers of its PostgreSQL, so that every later start meets the same one. */
export type State = {
  port: number;
  password: string;
  /** The folder with PostgreSQL's files: mostly beside this file, elsewhere when its account cannot get here. */
  cluster: string;
};

/** Below the range from which systems take ports for outgoing connections, which could take ours while it is down. */
const PORTS = { from: 20_000, to: 32_000 };

/** What the data folder remembers; undefined at the first start. */
export function readState(dataDir: string): State | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(dataDir), 'utf8')) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Remembers `state`, readable for its owner only: it holds the password. */
export function writeState(dataDir: string, state: State): void {
  const draft = `${stateFile(dataDir)}.new`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  giveToOwner(draft);
  renameSync(draft, stateFile(dataDir));
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** A port on which nobody listens at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
}

/** Whether the port of this machine can be listened on. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

function stateFile(dataDir: string): string {
  return join(dataDir, 'embedded.json');
}
