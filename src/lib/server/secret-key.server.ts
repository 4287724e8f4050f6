import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveToOwner, prepareDataFolder } from './data-folder.server.ts';

/**
 * The key of a demo or development installation: made at the first call, kept in the data folder, readable for
 * its owner only. Two processes at once get the same one.
 *
 * @throws SetupError when the folder cannot be written
 */
export function secretKey(dataDir: string): string {
  const file = join(prepareDataFolder(dataDir), 'secret.key');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  giveToOwner(draft);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
