import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listen, requireFreePort } from '#scripts/support/listen.ts';
import { newDataDir } from './programs.ts';

// Each starts several real servers, beside whatever else the machine has to do.
vi.setConfig({ testTimeout: 90_000 });

const root = join(import.meta.dirname, '../../..');
const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === '::1');

function runScript(name: string, env: Record<string, string>) {
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, [join(root, 'scripts', name)], {
    cwd: root,
    env: { PATH, ...env },
    encoding: 'utf8',
  });
}

describe('a start', () => {
  it('with wrong settings ends with one sentence for each', () => {
    const { status, stdout, stderr } = runScript('start.ts', { PORT: 'dreitausend', RATE_LIMIT: 'off' });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual([
      'PORT must be a port number from 0 to 65535.',
      'RATE_LIMIT may be off only together with DEMO.',
      'SECRET_KEY must be set in production, to at least 32 random characters.',
      'DATABASE_URL must be set, such as postgres://user:password@host:5432/miteinander.',
    ]);
  });

  it('with a database that is not there says so', () => {
    const { status, stderr } = runScript('migrate.ts', {
      DATABASE_URL: 'postgres://murat:geheim@127.0.0.1:9/town',
    });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^The database of DATABASE_URL cannot be used: .*ECONNREFUSED.*\.$/);
  });

  it('on an empty production database asks for the migrations', async () => {
    const { status, stderr } = runScript('start.ts', { DEMO: 'on', DATA_DIR: await newDataDir('data') });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(
      /^The database lacks \d+ migration\(s\)\. Run "npm run db:migrate" first\.$/,
    );
  });

  it('at a busy port names the port and the variable', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void busy.close());
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    await expect(requireFreePort({ host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is already in use. Stop the program that uses it, or set PORT to another number, such as PORT=${port + 1}.`,
    );
  });

  it.runIf(hasIPv6)('on this machine only is reached by both of its addresses', async () => {
    const { port, close } = await listen((_, response) => void response.end('Guten Tag'), {
      host: '127.0.0.1',
      port: 0,
    });
    onTestFinished(close);
    for (const host of ['127.0.0.1', '[::1]']) {
      expect(await (await fetch(`http://${host}:${port}`)).text()).toBe('Guten Tag');
    }
  });
});

describe('the end', () => {
  it('lets a request finish and cuts live updates', async () => {
    const { port, close } = await listen(
      ({ url }, response) => {
        if (url === '/live') response.setHeader('content-type', 'text/event-stream').write(': hello\n\n');
        else setTimeout(() => response.end('gespeichert'), 300);
      },
      { host: '127.0.0.1', port: 0 },
    );
    const live = await fetch(`http://127.0.0.1:${port}/live`);
    const cut = expect(live.text()).rejects.toThrow('terminated');
    const saved = fetch(`http://127.0.0.1:${port}/save`).then((response) => response.text());
    await delay(100);

    const startedAt = performance.now();
    await close();
    await cut;
    expect(await saved).toBe('gespeichert');
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
