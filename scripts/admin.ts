/**
 * `npm run admin -- load-town FILE`: the districts and settings of the town that this database serves.
 * `npm run admin -- create-user --email … --name "…" [--role administrator]`: the first administrator.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DomainError } from '#lib/errors/domain-error.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { openDatabase } from './support/database.ts';
import { prepareMessages } from './support/prepare.ts';
import { type Run, run } from './support/run.ts';

const USAGE = [
  'Usage: npm run admin -- load-town FILE.json',
  '       npm run admin -- create-user --email you@example.org --name "Given Family" [--role administrator]',
].join('\n');

await run(async (command) => {
  const [verb, file] = process.argv.slice(2);
  if (verb === 'load-town' && file) await loadTownFile(command, file);
  else await createFirstAdministrator(command);
});

/** Reads a file such as src/lib/features/organisations/towns/dortmund.json. May be repeated after a change. */
async function loadTownFile(command: Run, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SetupError(`The file ${file} cannot be read.`);
  });
  const url = await openDatabase(command, 'tool');
  await prepareMessages();
  const { connect } = await import('#lib/server/db/client.server.ts');
  const { loadTown } = await import('#lib/features/organisations/town.repository.server.ts');
  const { db, close } = connect(url, { max: 1 });
  try {
    await loadTown(db, JSON.parse(text));
  } catch (error) {
    const fault = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new SetupError(`The file ${file} does not describe a town:\n${fault}`);
  } finally {
    await close();
  }
  console.log('The town is loaded.');
}

async function createFirstAdministrator(command: Run): Promise<void> {
  const { email, givenName, familyName } = readParameters();
  const url = await openDatabase(command, 'tool');
  await prepareMessages();
  const { createAdministrator } =
    await import('#lib/features/organisations/administrators.service.server.ts');
  await createAdministrator({ url, email, givenName, familyName }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'EMAIL_TAKEN') {
      throw new SetupError(`There is an account with the address ${email} already.`);
    }
    throw error;
  });
  console.log(`${givenName} ${familyName} is an administrator now and signs in with a code by e-mail.`);
}

function readParameters() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string', default: 'administrator' },
      },
    });
    const [, givenName, familyName] = /^(\S.*)\s+(\S+)$/.exec(values.name?.trim() ?? '') ?? [];
    const isMeant = positionals.join() === 'create-user' && values.role === 'administrator';
    const isAddress = /^[^@\s]+@[^@\s]+$/.test(values.email ?? '');
    if (isMeant && isAddress && givenName && familyName) {
      return { email: values.email!.toLowerCase(), givenName, familyName };
    }
  } catch {
    // An unknown parameter is answered like a missing one.
  }
  throw new SetupError(USAGE);
}
