import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { isBuilt } from './build.ts';
import { listen, requireFreePort } from './listen.ts';
import type { Run } from './run.ts';

const root = join(import.meta.dirname, '../..');

/** Where adapter-node finds the protocol of a request when no proxy and no ORIGIN tell it: we write it there. */
const OWN_PROTOCOL_HEADER = 'x-miteinander-protocol';

/** The largest body that adapter-node lets through: a spreadsheet; `hooks.server.ts` lets nothing else be so large. */
const BODY_SIZE_LIMIT = '11M';

/** How long the application may take to end its work once it is asked to stop. */
const GRACE_SECONDS = 5;

/**
 * Serves the built application until the command ends. Without ORIGIN every address under which it is reached
 * is its own, so `localhost` and `127.0.0.1` work alike.
 *
 * @returns the port
 * @throws SetupError when nothing is built or the port is taken
 */
export async function serve(run: Run, address: { host: string; port: number }): Promise<number> {
  if (!isBuilt()) throw new SetupError('The application is not built yet. Run "npm run build" first.');
  // Before the application starts its work.
  await requireFreePort(address);
  const knowsProtocol = process.env['ORIGIN'] || process.env['PROTOCOL_HEADER'];
  if (!knowsProtocol) process.env['PROTOCOL_HEADER'] = OWN_PROTOCOL_HEADER;
  process.env['BODY_SIZE_LIMIT'] ??= BODY_SIZE_LIMIT;
  run.defer(closeApplication);
  const { handler } = (await import(pathToFileURL(join(root, 'build/handler.js')).href)) as {
    handler: RequestListener;
  };
  const listening = await listen((request, response) => {
    // Also overwrites what a client claims.
    if (!knowsProtocol) request.headers[OWN_PROTOCOL_HEADER] = 'http';
    handler(request, response);
  }, address);
  run.defer(listening.close);
  return listening.port;
}

/** Tells the application's own code, in the way of adapter-node, and gives it time to end its work. */
export async function closeApplication(): Promise<void> {
  const listeners = (process as NodeJS.EventEmitter).listeners('sveltekit:shutdown');
  const closed = Promise.all(listeners.map((listener) => listener('SIGTERM')));
  const impatience = new Promise((done) => setTimeout(done, GRACE_SECONDS * 1000).unref());
  await Promise.race([closed, impatience]);
}
