import { accessSync, chownSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from './setup-error.server.ts';

const README = `The data of Miteinander on this machine.

embedded.json  port and password of the database, and the folder ("cluster") in which its files are
postgres/      the files of the database; its log is in postgres/log/. When Miteinander runs as root and this
               folder lies where other accounts cannot enter, the files are elsewhere: see embedded.json.
secret.key     signs cookies and links, when SECRET_KEY is not set

Stop Miteinander before you copy, move or delete this folder. Deleting it deletes the data.
`;

/**
 * Makes sure that `folder` exists and is ours to write.
 *
 * @returns its full path
 * @throws SetupError when it cannot be created or written
 */
export function prepareDataFolder(folder: string): string {
  const path = resolve(folder);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    accessSync(path, constants.W_OK | constants.X_OK);
    const readme = join(path, 'README.txt');
    if (!existsSync(readme)) writeFileSync(readme, README);
    giveToOwner(readme);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError(
      `The data folder ${path} cannot be written (${code}). Give it to the user who starts Miteinander, or set DATA_DIR to another folder.`,
    );
  }
  return path;
}

/** What root creates in the folder of another user belongs to that user, who may start Miteinander as well. */
export function giveToOwner(file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(file));
  chownSync(file, uid, gid);
}
