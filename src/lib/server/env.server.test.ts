import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEnv } from './env.server.ts';
import { secretKey } from './secret-key.server.ts';

const production = {
  NODE_ENV: 'production',
  SECRET_KEY: 'a-secret-of-thirty-two-characters',
  DATABASE_URL: 'postgres://miteinander:geheim@db.example.org:5432/miteinander',
};

function complaints(source: Record<string, string>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

describe('the settings', () => {
  it('need nothing for a first try', () => {
    const settings = readEnv({});
    expect(settings).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: resolve('.data'),
      WORKER: 'on',
      RATE_LIMIT: 'on',
      DEMO: false,
      LOG_LEVEL: 'info',
    });
    expect(settings.DATABASE_URL).toBeUndefined();
  });

  it('take an empty variable for one that is not set', () => {
    expect(readEnv({ PORT: '', SMTP_URL: ' ' })).toMatchObject({ PORT: 3000 });
  });

  it('of a complete production are accepted', () => {
    expect(complaints(production)).toEqual([]);
  });

  it('of production lack a secret and a database', () => {
    expect(complaints({ NODE_ENV: 'production' })).toEqual([
      'SECRET_KEY must be set in production, to at least 32 random characters.',
      'DATABASE_URL must be set, such as postgres://user:password@host:5432/miteinander.',
    ]);
  });

  it('of a demo lack nothing, also when it is a production build', () => {
    expect(readEnv({ NODE_ENV: 'production', DEMO: '1' }).DEMO).toBe(true);
  });

  it.each([
    ['PORT', '80 80', 'PORT must be a port number from 0 to 65535.'],
    ['PORT', '70000', 'PORT must be a port number from 0 to 65535.'],
    [
      'ORIGIN',
      'miteinander.example.org',
      'ORIGIN must be an address such as https://miteinander.example.org.',
    ],
    [
      'ORIGIN',
      'https://a.example.org/',
      'ORIGIN must be an address without a path and without a slash at its end.',
    ],
    [
      'DATABASE_URL',
      'mysql://db',
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/miteinander.',
    ],
    ['SECRET_KEY', 'kurz', 'SECRET_KEY must have at least 32 characters.'],
    ['MAIL_FROM', 'nobody', 'MAIL_FROM must be an e-mail address such as Miteinander <post@example.org>.'],
    ['WORKER', 'maybe', 'WORKER must be on or off.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'],
    ['RATE_LIMIT', 'off', 'RATE_LIMIT may be off only together with DEMO.'],
    ['NOW', '+2h', 'NOW may be set only together with DEMO.'],
    ['VAPID_PUBLIC_KEY', 'abc', 'VAPID_PRIVATE_KEY must be set as well, as VAPID_PUBLIC_KEY goes with it.'],
  ])('refuse %s=%s with one sentence', (name, value, sentence) => {
    expect(complaints({ [name]: value })).toEqual([sentence]);
  });

  it('name every wrong variable at once, and no secret', () => {
    const all = complaints({ PORT: 'x', DATABASE_URL: 'geheim', SECRET_KEY: 'geheim', DEMO: 'vielleicht' });
    expect(all.map((line) => line.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'SECRET_KEY', 'DEMO']);
    expect(all.join()).not.toContain('geheim');
  });

  it('may stop or shift the clock of a demo', () => {
    expect(readEnv({ DEMO: 'on', NOW: '2026-11-23T08:00Z' }).NOW).toBe('2026-11-23T08:00Z');
    expect(readEnv({ DEMO: 'on', NOW: '-3d' }).NOW).toBe('-3d');
  });

  it('refuse a clock that cannot be read', () => {
    expect(complaints({ DEMO: 'on', NOW: 'tomorrow' })).toEqual([
      'NOW must be an instant such as 2026-11-23T08:00Z or a shift such as +2h or -3d.',
    ]);
  });
});

describe('the secret key of a demo', () => {
  it('is made once, and only its owner can read it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'miteinander-key-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const key = secretKey(folder);
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(secretKey(folder)).toBe(key);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });
});
