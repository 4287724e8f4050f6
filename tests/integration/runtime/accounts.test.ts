import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readState } from '#lib/server/db/embedded/state.server.ts';
import { newDataDir, query, serverProcess, start, startProgram, userOf } from './programs.ts';

const root = join(import.meta.dirname, '../../..');
const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const canOthersReadProject =
  isRoot &&
  spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), '--version'], {
    ...nobody,
    cwd: '/',
  }).status === 0;

describe.runIf(isRoot)('started by root', () => {
  it('the database runs under another account', async () => {
    const dataDir = await newDataDir('data');
    chmodSync(dirname(dataDir), 0o755);
    await start(dataDir);
    expect(userOf(serverProcess(dataDir)!)).not.toBe(0);
    expect(readState(dataDir)!.cluster).toBe(join(dataDir, 'postgres'));
  });

  it('in a home that others cannot enter, its files are kept elsewhere and found again', async () => {
    const dataDir = await newDataDir('data');
    chmodSync(dirname(dataDir), 0o700);
    const first = await start(dataDir);
    await query(first.url, 'create table note (text text)');
    const { cluster } = readState(dataDir)!;
    expect(cluster.startsWith(dataDir)).toBe(false);
    await first.stop();
    const second = await start(dataDir);
    expect(await query(second.url, 'select * from note')).toEqual([]);
    expect(readState(dataDir)!.cluster).toBe(cluster);
  });

  it('in a home that is closed only later, its files move along', async () => {
    const dataDir = await newDataDir('data');
    chmodSync(dirname(dataDir), 0o755);
    const first = await start(dataDir);
    await query(first.url, 'create table note (text text)');
    await first.stop();
    chmodSync(dirname(dataDir), 0o700);
    const second = await start(dataDir);
    expect(await query(second.url, 'select * from note')).toEqual([]);
  });

  it('whoever deletes the data folder begins anew', async () => {
    const dataDir = await newDataDir('data');
    chmodSync(dirname(dataDir), 0o700);
    const first = await start(dataDir);
    await query(first.url, 'create table note (text text)');
    await first.stop();
    rmSync(dataDir, { recursive: true });
    const second = await start(dataDir);
    await expect(query(second.url, 'select * from note')).rejects.toThrow('does not exist');
  });
});

describe.runIf(canOthersReadProject)('started by an ordinary user', () => {
  it('everything is in the data folder and belongs to that user, under a home of mode 0700 too', async () => {
    const dataDir = await newDataDir('home', 'project', '.data');
    const home = dirname(dirname(dataDir));
    mkdirSync(dirname(dataDir), { recursive: true });
    for (const folder of [dirname(home), home, dirname(dataDir)]) chownSync(folder, nobody.uid, nobody.gid);
    chmodSync(home, 0o700);

    const program = await startProgram(dataDir, 'serve', nobody);
    expect(await query(program.said, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(userOf(serverProcess(dataDir)!)).toBe(nobody.uid);
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody.uid);
    expect(statSync(join(dataDir, 'embedded.json')).mode & 0o777).toBe(0o600);
    await program.stop();

    // Root, coming after, runs it as its owner and spoils nothing.
    const asRoot = await start(dataDir);
    expect(userOf(serverProcess(dataDir)!)).toBe(nobody.uid);
    await asRoot.stop();
    const again = await startProgram(dataDir, 'serve', nobody);
    expect(again.said).toBe(program.said);
  });

  it('a folder of somebody else is refused with a sentence', async () => {
    const dataDir = await newDataDir('data');
    mkdirSync(dataDir);
    chmodSync(dirname(dataDir), 0o755);
    const program = await startProgram(dataDir, 'serve', nobody);
    expect(program.said).toBe(
      `The data folder ${dataDir} cannot be written (EACCES). Give it to the user who starts Miteinander, or set DATA_DIR to another folder.`,
    );
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });
});
