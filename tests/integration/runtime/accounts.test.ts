import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readState } from '#lib/server/db/embedded/state.server.ts';
import { checkOut, newDataDir, query, serverProcess, start, startProgram, userOf } from './programs.ts';

// Each starts several real servers, beside whatever else the machine has to do.
vi.setConfig({ testTimeout: 90_000 });

const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
// Where Node itself is out of reach for others, nobody can play the ordinary user.
const canPlayUser =
  isRoot && spawnSync(process.execPath, ['--version'], { ...nobody, cwd: '/' }).status === 0;

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

  it('in a closed home the programs are copied to where its account can run them', async () => {
    const dataDir = await newDataDir('my project', '.data');
    const checkout = dirname(dataDir);
    checkOut(checkout);
    chmodSync(dirname(checkout), 0o700);
    const program = await startProgram(dataDir, 'serve', { checkout });
    expect(await query(program.said, 'select 1 as one')).toEqual([{ one: 1 }]);
    const programs = readlinkSync(`/proc/${serverProcess(dataDir)}/exe`);
    expect(programs.startsWith(checkout)).toBe(false);
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

describe.runIf(canPlayUser)('started by an ordinary user', () => {
  it('everything is in the data folder and belongs to that user, under a home of mode 0700 too', async () => {
    const dataDir = await newDataDir('home', 'my project', '.data');
    const checkout = dirname(dataDir);
    const home = dirname(checkout);
    checkOut(checkout);
    spawnSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, dirname(home)]);
    chmodSync(home, 0o700);
    const user = { account: nobody, checkout };

    const program = await startProgram(dataDir, 'serve', user);
    expect(await query(program.said, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(userOf(serverProcess(dataDir)!)).toBe(nobody.uid);
    expect(readState(dataDir)!.cluster).toBe(join(dataDir, 'postgres'));
    expect(statSync(join(dataDir, 'embedded.json')).mode & 0o777).toBe(0o600);
    await program.stop();

    // Root, coming after, runs it as its owner and spoils nothing.
    const asRoot = await startProgram(dataDir, 'serve', { checkout });
    expect(asRoot.said).toBe(program.said);
    expect(userOf(serverProcess(dataDir)!)).toBe(nobody.uid);
    await asRoot.stop();
    const again = await startProgram(dataDir, 'serve', user);
    expect(again.said).toBe(program.said);
  });

  it('a folder of somebody else is refused with a sentence', async () => {
    const dataDir = await newDataDir('data');
    const checkout = join(dirname(dataDir), 'project');
    checkOut(checkout);
    mkdirSync(dataDir);
    chmodSync(dirname(dataDir), 0o755);
    const program = await startProgram(dataDir, 'serve', { account: nobody, checkout });
    expect(program.said).toBe(
      `The data folder ${dataDir} cannot be written (EACCES). Give it to the user who starts Miteinander, or set DATA_DIR to another folder.`,
    );
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });
});
