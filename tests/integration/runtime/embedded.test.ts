import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readState } from '#lib/server/db/embedded/state.server.ts';
import { newDataDir, query, serverProcess, spawnProgram, start, startProgram } from './programs.ts';

// Each starts several real servers, beside whatever else the machine has to do.
vi.setConfig({ testTimeout: 90_000 });

const remember =
  "create table note (text text primary key); insert into note values ('Hanne kommt am Montag')";
const recall = 'select text from note';
const remembered = [{ text: 'Hanne kommt am Montag' }];

describe('the embedded database', () => {
  it('keeps its data from one start to the next', async () => {
    const dataDir = await newDataDir('data');
    const first = await start(dataDir);
    await query(first.url, remember);
    await first.stop();
    expect(serverProcess(dataDir)).toBeUndefined();

    const second = await start(dataDir);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, recall)).toEqual(remembered);
  });

  it('lives in a path with spaces and umlauts', async () => {
    const { url } = await start(await newDataDir('Meine Dateien', 'für "Miteinander"'));
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is durable, and knows German', async () => {
    const { url } = await start(await newDataDir('data'));
    const settings =
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit') order by name";
    expect(await query(url, settings)).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    await query(url, "create collation german (provider = icu, locale = 'de')");
    expect(
      await query(
        url,
        "select string_agg(x, ' ' order by x collate german) as names from unnest('{Zorn,Ärmel,Apfel}'::text[]) x",
      ),
    ).toEqual([{ names: 'Apfel Ärmel Zorn' }]);
    await query(url, 'create extension pg_trgm');
    expect(
      await query(
        url,
        "select similarity('Müller', 'Müllerin') > similarity('M ller', 'Müllerin') as better",
      ),
    ).toEqual([{ better: true }]);
  });

  it('gives the application no rights of an administrator', async () => {
    const { url } = await start(await newDataDir('data'));
    expect(
      await query(url, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user'),
    ).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it('logs a violated constraint without the person in it', async () => {
    const dataDir = await newDataDir('data');
    const { url } = await start(dataDir);
    await query(url, 'create table person (email text unique)');
    await query(url, "insert into person values ('hanne@example.org')");
    const again = "do $$ begin execute 'insert into person values ($1)' using 'hanne@example.org'; end $$";
    await expect(query(url, again)).rejects.toThrow('person_email_key');
    const folder = join(readState(dataDir)!.cluster, 'log');
    const read = () =>
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('');
    // The server's own logger writes it, when it gets to it.
    await expect.poll(read, { timeout: 10_000 }).toContain('person_email_key');
    expect(read()).not.toContain('Key (email)');
  });
});

describe('one data folder', () => {
  it('serves one application, and tools beside it', async () => {
    const dataDir = await newDataDir('data');
    const application = await start(dataDir);
    const second = await startProgram(dataDir, 'serve');
    expect(second.said).toBe(
      `Miteinander already runs on this data folder (${dataDir}, process ${process.pid}). Stop it, or set DATA_DIR and PORT for a second one.`,
    );
    const tool = await startProgram(dataDir, 'tool');
    expect(tool.said).toBe(application.url);
    await tool.stop();
    expect(await query(application.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('has its server until the last one leaves', async () => {
    const dataDir = await newDataDir('data');
    const application = await start(dataDir);
    const tool = await startProgram(dataDir, 'tool');
    await application.stop();
    expect(await query(tool.said, 'select 1 as one')).toEqual([{ one: 1 }]);
    await tool.stop();
    expect(serverProcess(dataDir)).toBeUndefined();
  });

  it('gets one server when two start at once for the first time', async () => {
    const dataDir = await newDataDir('data');
    const both = await Promise.all([startProgram(dataDir, 'serve'), startProgram(dataDir, 'serve')]);
    const said = both.map((program) => program.said).sort();
    expect(said[0]).toMatch(/^Miteinander already runs on this data folder/);
    expect(await query(said[1]!, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('after a kill -9', () => {
  it('of the application the next one takes over its server', async () => {
    const dataDir = await newDataDir('data');
    const killed = await startProgram(dataDir, 'serve');
    await query(killed.said, remember);
    const server = serverProcess(dataDir);
    await killed.kill();
    expect(serverProcess(dataDir)).toBe(server);

    const next = await start(dataDir);
    expect(serverProcess(dataDir)).toBe(server);
    expect(await query(next.url, recall)).toEqual(remembered);
    await next.stop();
    expect(serverProcess(dataDir)).toBeUndefined();
  });

  it('of the server the running application has it back, with its data and at the same address', async () => {
    const dataDir = await newDataDir('data');
    const { url } = await start(dataDir);
    const pool = postgres(url, { max: 4, onnotice: () => {} });
    onTestFinished(() => pool.end());
    await pool.unsafe(remember);
    const server = serverProcess(dataDir)!;
    process.kill(server, 'SIGKILL');

    await expect.poll(() => pool.unsafe(recall).catch(() => []), { timeout: 60_000 }).toEqual(remembered);
    expect(serverProcess(dataDir)).not.toBe(server);
  });

  it('of both the next start repairs the data', async () => {
    const dataDir = await newDataDir('data');
    const killed = await startProgram(dataDir, 'serve');
    await query(killed.said, remember);
    process.kill(serverProcess(dataDir)!, 'SIGKILL');
    await killed.kill();
    const next = await start(dataDir);
    expect(await query(next.url, recall)).toEqual(remembered);
  });

  it('in the middle of the very first start the next one begins anew', async () => {
    const dataDir = await newDataDir('data');
    const first = spawnProgram(dataDir, 'serve');
    await expect.poll(() => existsSync(join(dataDir, 'embedded.json')), { interval: 5 }).toBe(true);
    await first.kill();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const { url } = await start(dataDir);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('an innocent process with the number of the dead server is not taken for it', async () => {
    const dataDir = await newDataDir('data');
    const first = await start(dataDir);
    await first.stop();
    const { cluster, port } = readState(dataDir)!;
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n${port}\n`);
    const second = await start(dataDir);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
