import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

/**
 * What a Chromium of any origin needs to run unattended: silent about the network, without a
 * graphics card and, for root, without the sandbox that Chromium refuses to build there.
 */
export const browserArguments = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium that starts: `CHROME_PATH`, Playwright's own, the system's, else one that
 * is installed now.
 *
 * @throws Error with one sentence for the user when there is none and none can be installed
 */
export function findBrowser(log: (line: string) => void = console.log): string {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which does not start as a browser.`);
  }
  const found = installedBrowser();
  if (found) return found;

  log('No Chromium found: installing one for the browser tests …');
  for (const install of isRoot && isDebian() ? [installPackage, installPlaywrights] : [installPlaywrights]) {
    install();
    const installed = installedBrowser();
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need Chromium, and none could be installed: install Chromium or Chrome, or name one in CHROME_PATH.',
  );
}

function installedBrowser(): string | undefined {
  return [...systemBrowsers(), chromium.executablePath()].find((path) => existsSync(path) && starts(path));
}

function systemBrowsers(): string[] {
  // Without windows first: a whole browser draws its own tabs and bars too, which triples the time of the tests.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .filter(isExecutable);
  return [
    ...onPath,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file that is there may still lack its libraries (Playwright's own on a bare system): ask it. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** Ubuntu's package of the same name only points to its own store, hence Debian alone. */
function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function installPackage(): void {
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'] as ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], options);
}

function installPlaywrights(): void {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
    'cli.js',
  );
  const withLibraries = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  spawnSync(process.execPath, [cli, 'install', ...withLibraries, 'chromium'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
