/** `npm run admin -- create-user --email … --name "…" [--role administrator]`: the first administrator. */
import { parseArgs } from 'node:util';
import { DomainError } from '#lib/errors/domain-error.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { openDatabase } from './support/database.ts';
import { prepareMessages } from './support/prepare.ts';
import { run } from './support/run.ts';

const USAGE =
  'Usage: npm run admin -- create-user --email you@example.org --name "Given Family" [--role administrator]';

await run(async (command) => {
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
});

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
