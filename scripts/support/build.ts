import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { withFileLock } from '#lib/server/db/embedded/file-lock.server.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';

const root = join(import.meta.dirname, '../..');
const fingerprintFile = join(root, 'build/fingerprint');

/** Everything that a build is made of. Generated messages follow from `messages`; tests are not built. */
const INPUTS = [
  'src/**/*',
  'static/**/*',
  'messages/**/*',
  'project.inlang/settings.json',
  'scripts/support/messages.ts',
  '*.config.{js,ts}',
  'tsconfig.json',
  'package-lock.json',
];
const GENERATED = /^src\/lib\/paraglide\/|\.test\.ts$/;

/**
 * Builds the application, unless it is built already from the same inputs.
 *
 * @param force whether to build in any case
 * @throws SetupError when the build fails; it has then said why
 */
export async function buildIfChanged({ force = false } = {}): Promise<void> {
  mkdirSync(join(root, '.svelte-kit'), { recursive: true });
  // Two commands at once would build into the same folder.
  await withFileLock(join(root, '.svelte-kit/build.lock'), async () => {
    const fingerprint = fingerprintOfInputs();
    if (!force && isBuilt() && readFileSync(fingerprintFile, 'utf8') === fingerprint) return;
    console.log('Building the application …');
    await runVite();
    writeFileSync(fingerprintFile, fingerprint);
  });
}

/** Whether there is a complete build to serve. */
export function isBuilt(): boolean {
  return existsSync(fingerprintFile);
}

function fingerprintOfInputs(): string {
  const files = INPUTS.flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !GENERATED.test(file) && statSync(join(root, file)).isFile())
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** In a process of its own: a build needs much memory, which the server then has back. Speaks only of failure. */
async function runVite(): Promise<void> {
  const vite = spawn(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const exit = new Promise<number | null>((done, failed) => {
    vite.once('exit', done);
    vite.once('error', failed);
  });
  const [code, out, err] = await Promise.all([exit, text(vite.stdout), text(vite.stderr)]);
  if (code !== 0) throw new SetupError(`The application could not be built.\n${out}${err}`);
}
